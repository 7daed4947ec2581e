"""Exactly one checkpoint of a series is ahead: when the next is made, and for when."""

from datetime import date
from typing import Any

from bot.context import Context
from bot.reviews import clock
from bot.telling import Telling
from domain.checkpoint import AHEAD, Checkpoint, Status
from domain.checkpoint_fact import CheckpointAdded, SeriesBegun
from domain.fact import CLOCK, Fact
from domain.item import Item
from domain.member import Member
from domain.plan import Status as PlanStatus
from domain.series import Series
from domain.visibility import Audience


def begin(ctx: Telling, series: Series, by: Member | None = None) -> None:
    """Make the first one, once the plan is in force and the series agreed."""
    if made := _made(ctx, series, None, by):
        put(ctx, made, by, SeriesBegun)


def follow(ctx: Telling, done: Checkpoint, by: Member | None = None) -> None:
    """Make the next one, where *done* was one of a series and nothing is ahead."""
    if done.series:
        series = ctx.plan.find(done.series, Series)
        if made := _made(ctx, series, done.slot, by):
            put(ctx, made, by)


def end(ctx: Context, item: Item) -> None:
    """What is ahead of a series goes with it; what is running is held to its end."""
    if isinstance(item, Series) and item.settled:
        found = ctx.plan.all(Checkpoint, series=item.ref, status=Status.SCHEDULED)
        for each in found:
            ctx.record(each.fall_away(by=ctx.me, at=ctx.now))
            clock.follow(ctx, each)


def seat(ctx: Telling, series: Series, chair: Member, by: Member) -> None:
    """What is ahead of a series is led by its chair; what is running keeps its own."""
    found = ctx.plan.all(Checkpoint, series=series.ref, status=Status.SCHEDULED)
    for each in found:
        if each.chair != chair.person:
            ctx.record(each.seat(chair, by=by, at=ctx.now))


def put(
    ctx: Telling,
    checkpoint: Checkpoint,
    by: Member | None,
    kind: type[Fact] = CheckpointAdded,
) -> None:
    """Hand in a new one, and plan what happens around it."""
    ctx.work.add(checkpoint)
    ctx.plan.know(checkpoint)
    ctx.record(checkpoint.born(kind, by=by, at=ctx.now))
    clock.follow(ctx, checkpoint)


def begun(ctx: Telling, by: Member | None) -> dict[str, Any]:
    """What every checkpoint begins with. All are joint: both parties meet."""
    audience = Audience.JOINT
    return {
        "plan": ctx.plan.id,
        "audience": audience,
        "number": ctx.work.number(ctx.plan.id, audience, Checkpoint.PREFIX),
        "created_by": by.person if by else CLOCK,
        "created_at": ctx.now,
    }


def _made(
    ctx: Telling, series: Series, after: date | None, by: Member | None
) -> Checkpoint | None:
    in_force = ctx.plan.plan_row.status in {PlanStatus.IN_FORCE, PlanStatus.PAUSED}
    if not (in_force and series.stands) or _ahead(ctx, series):
        return None
    slot, starts = series.next_after(after, now=ctx.now)
    return Checkpoint(
        **begun(ctx, by),
        title=series.title,
        starts=starts,
        zone=series.zone,
        series=series.ref,
        slot=slot,
        tier=series.tier,
        kind=series.kind,
        chair=series.chair,
        quorum=series.quorum,
    )


def _ahead(ctx: Telling, series: Series) -> bool:
    """As they stand now: what this very line ended is no longer ahead."""
    found = ctx.plan.all(Checkpoint, series=series.ref, status=tuple(AHEAD))
    return any(each.status in AHEAD for each in found)
