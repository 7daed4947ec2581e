"""The times around a checkpoint: agenda, start, the question to the chair, missed."""

from collections.abc import Iterator
from datetime import datetime

from bot.telling import Telling
from domain.checkpoint import Checkpoint, Status
from domain.due import Due, Kind
from domain.item import Item
from domain.series import Series
from domain.visibility import Audience
from domain.walltime import instant, wall

KINDS = (Kind.AGENDA, Kind.START, Kind.MINUTES, Kind.MISSED)
ASKED_AFTER = 1  # working days without minutes: TIME.md "Checkpoints"
MISSED_AFTER = 5  # working days neither held nor moved: TIME.md "Checkpoints"


def follow(ctx: Telling, item: Item) -> None:
    """Plan what happens around a checkpoint, as it stands now; nothing once it is over.

    Nothing either around what is no checkpoint.
    """
    if not isinstance(item, Checkpoint):
        return
    for kind in KINDS:
        ctx.work.agenda.drop(_key(item, kind))
    if item.status is Status.SCHEDULED:
        ctx.due(*_ahead(ctx, item))
    elif item.status is Status.RUNNING:
        ctx.due(*_after(ctx, item))


def missed_at(ctx: Telling, checkpoint: Checkpoint) -> datetime:
    """Five working days on; of a series in time for the next one's agenda, in UTC."""
    days = ctx.workdays(checkpoint.audience)
    five = days.after_days(checkpoint.starts, MISSED_AFTER)
    if not checkpoint.series:
        return five
    series = ctx.plan.find(checkpoint.series, Series)
    _, following = series.next_after(checkpoint.slot, now=checkpoint.starts)
    local = wall(following, days.zone)
    before = instant(days.previous_working(local.date()), local.time(), days.zone)
    one = days.after_days(checkpoint.starts, ASKED_AFTER)
    return min(five, max(following, checkpoint.starts), max(one, before))


def _ahead(ctx: Telling, checkpoint: Checkpoint) -> Iterator[Due]:
    days = ctx.workdays(checkpoint.audience)
    local = wall(checkpoint.starts, days.zone).date()
    opening = days.opening(days.previous_working(local))
    if checkpoint.starts > ctx.now:
        yield _row(checkpoint, Kind.AGENDA, max(opening, ctx.now))
    if checkpoint.starts >= ctx.now:
        yield _row(checkpoint, Kind.START, checkpoint.starts)
    yield from _after(ctx, checkpoint)


def _after(ctx: Telling, checkpoint: Checkpoint) -> Iterator[Due]:
    days = ctx.workdays(checkpoint.audience)
    asked = days.after_days(checkpoint.starts, ASKED_AFTER)
    yield _row(checkpoint, Kind.MINUTES, asked)
    yield _row(checkpoint, Kind.MISSED, missed_at(ctx, checkpoint))


def _row(checkpoint: Checkpoint, kind: Kind, at: datetime) -> Due:
    return Due(
        key=_key(checkpoint, kind),
        kind=kind,
        at=at,
        plan=checkpoint.plan,
        audience=Audience.JOINT,
        ref=checkpoint.ref,
    )


def _key(checkpoint: Checkpoint, kind: Kind) -> str:
    return f"{kind} {checkpoint.plan} {checkpoint.ref}"
