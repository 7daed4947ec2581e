"""The plans a line is about, each as the speaker reads it: the room's or all theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot import here
from bot.context import Context
from bot.late import Lateness
from bot.message import Entry
from bot.telling import Telling
from bot.waiting import Waiting, waiting
from bot.window import PlanView
from domain.member import Member
from domain.plan import Status
from domain.visibility import Side


@dataclass
class Place:
    """One plan and the speaker's place in it. `named` is whether its lines name it."""

    view: PlanView
    me: Member
    lateness: Lateness
    named: bool
    waits: list[Waiting] = field(init=False)

    def __post_init__(self) -> None:
        self.waits = waiting(self.view)

    @property
    def key(self) -> str:
        return self.view.plan_row.key

    def party(self, side: Side) -> str:
        return self.view.party(side).name

    def entry(self, entry: Entry) -> Entry:
        """The line, with the plan's key before it where several plans are told of."""
        return replace(entry, text=f"{self.key} {entry.text}") if self.named else entry


def places(ctx: Context) -> list[Place]:
    """The plan that was meant; in a direct message all that are not closed."""
    if ctx.view:
        lateness = Lateness(ctx, ctx.me.side)
        return [Place(here.window(ctx), ctx.me, lateness, named=False)]
    return list(_all(ctx))


def _all(ctx: Context) -> Iterator[Place]:
    found = [(p, m) for p, m in ctx.places if p.status is not Status.CLOSED]
    found.sort(key=lambda pair: pair[0].key)
    for plan, me in found:
        beside = tuple(p.id for p, other in found if other.reads is me.reads)
        view = PlanView(ctx.work, plan, me.reads, beside)
        of_plan = Telling(now=ctx.now, work=ctx.work, closed=ctx.closed, view=view)
        yield Place(view, me, Lateness(of_plan, me.side), named=True)
