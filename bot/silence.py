"""The clock of what closes when nobody answers, whatever its noun."""

from bot import announce
from bot.telling import Telling
from domain.due import Due, Kind
from domain.item import Item
from domain.plan import Status as PlanStatus
from domain.silence import SILENCE, ClosesInSilence


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
    item = ctx.plan.as_read_by(row.audience).find(row.ref)
    over = ctx.plan.plan_row.status is PlanStatus.CLOSED
    if isinstance(item, ClosesInSilence) and item.unanswered and not over:
        ctx.record(item.pass_in_silence(at=row.at))
        announce.settle(ctx)
