"""The clock of what closes when nobody answers, whatever its noun."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import announce
from bot.telling import Telling
from domain.due import Due, Kind
from domain.item import Item
from domain.plan import PlanResumed
from domain.plan import Status as PlanStatus
from domain.silence import SILENCE, ClosesInSilence

DAY = timedelta(days=1)


def follow(ctx: Telling, item: Item) -> None:
    """Start or stop the clock, as *item* stands now; nothing where it has none."""
    if isinstance(item, ClosesInSilence):
        clock = waits if item.unanswered else waits_no_more
        clock(ctx, item)


def waits(ctx: Telling, item: ClosesInSilence) -> None:
    """From now on silence counts: in working days of the plan, or of the one party."""
    if item.accepting_side is None:
        return
    at = ctx.workdays(item.audience).after_days(ctx.now, SILENCE)
    ctx.due(Due.about(item, Kind.SILENCE, at))


def waits_no_more(ctx: Telling, item: ClosesInSilence) -> None:
    """It was answered, or taken back."""
    ctx.work.agenda.drop(Due.key_of(Kind.SILENCE, item))


def close(ctx: Telling, row: Due) -> None:
    """Nobody objected in time: look again, then close it at the time it fell due."""
    at = _not_before(ctx, row)
    if at > row.at:
        ctx.due(replace(row, at=at))
        return
    item = ctx.plan.as_read_by(row.audience).find(row.ref)
    over = ctx.plan.plan_row.status is PlanStatus.CLOSED
    if isinstance(item, ClosesInSilence) and item.unanswered and not over:
        ctx.record(item.pass_in_silence(at=row.at))
        announce.settle(ctx)


def _not_before(ctx: Telling, row: Due) -> datetime:
    """Nobody need answer in a pause; after it, all the days are counted anew."""
    if ctx.plan.plan_row.status is PlanStatus.PAUSED:
        return ctx.now + DAY
    told = (found.fact for found in ctx.plan.facts(ref=ctx.plan.plan_row.ref))
    resumed = max((f.at for f in told if isinstance(f, PlanResumed)), default=None)
    if resumed is None:
        return row.at
    return ctx.workdays(row.audience).after_days(resumed, SILENCE)
