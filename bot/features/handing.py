"""Hand over: what one colleague has open goes to another, now or on a later day."""

from datetime import date

from bot import handing_over, here
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.enrolment import owner
from bot.handing_over import Owned
from bot.message import Entry, Message, Section
from bot.placing import OwnPartyOnly
from bot.words.kinds import Due, Who
from domain.errors import DomainError, NotAllowed
from domain.member import HandOverDropped, May, Member

commands = Commands()


class NothingJointToPlan(DomainError):
    """{name} has nothing open that both parties read, and a day is told to both. On {day}, type the same without `from`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, day: str) -> None:
        self.name = name
        self.day = day


class PlannedSo(DomainError):
    """What {name} has open goes to {to} on {day} already; nothing was changed."""

    def __init__(self, name: str, to: str, day: str) -> None:
        self.name = name
        self.to = to
        self.day = day


class NothingToHandOver(DomainError):
    """{name} has nothing open in this plan."""

    def __init__(self, name: str) -> None:
        self.name = name


class SamePerson(DomainError):
    """What is {name}'s is {name}'s already. Name somebody else after `to`."""

    def __init__(self, name: str) -> None:
        self.name = name


@commands(
    "hand over",
    may=May.WORK,
    examples=("hand over @bo to @kim", "hand over @bo to @kim from 7 Dec"),
)
def hand_over(ctx: Context, who: Who, *, to: Who, from_: Due | None = None) -> Message:
    """Give everything one colleague has open to another of the same party."""
    giver = _giver(ctx, who)
    if who == to:
        return _stays(ctx, giver)
    open_ = handing_over.open_of(ctx.plan, who)
    if not open_:
        raise NothingToHandOver(ctx.plan.name(who))
    if from_ and from_ > ctx.today:
        return _plan(ctx, giver, to, from_, open_)
    names = ctx.plan.names([who, to])
    new = _colleague(ctx, to, private=all(a.audience.private for a in open_))
    handing_over.give(ctx, open_, new, by=ctx.me)
    if giver and giver.hands_to:
        ctx.record(giver.keep_own(HandOverDropped, by=ctx.me, at=ctx.now))
        handing_over.follow(ctx, giver)
    text = f"What {names[who]} had open is now {names[to]}'s."
    if not all(action.audience.private for action in open_):
        ctx.summary = Message(text=text)
    return _answer(ctx, text, open_)


def _plan(
    ctx: Context, giver: Member | None, to: str, day: date, open_: list[Owned]
) -> Message:
    """On a later day; both parties read so, thus only where both read what is open."""
    name = ctx.plan.name(giver.person if giver else None)
    if giver is None or all(action.audience.private for action in open_):
        raise NothingJointToPlan(name, say_day(day))
    new = _colleague(ctx, to, private=False)
    other = ctx.plan.name(to)
    if (giver.hands_to, giver.hands_on) == (to, day):
        raise PlannedSo(name, other, say_day(day))
    was = giver.hands_to
    ctx.record(giver.hand_over(new.person, day, by=ctx.me, at=ctx.now))
    handing_over.follow(ctx, giver)
    handing_over.tell(ctx, giver, was, but=ctx.speaker.id)
    back = "Another day: the same line with it. `undo` takes it back."
    return Message(
        text=f"From {say_day(day)}, what {name} has open is {other}'s. {back}"
    )


def _stays(ctx: Context, giver: Member | None) -> Message:
    """To oneself: what was planned is not to be."""
    if giver is None or giver.hands_to is None:
        raise SamePerson(ctx.plan.name(giver.person if giver else ctx.speaker.id))
    was, name = giver.hands_to, ctx.plan.name(giver.person)
    ctx.record(giver.keep_own(HandOverDropped, by=ctx.me, at=ctx.now))
    handing_over.follow(ctx, giver)
    handing_over.tell(ctx, giver, was, but=ctx.speaker.id)
    return Message(text=f"What {name} has open stays {name}'s.", tone="good")


def _giver(ctx: Context, who: str) -> Member | None:
    if who != ctx.speaker.id and not ctx.me.may(May.LEAD):
        raise NotAllowed(f"a lead of the {ctx.me.side}, or whose they are,")
    member = ctx.plan.member(who)
    if member and member.side is not ctx.me.side:
        raise NotAllowed(f"a lead of the {member.side}")
    return member


def _colleague(ctx: Context, to: str, *, private: bool) -> Member:
    """Private items alone enrol nobody: the other party would hear of it."""
    new = owner(ctx, to, private=private)
    if new.side is not ctx.me.side:
        raise OwnPartyOnly(new.side)
    return new


def _answer(ctx: Context, text: str, given: list[Owned]) -> Message:
    """In a shared room what is private stays unsaid."""
    unsaid = here.shared(ctx)
    shown = [a for a in given if not (unsaid and a.audience.private)]
    entries = tuple(Entry(f"{a.ref} {a.title}", a.ref) for a in shown)
    return Message(
        text=f"{text} {here.ELSEWHERE}" if unsaid else text,
        sections=(Section("Handed over", entries),) if entries else (),
    )
