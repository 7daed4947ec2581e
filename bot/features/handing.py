"""Hand over: what one colleague has open goes to another."""

from bot import here, recurring
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.enrolment import owner
from bot.message import Entry, Message, Section
from bot.placing import OwnPartyOnly
from bot.words.kinds import Due, Who
from domain.action import LIVE, Action
from domain.errors import DomainError, NotAllowed
from domain.member import May, Member

commands = Commands()


class HandOverLater(DomainError):
    """I cannot hand over on a later day yet. On {day}, type the same without `from`."""

    def __init__(self, day: str) -> None:
        self.day = day


class NothingToHandOver(DomainError):
    """{name} has nothing open in this plan."""

    def __init__(self, name: str) -> None:
        self.name = name


class SamePerson(DomainError):
    """What is {name}'s is {name}'s already. Name somebody else after `to`."""

    def __init__(self, name: str) -> None:
        self.name = name


@commands("hand over", may=May.WORK, examples=("hand over @bo to @kim",))
def hand_over(ctx: Context, who: Who, *, to: Who, from_: Due | None = None) -> Message:
    """Give everything one colleague has open to another of the same party."""
    _check(ctx, who, to)
    if from_ and from_ > ctx.today:
        raise HandOverLater(say_day(from_))
    open_ = ctx.plan.all(Action, owner=who, status=tuple(LIVE))
    names = ctx.plan.names([who, to])
    if not open_:
        raise NothingToHandOver(names[who])
    new = _colleague(ctx, to, private=all(a.audience.private for a in open_))
    for action in open_:
        ctx.record(action.give_to(new, by=ctx.me, at=ctx.now))
        recurring.follow(ctx, action)
    text = f"What {names[who]} had open is now {names[to]}'s."
    if not all(action.audience.private for action in open_):
        ctx.summary = Message(text=text)
    return _answer(ctx, text, open_)


def _check(ctx: Context, who: str, to: str) -> None:
    if who != ctx.speaker.id and not ctx.me.may(May.LEAD):
        raise NotAllowed(f"a lead of the {ctx.me.side}, or whose they are,")
    member = ctx.plan.member(who)
    if member and member.side is not ctx.me.side:
        raise NotAllowed(f"a lead of the {member.side}")
    if who == to:
        raise SamePerson(ctx.plan.name(who))


def _colleague(ctx: Context, to: str, *, private: bool) -> Member:
    """Private items alone enrol nobody: the other party would hear of it."""
    new = owner(ctx, to, private=private)
    if new.side is not ctx.me.side:
        raise OwnPartyOnly(new.side)
    return new


def _answer(ctx: Context, text: str, given: list[Action]) -> Message:
    """In a shared room what is private stays unsaid."""
    unsaid = here.shared(ctx)
    shown = [a for a in given if not (unsaid and a.audience.private)]
    entries = tuple(Entry(f"{a.ref} {a.title}", a.ref) for a in shown)
    return Message(
        text=f"{text} {here.ELSEWHERE}" if unsaid else text,
        sections=(Section("Handed over", entries),) if entries else (),
    )
