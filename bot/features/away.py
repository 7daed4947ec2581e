"""Away: no digest for you; who covers gets your lines and notices."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot import way_back
from bot.calendars import calendar_of, span
from bot.command import Commands
from bot.context import Context
from bot.cover import Line
from bot.dates import say_day
from bot.message import Message
from bot.window import PlanView
from bot.words.kinds import Span, Who
from bot.words.people_kinds import RESOLVED
from domain.errors import DomainError
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan, Status

commands = Commands()

Place = tuple[Plan, Member]
DAY = timedelta(days=1)
LONG = 14  # days: nobody asks whether a longer absence is all days off


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
    mine = list(_mine(ctx))
    if cover:
        _check(ctx, mine, cover)
    way_back.keep(ctx, _as_it_is(ctx))
    ctx.speaker.away_from, ctx.speaker.away_to = first, last
    ctx.speaker.cover = cover
    text = f"Away from {say_day(first)} to {say_day(last)}."
    more = (*_absent(ctx, cover), *_covers(ctx, mine), *_days_off(ctx, mine))
    return Message(text=" ".join((text, *more)), tone="good")


@commands("away off", may=None, plan=False, examples=("away off",))
def back(ctx: Context) -> Message:
    """You are back, or not away after all."""
    way_back.keep(ctx, _as_it_is(ctx))
    text = _back(ctx.speaker.away_from, ctx.speaker.away_to, ctx.today)
    ctx.speaker.away_from = ctx.speaker.away_to = ctx.speaker.cover = None
    return Message(text=text, tone="good")


def _back(first: date | None, last: date | None, today: date) -> str:
    """What that ends: nothing, an absence that is over, one to come, or the present."""
    if first is None or last is None:
        return "You are not away, and no absence was planned."
    if last < today:
        return f"You are not away; you have been back since {say_day(last + DAY)}."
    span = f"from {say_day(first)} to {say_day(last)}"
    if first > today:
        return f"Taken back: you are not away {span}."
    return f"You are back: your absence {span} ends now, and your digest comes again."


def _as_it_is(ctx: Context) -> str:
    """The line that makes it so; an absence that is over is none."""
    me = ctx.speaker
    if me.away_from is None or me.away_to is None or me.away_to < ctx.today:
        return "away off"
    cover = f" cover {RESOLVED}{me.cover}>" if me.cover else ""
    return f"away from {me.away_from} to {me.away_to}{cover}"


def _check(ctx: Context, mine: list[Place], cover: str) -> None:
    if cover == ctx.speaker.id:
        raise CoversSelf
    if not any(_same(ctx, member, cover) for _, member in mine):
        raise CannotCover(_name(ctx, cover))


def _absent(ctx: Context, cover: str | None) -> Iterator[str]:
    """A cover who is away themselves when it begins is named with their last day."""
    other = ctx.work.one(Person, id=cover) if cover else None
    first = ctx.speaker.away_from
    if other and first and other.away(first) and other.away_to:
        yield f"{other.name} is away too, to {say_day(other.away_to)}."


def _covers(ctx: Context, mine: list[Place]) -> Iterator[str]:
    """Who gets the lines of which plans when it begins; they are of the same party."""
    first = ctx.speaker.away_from or ctx.today
    gets: dict[str, list[str]] = {}
    for plan, member in mine:
        view = PlanView(ctx.work, plan, member.reads)
        found = Line(view, lambda who: who.away(first)).after(ctx.speaker)
        gets.setdefault(found.name if found else "", []).append(plan.key)
    for name, keys in sorted(gets.items(), key=lambda pair: not pair[0]):
        if name:
            yield f"{name} gets your lines of {', '.join(keys)}."
        else:
            alone = len(gets) == 1
            yield (
                "Nobody covers for you."
                if alone
                else f"Nobody covers {', '.join(keys)}."
            )
    if not mine:
        yield "Nobody covers for you."


def _days_off(ctx: Context, mine: list[Place]) -> Iterator[str]:
    """Where nobody of the own party works on those days, nothing would have come."""
    first, last = ctx.speaker.away_from, ctx.speaker.away_to
    if first is None or last is None or (last - first).days > LONG or not mine:
        return
    views = (PlanView(ctx.work, plan, member.reads) for plan, member in mine)
    parties = [v.party(m.side) for v, (_, m) in zip(views, mine, strict=True)]
    calendars = [calendar_of(party, ctx.closed) for party in parties]
    if not any(c.works(day) for c in calendars for day in span(first, last)):
        yield "Those are days off for you anyway; no digest would come."


def _mine(ctx: Context) -> Iterator[Place]:
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
