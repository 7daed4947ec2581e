"""The clock of what closes when nobody answers, whatever its noun."""

from collections.abc import Iterator
from datetime import datetime

from bot import announce
from bot.telling import Telling
from domain.due import Due, Kind
from domain.item import Item
from domain.silence import SILENCE, ClosesInSilence


def follow(ctx: Telling, item: Item) -> None:
    """Start or stop the clock, as *item* stands now; nothing where it has none."""
    if isinstance(item, ClosesInSilence):
        ctx.follow((Due.key_of(Kind.SILENCE, item),), rows(ctx, item))


def rows(ctx: Telling, item: Item) -> Iterator[Due]:
    """What is due next of *item*; nothing once it is answered, or the plan rests."""
    if not isinstance(item, ClosesInSilence) or ctx.plan.plan_row.rests:
        return
    if item.unanswered and item.accepting_side:
        yield Due.about(item, Kind.SILENCE, _over(ctx, item))


def close(ctx: Telling, row: Due) -> None:
    """Nobody objected in time: look again, then close it at the time it fell due."""
    item = ctx.plan.as_read_by(row.audience).find(row.ref)
    for due in rows(ctx, item):
        if due.at > row.at:
            ctx.due(due)
        elif isinstance(item, ClosesInSilence):
            ctx.record(item.pass_in_silence(at=row.at))
            announce.settle(ctx)


def _over(ctx: Telling, item: ClosesInSilence) -> datetime:
    """In working days of the plan, or of the one party; after a pause all of them."""
    resumed = ctx.plan.plan_row.pauses.last_end
    since = max(item.waits_since, resumed) if resumed else item.waits_since
    return ctx.workdays(item.audience).after_days(since, SILENCE)
