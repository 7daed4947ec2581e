"""Away: no digest for you; who covers gets your lines and notices."""

from collections.abc import Iterator

from bot import way_back
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.message import Message
from bot.words.kinds import Span, Who
from bot.words.people_kinds import RESOLVED
from domain.errors import DomainError
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan, Status

commands = Commands()


class CoversSelf(DomainError):
    """Somebody else must cover for you while you are away: `cover @x`."""


class CannotCover(DomainError):
    """{name} is of your party in none of your plans, so they cannot cover for you. Name somebody who is."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name


class AwayIsOver(DomainError):
    """{last} has passed. Say from when to when you will be away."""

    def __init__(self, last: str) -> None:
        self.last = last


@commands(
    "away from",
    "away",
    may=None,
    plan=False,
    examples=("away from 21 Dec to 2 Jan cover @kim",),
)
def away(ctx: Context, days: Span, *, cover: Who | None = None) -> Message:
    """Say when you are away: no digest then; your cover gets your lines."""
    first, last = days
    if last < ctx.today:
        raise AwayIsOver(say_day(last))
    covers = _covers(ctx, cover) if cover else "Nobody covers for you."
    way_back.keep(ctx, _as_it_is(ctx))
    ctx.speaker.away_from, ctx.speaker.away_to = first, last
    ctx.speaker.cover = cover
    text = f"Away from {say_day(first)} to {say_day(last)}. {covers}"
    return Message(text=text, tone="good")


@commands("away off", may=None, plan=False, examples=("away off",))
def back(ctx: Context) -> Message:
    """You are back, or not away after all."""
    way_back.keep(ctx, _as_it_is(ctx))
    ctx.speaker.away_from = ctx.speaker.away_to = ctx.speaker.cover = None
    text = "You are not away. Your digest comes to you again."
    return Message(text=text, tone="good")


def _as_it_is(ctx: Context) -> str:
    """The line that makes it so; an absence that is over is none."""
    me = ctx.speaker
    if me.away_from is None or me.away_to is None or me.away_to < ctx.today:
        return "away off"
    cover = f" cover {RESOLVED}{me.cover}>" if me.cover else ""
    return f"away from {me.away_from} to {me.away_to}{cover}"


def _covers(ctx: Context, cover: str) -> str:
    """Where they cover: only in plans in which they are of the same party."""
    if cover == ctx.speaker.id:
        raise CoversSelf
    mine = list(_mine(ctx))
    name = _name(ctx, cover)
    shared = [plan.key for plan, member in mine if _same(ctx, member, cover)]
    if not shared:
        raise CannotCover(name)
    nobody = [plan.key for plan, _ in mine if plan.key not in shared]
    text = f"{name} gets your lines of {', '.join(shared)}."
    return f"{text} Nobody covers {', '.join(nobody)}." if nobody else text


def _mine(ctx: Context) -> Iterator[tuple[Plan, Member]]:
    places = ctx.work.some(
        Member, person=ctx.speaker.id, standing=Standing.ACTIVE, order="plan"
    )
    for member in places:
        plan = ctx.work.one(Plan, id=member.plan)
        if plan and plan.status is not Status.CLOSED:
            yield plan, member


def _same(ctx: Context, mine: Member, cover: str) -> bool:
    theirs = ctx.work.one(Member, plan=mine.plan, person=cover)
    return theirs is not None and theirs.active and theirs.side is mine.side


def _name(ctx: Context, person: str) -> str:
    found = ctx.work.one(Person, id=person)
    return found.name if found else ""
