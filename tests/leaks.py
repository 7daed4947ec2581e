"""Leaks seeded on purpose: each is one way of telling, and each must be caught."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from bot import announce, climbing, recurring
from bot.bound import joint_rooms, rooms_of
from bot.message import Detail, Message
from bot.reviews import ending, live, past
from bot.waiting import waiting
from bot.window import PlanView
from domain.action import Action
from domain.change import Change
from domain.errors import NotFound
from domain.issue_clock import Clocked
from domain.note import Note
from domain.visibility import SEES, Audience, Side
from storage.sealing import Head, Sealer
from storage.work import SqlWork

Leak = Callable[[], AbstractContextManager[Any]]
ALL = tuple(Audience)


def text() -> AbstractContextManager[Any]:
    """What is private is announced in the shared room."""

    def leaky(ctx: Any, view: PlanView) -> Iterator[Any]:
        del view
        for room in rooms_of(ctx):
            for fact in ctx.work.told:
                yield room.post(Message(text=fact.kind))

    return patch("bot.announce._to_rooms", leaky)


def filter_() -> AbstractContextManager[Any]:
    """The supplier's window lets the customer's rows through."""
    return patch.dict(SEES, {Side.SUPPLIER: ALL})


def number() -> AbstractContextManager[Any]:
    """Private items take their numbers from the joint series, which leaves gaps."""
    right = SqlWork.number

    def leaky(
        work: SqlWork, plan: str, audience: Audience, prefix: str, *, many: int = 1
    ) -> int:
        return right(work, plan, Audience.JOINT, prefix, many=many)

    return patch.object(SqlWork, "number", leaky)


def version() -> AbstractContextManager[Any]:
    """A private change makes the buttons of joint cards stale."""
    right = SqlWork._write

    def leaky(work: SqlWork) -> None:
        if any(fact.audience.private for fact in work.told):
            bump = "UPDATE action SET version = version + 1 WHERE audience = 'joint'"
            work.connection.exec_driver_sql(bump)
        right(work)

    return patch.object(SqlWork, "_write", leaky)


def refusal() -> AbstractContextManager[Any]:
    """What is hidden is refused in other words than what is missing."""
    right = PlanView.find

    def leaky(view: PlanView, ref: Any, *kind: Any) -> Any:
        try:
            return right(view, ref, *kind)
        except NotFound:
            wanted = {"plan": view.id, "audience": Audience.CUSTOMER}
            if view._work.some(Action, **wanted, number=getattr(ref, "number", 1)):
                raise NotFound(f"{ref} for you") from None
            raise

    return patch.object(PlanView, "find", leaky)


def history() -> AbstractContextManager[Any]:
    """The history and what builds on it count the other party's facts."""
    right = SqlWork.facts

    def leaky(work: SqlWork, plan: str, _: Any, **where: Any) -> Any:
        return right(work, plan, ALL, **where)

    return patch.object(SqlWork, "facts", leaky)


def notes() -> AbstractContextManager[Any]:
    """A card shows the private notes of both."""
    right = PlanView.notes

    def leaky(view: PlanView, ref: str, *_: Any) -> Any:
        return [note for each in ALL for note in right(view, ref, each)]

    return patch.object(PlanView, "notes", leaky)


def count() -> AbstractContextManager[Any]:
    """A count takes in what is not listed."""
    right = PlanView.all

    def leaky(view: PlanView, kind: Any, **where: Any) -> Any:
        found = right(view, kind, **where)
        hidden = view._work.some(kind, plan=view.id, audience=ALL)
        return found + found[: max(0, len(hidden) - len(found))]

    return patch.object(PlanView, "all", leaky)


def timing() -> AbstractContextManager[Any]:
    """An empty line in the shared room tells that something happened."""
    right = announce._to_rooms

    def leaky(ctx: Any, view: PlanView) -> Iterator[Any]:
        yield from right(ctx, view)
        if any(fact.audience.private for fact in ctx.work.told):
            for room in joint_rooms(ctx):
                yield room.post(Message(text=""))

    return patch("bot.announce._to_rooms", leaky)


def suppressed() -> AbstractContextManager[Any]:
    """Somebody is not reminded because the other side talks about it among itself."""

    def leaky(view: PlanView) -> Any:
        talked = view._work.facts(view.id, (Audience.CUSTOMER,))
        return [] if len(talked) > TALK else waiting(view)

    return patch("bot.day.all_plans.waiting", leaky)


def anchor() -> AbstractContextManager[Any]:
    """The seal's number of private facts is not hidden."""

    def leaky(self: Sealer, salt: bytes, head: Head) -> str:
        return f"{head.seq:064d}"

    return patch.object(Sealer, "_commitment", leaky)


def export() -> AbstractContextManager[Any]:
    """An export holds every log."""
    return patch.dict(SEES, {Side.SUPPLIER: (Audience.JOINT, Audience.CUSTOMER)})


def ordering() -> AbstractContextManager[Any]:
    """Joint rows stand in an order that private ones decide."""
    right = PlanView.all

    def leaky(view: PlanView, kind: Any, **where: Any) -> Any:
        found = right(view, kind, **where)
        odd = len(view._work.some(kind, plan=view.id, audience=ALL)) % 2
        return found[::-1] if odd else found

    return patch.object(PlanView, "all", leaky)


def again() -> AbstractContextManager[Any]:
    """What comes back privately comes round as a joint one."""
    right = recurring._made

    def leaky(ctx: Any, action: Action, *, by: str) -> Action:
        number = ctx.work.number(ctx.plan.id, Audience.JOINT, action.PREFIX)
        joint = {"audience": Audience.JOINT, "number": number}
        return replace(right(ctx, action, by=by), **joint)

    return patch("bot.recurring._made", leaky)


def minutes() -> AbstractContextManager[Any]:
    """The minutes are made of whatever anybody said meanwhile."""
    right = ending._lines

    def leaky(view: PlanView, *more: Any, **until: Any) -> Any:
        return right(_seeing_all(view), *more, **until)

    return patch("bot.reviews.ending._lines", leaky)


def agenda() -> AbstractContextManager[Any]:
    """The agenda goes through what one side keeps to itself."""
    right = live.Standing.__iter__

    def leaky(standing: live.Standing) -> Iterator[live.Live]:
        yield from right(standing)
        asked = {"plan": standing.ctx.plan.id, "audience": Audience.CUSTOMER}
        for hidden in standing.ctx.work.some(Action, **asked):
            yield live.Live(item=hidden, owed=True)

    return patch("bot.reviews.live.Standing.__iter__", leaky)


def since() -> AbstractContextManager[Any]:
    """What was done since last time counts what one side did alone."""
    right = past._told

    def leaky(view: PlanView, begun: Any) -> Any:
        return right(_seeing_all(view), begun)

    return patch("bot.reviews.past._told", leaky)


def request() -> AbstractContextManager[Any]:
    """The text to sign says how much was written about the item, for whomever."""

    def leaky(ctx: Any, change: Change) -> list[Detail]:
        where = {"plan": change.plan, "ref": change.about, "audience": ALL}
        return [Detail("Notes", str(ctx.work.count(Note, most=1000, **where)))]

    return patch("bot.held._now", leaky)


def _seeing_all(view: PlanView) -> PlanView:
    """A window through which both sides' logs are read as if they were joint."""
    found = PlanView(view._work, view.plan_row, view.side)
    found.sees = ALL
    found.as_read_by = lambda _: found  # type: ignore[method-assign]
    return found


def climb() -> AbstractContextManager[Any]:
    """A private climb is told to the other party's people as well."""
    return patch.object(Clocked, "sides", property(lambda _: tuple(Side)))


def climb_sealed() -> AbstractContextManager[Any]:
    """A private climb shows in the seals of the shared room."""
    right = climbing.arrived

    def leaky(ctx: Any, issue: Any) -> None:
        right(ctx, issue)
        climbing.ask_seal(ctx, "it went up")

    return patch("bot.climbing.arrived", leaky)


TALK = 8
LEAKS: tuple[Leak, ...] = (
    text,
    filter_,
    number,
    version,
    refusal,
    history,
    notes,
    count,
    timing,
    suppressed,
    anchor,
    export,
    ordering,
    again,
    climb,
    climb_sealed,
)
CHANGE_LEAKS: tuple[Leak, ...] = (request,)
MEETING_LEAKS: tuple[Leak, ...] = (minutes, agenda, since)
