"""Checkpoints: when both parties meet, what they go through, and what came of it."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot import enrolment, here
from bot.cards.agenda import agenda_card
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day, say_moment
from bot.message import Message
from bot.reviews import clock, occurring
from bot.reviews.agenda import agenda_of
from bot.showing import begun, card, saying
from bot.words.kinds import (
    Due,
    Each,
    Flag,
    Ref,
    Repeats,
    TierName,
    Time,
    Title,
    Who,
    Why,
    Zone,
    choice,
)
from domain.baseline import BIRTHS, beginning
from domain.checkpoint import Checkpoint
from domain.errors import DomainError, Said
from domain.member import May
from domain.series import Kind, Series
from domain.visibility import Audience
from domain.walltime import instant, wall

commands = Commands()

Review = Annotated[Kind, choice(Kind)]


class BothPartiesMeet(DomainError):
    """A checkpoint is where both parties meet, so it is never private. Say `joint`, or prepare on your own side with a private action."""  # noqa: E501 - one sentence people read


@commands(
    "checkpoint schedule",
    "series add",
    may=May.LEAD,
    examples=('checkpoint schedule "Service review" every 2 weeks on tue at 10:00',),
)
def schedule(
    ctx: Context,
    title: Title,
    *,
    rule: Repeats,
    at: Time,
    zone: Zone | None = None,
    tier: TierName | None = None,
    kind: Review | None = None,
    chair: Who | None = None,
    quorum: Each | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Meet by a rule, such as every second Tuesday. Both parties agree to it."""
    _joint(ctx, private=private, joint=joint)
    zone = zone or ctx.plan.plan_row.zone
    series = Series(
        **begun(ctx, Series, Audience.JOINT),
        agreed=beginning(ctx.plan.plan_row, Audience.JOINT),
        proposed_by=ctx.me.side,
        title=title,
        unit=rule.unit,
        every=rule.every,
        weekday=rule.weekday,
        nth=rule.nth,
        day=rule.day,
        month=rule.month,
        at_time=at,
        zone=zone,
        start=wall(ctx.now, zone).date(),
        tier=tier,
        kind=kind or Kind.REVIEW,
        chair=_chair(ctx, chair),
        quorum=quorum or 0,
    )
    ctx.add(series, series.born(BIRTHS[series.agreed], by=ctx.me, at=ctx.now))
    return _echoed(ctx, series)


@commands(
    "checkpoint add",
    may=May.LEAD,
    examples=('checkpoint add "Walk through ward C" on 4 Dec at 14:00',),
)
def add(
    ctx: Context,
    title: Title,
    *,
    on: Due,
    at: Time,
    zone: Zone | None = None,
    tier: TierName | None = None,
    kind: Review | None = None,
    chair: Who | None = None,
    quorum: Each | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Meet once, on a day and at a time."""
    _joint(ctx, private=private, joint=joint)
    zone = zone or ctx.plan.plan_row.zone
    checkpoint = Checkpoint(
        **occurring.begun(ctx, ctx.me),
        title=title,
        starts=_future(instant(on, at, zone), zone, ctx.now),
        zone=zone,
        tier=tier,
        kind=kind or Kind.REVIEW,
        chair=_chair(ctx, chair),
        quorum=quorum or 0,
    )
    ctx.refs = (*ctx.refs, checkpoint.ref)
    occurring.put(ctx, checkpoint, ctx.me)
    return saying(card(ctx, checkpoint), _off(ctx, checkpoint.starts, zone))


@commands("checkpoint agenda", may=May.READ, changes=False, examples=("CP-1 agenda",))
def agenda(ctx: Context, ref: Ref) -> Message:
    """Show what there is to go through, from the plan as it stands."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    return agenda_card(checkpoint, agenda_of(ctx, checkpoint), ctx.plan)


@commands("checkpoint move", may=May.LEAD, examples=("CP-1 move 12 Mar at 10:00",))
def move(ctx: Context, ref: Ref, on: Due, *, at: Time | None = None) -> Message:
    """Move one checkpoint; the others of its series stay."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    local = wall(checkpoint.starts, checkpoint.zone).time()
    moment = instant(on, at or local, checkpoint.zone)
    ctx.record(checkpoint.move_to(moment, by=ctx.me, at=ctx.now))
    clock.follow(ctx, checkpoint)
    return saying(card(ctx, checkpoint), _off(ctx, moment, checkpoint.zone))


@commands("checkpoint skip", may=May.LEAD, examples=("CP-1 skip all on holiday",))
def skip(ctx: Context, ref: Ref, why: Why) -> Message:
    """Leave one out, with the reason; the next one stays."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    ctx.record(checkpoint.skip(why, by=ctx.me, at=ctx.now))
    clock.follow(ctx, checkpoint)
    occurring.follow(ctx, checkpoint, ctx.me)
    return card(ctx, checkpoint)


@commands("checkpoint chair", may=May.LEAD, examples=("CP-1 chair @bo",))
def chair(ctx: Context, ref: Ref, who: Who) -> Message:
    """Say who takes the chair of one checkpoint; the others keep theirs."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    new = enrolment.acceptor(ctx, who)
    ctx.record(checkpoint.seat(new, by=ctx.me, at=ctx.now))
    return card(ctx, checkpoint)


@commands("series chair", may=May.LEAD, examples=("CS-1 chair @bo",))
def series_chair(ctx: Context, ref: Ref, who: Who) -> Message:
    """Say who takes the chair of a series. Both parties agree to it."""
    series = ctx.plan.find(ref, Series)
    new = enrolment.acceptor(ctx, who)
    ctx.record(series.seat(new, by=ctx.me, at=ctx.now))
    occurring.seat(ctx, series, new, ctx.me)
    return card(ctx, series)


def _joint(ctx: Context, *, private: bool, joint: bool) -> None:
    if here.audience(ctx, private=private, joint=joint).private:
        raise BothPartiesMeet


def _chair(ctx: Context, person: str | None) -> str | None:
    return enrolment.acceptor(ctx, person).person if person else None


def _future(moment: datetime, zone: str, now: datetime) -> datetime:
    if moment <= now:
        raise Said(f"{say_moment(moment, zone)} ({zone}) is over. Give a later time.")
    return moment


def _echoed(ctx: Context, series: Series) -> Message:
    """The rule as it was understood, and the day it falls on first."""
    _, starts = series.next_after(None, now=ctx.now)
    first = f"{say_moment(starts, series.zone)} ({series.zone})"
    text = f"{series.often}. The first is on {first}, once both parties agreed."
    said = replace(card(ctx, series), text=f"{text[:1].upper()}{text[1:]}")
    return saying(said, _off(ctx, starts, series.zone))


def _off(ctx: Context, starts: datetime, zone: str) -> str:
    """Days are shown, never shifted: which party does not work on that one."""
    day = wall(starts, zone).date()
    off = [p.name for p in ctx.plan.parties() if not ctx.calendar(p.side).works(day)]
    if not off:
        return ""
    works = "does not work" if len(off) == 1 else "do not work"
    return f"{' and '.join(off)} {works} on {say_day(day)}; the day stays."
