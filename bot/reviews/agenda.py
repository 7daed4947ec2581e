"""What a checkpoint goes through: decided from the live plan, by rules alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from bot.reviews.live import Live, Part, Standing
from bot.reviews.past import last_held
from bot.telling import Telling
from domain.baseline import BaselineItem
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.walltime import wall


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Each point under its part, and how many `more` of a part were not read."""

    points: Mapping[Part, tuple[Live, ...]]
    more: Mapping[Part, int]
    last: str = ""


def decide(
    live: Iterable[Live],
    *,
    on: date,
    last: str = "",
    since: datetime | None = None,
    more: Mapping[Part, int] = MappingProxyType({}),
) -> Agenda:
    """The agenda of a checkpoint *on* a day, after *last*, which ended at *since*."""
    points: dict[Part, list[Live]] = {part: [] for part in Part}
    for found in live:
        if part := _part(found, on, since):
            points[part].append(found)
    ordered = {part: tuple(sorted(found, key=_first)) for part, found in points.items()}
    return Agenda(points={p: f for p, f in ordered.items() if f}, more=more, last=last)


def agenda_of(ctx: Telling, checkpoint: Checkpoint) -> Agenda:
    """The agenda as the plan stands now. Only what both parties read is on it."""
    last = last_held(ctx.plan, checkpoint)
    since = last.ended_at if last else None
    live = Standing(ctx, checkpoint, since)
    return decide(
        live,
        on=wall(checkpoint.starts, checkpoint.zone).date(),
        last=last.ref if last else "",
        since=since,
        more=live.more,
    )


def _part(live: Live, on: date, since: datetime | None) -> Part | None:
    if live.asks and isinstance(live.item, BaselineItem | Decision):
        return Part.PROPOSED if live.asks == "agree" else Part.WAITS
    if live.asks:
        return Part.WAITS
    if live.late is not None:
        return Part.LATE
    if not live.owed or _not_yet(live, on):
        return None
    carried = since is not None and live.item.created_at <= since
    return Part.CARRIED if carried else Part.OPEN


def _not_yet(live: Live, on: date) -> bool:
    """What the baseline has for a later day is not gone through each time."""
    of_both = isinstance(live.item, BaselineItem)
    return of_both and (live.due is None or live.due > on)


def _first(live: Live) -> tuple[int, date, str, int]:
    """The latest first, then what falls due first."""
    item = live.item
    return -(live.late or 0), live.due or date.max, item.PREFIX, item.number
