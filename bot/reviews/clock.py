"""The times around a checkpoint: agenda, start, the question to the chair, missed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.telling import Telling
from domain.checkpoint import Checkpoint, Status
from domain.clock import later
from domain.due import Due, Kind
from domain.item import Item
from domain.series import Series
from domain.visibility import Audience
from domain.walltime import instant, wall

KINDS = (Kind.AGENDA, Kind.START, Kind.MINUTES, Kind.MISSED)
TRACELESS = frozenset({Kind.AGENDA, Kind.START})  # nothing tells that they were done
OPEN = frozenset({Status.SCHEDULED, Status.RUNNING})
ASKED_AFTER = 1  # working days without minutes: TIME.md "Checkpoints"
MISSED_AFTER = 5  # working days neither held nor moved: TIME.md "Checkpoints"


def follow(ctx: Telling, item: Item) -> None:
    """Plan what happens around a checkpoint, as it stands now; nothing once it is over.

    Nothing either around what is no checkpoint.
    """
    if isinstance(item, Checkpoint):
        late = [_soon(ctx, item, row) for row in rows(ctx, item)]
        ctx.follow(_keys(item), filter(None, late))


def follow_anew(ctx: Telling, checkpoint: Checkpoint) -> None:
    """The days it counts on have changed: what was shown already is not shown again."""
    found = {row.key: row for row in rows(ctx, checkpoint)}
    shown = [key for key, row in found.items() if _shown(ctx, row)]
    for key in shown:
        del found[key]
    soon = (_soon(ctx, checkpoint, row) for row in found.values())
    ctx.follow(_keys(checkpoint) - set(shown), filter(None, soon))


def rows(ctx: Telling, checkpoint: Checkpoint) -> Iterator[Due]:
    """All that is due around it as it stands, also what is due no more: see TRACELESS.

    Nothing while the plan rests.
    """
    if ctx.plan.plan_row.rests:
        return
    if checkpoint.status is Status.SCHEDULED:
        days = ctx.workdays(checkpoint.audience)
        local = wall(checkpoint.starts, days.zone).date()
        opening = days.opening(days.previous_working(local))
        yield _row(checkpoint, Kind.AGENDA, opening)
        yield _row(checkpoint, Kind.START, checkpoint.starts)
    if checkpoint.status in OPEN:
        if not checkpoint.asked_at:
            yield _row(checkpoint, Kind.MINUTES, _asked_at(ctx, checkpoint))
        yield _row(checkpoint, Kind.MISSED, missed_at(ctx, checkpoint))


def missed_at(ctx: Telling, checkpoint: Checkpoint) -> datetime:
    """Five working days on; of a series in time for the next one's agenda, in UTC."""
    days, starts = ctx.workdays(checkpoint.audience), checkpoint.starts
    pauses = ctx.plan.plan_row.pauses
    five = later(starts, days.after_days(starts, MISSED_AFTER), days, pauses)
    if not checkpoint.series:
        return five
    series = ctx.plan.find(checkpoint.series, Series)
    _, following = series.next_after(checkpoint.slot, now=starts)
    local = wall(following, days.zone)
    before = instant(days.previous_working(local.date()), local.time(), days.zone)
    one = _asked_at(ctx, checkpoint)
    return pauses.past(min(five, max(following, starts), max(one, before)))


def _asked_at(ctx: Telling, checkpoint: Checkpoint) -> datetime:
    days, starts = ctx.workdays(checkpoint.audience), checkpoint.starts
    asked = days.after_days(starts, ASKED_AFTER)
    return later(starts, asked, days, ctx.plan.plan_row.pauses)


def _soon(ctx: Telling, checkpoint: Checkpoint, row: Due) -> Due | None:
    """An agenda that should stand already stands at once, until it begins."""
    if row.kind not in TRACELESS:
        return row
    at = max(row.at, ctx.now)
    return replace(row, at=at) if at < checkpoint.starts or row.at == at else None


def _shown(ctx: Telling, row: Due) -> bool:
    """Whether it was to be shown by now, other than in a pause that has just ended."""
    spans = ctx.plan.plan_row.pauses.spans
    rested = any(begun <= row.at and ended == ctx.now for begun, ended in spans)
    return row.kind in TRACELESS and row.at <= ctx.now and not rested


def _row(checkpoint: Checkpoint, kind: Kind, at: datetime) -> Due:
    return Due(
        key=_key(checkpoint, kind),
        kind=kind,
        at=at,
        plan=checkpoint.plan,
        audience=Audience.JOINT,
        ref=checkpoint.ref,
    )


def _keys(checkpoint: Checkpoint) -> set[str]:
    return {_key(checkpoint, kind) for kind in KINDS}


def _key(checkpoint: Checkpoint, kind: Kind) -> str:
    return f"{kind} {checkpoint.plan} {checkpoint.ref}"
