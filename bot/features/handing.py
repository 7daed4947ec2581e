"""Hand over: what one colleague has open goes to another."""

from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.enrolment import colleague
from bot.kinds import Due, Who
from bot.message import Entry, Message, Section
from domain.action import LIVE, Action
from domain.errors import DomainError, NotAllowed
from domain.member import May

commands = Commands()


class HandOverLater(DomainError):
    """Handing over later is not here yet. On {day}, type it without `from`."""

    def __init__(self, day: str) -> None:
        self.day = day


class NothingToHandOver(DomainError):
    """{name} has nothing open in this plan."""

    def __init__(self, name: str) -> None:
        self.name = name


@commands("hand over", may=May.WORK, examples=("hand over @bo to @kim",))
def hand_over(ctx: Context, who: Who, *, to: Who, from_: Due | None = None) -> Message:
    """Give everything one colleague has open to another of the same party."""
    if who != ctx.speaker.id and not ctx.me.may(May.LEAD):
        raise NotAllowed(f"a lead of the {ctx.me.side}, or the owner,")
    if from_ and from_ > ctx.today:
        raise HandOverLater(say_day(from_))
    new = colleague(ctx, to)
    if new.side is not ctx.me.side:
        raise NotAllowed(f"a lead of the {new.side}")
    open_ = ctx.plan.all(Action, owner=who, owner_side=ctx.me.side, status=tuple(LIVE))
    names = ctx.plan.names([who, to])
    if not open_:
        raise NothingToHandOver(names[who])
    for action in open_:
        ctx.record(action.give_to(new, by=ctx.me, at=ctx.now))
    joint = sum(not action.audience.private for action in open_)
    text = f"{names[who]} handed {joint} actions to {names[to]}."
    if joint:
        ctx.summary = Message(text=text)
    entries = tuple(Entry(f"{a.ref} {a.title}", a.ref) for a in open_)
    return Message(text=text, sections=(Section("Handed over", entries),))
