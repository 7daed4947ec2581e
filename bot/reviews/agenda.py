"""What a checkpoint goes through: decided from the live plan, by rules alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.filters import fetched
from bot.late import Lateness, owed, owes
from bot.reviews.past import last_held
from bot.telling import Telling
from bot.waiting import waiting
from bot.window import KINDS
from domain.baseline import BaselineItem
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.issue import Issue
from domain.item import Item
from domain.visibility import Audience, Side
from domain.walltime import wall


class Part(StrEnum):
    """The parts of an agenda, in order; an item stands in the first that fits it."""

    WAITS = "Waits for a word"
    PROPOSED = "Proposed"
    LATE = "Late"
    CARRIED = "Carried forward"
    OPEN = "Open"


@dataclass(frozen=True, kw_only=True)
class Live:
    """One item as it stands: whose word it waits for, for how long it has been late.

    `owed` is whether somebody still has to do something for it, as of every issue that
    is not settled; `due` is when.
    """

    item: Item
    asks: str = ""
    side: Side | None = None
    late: int | None = None
    owed: bool = False
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Each point under its part. `since` is when the last checkpoint ended."""

    points: Mapping[Part, tuple[Live, ...]]
    last: str = ""


def decide(
    live: Iterable[Live], *, on: date, last: str = "", since: datetime | None = None
) -> Agenda:
    """The agenda of a checkpoint *on* a day, after *last*, which ended at *since*."""
    points: dict[Part, list[Live]] = {part: [] for part in Part}
    for found in live:
        if part := _part(found, on, since):
            points[part].append(found)
    ordered = {part: tuple(sorted(found, key=_first)) for part, found in points.items()}
    return Agenda(points={p: f for p, f in ordered.items() if f}, last=last)


def agenda_of(ctx: Telling, checkpoint: Checkpoint) -> Agenda:
    """The agenda as the plan stands now. Only what both parties read is on it."""
    last = last_held(ctx.plan, checkpoint)
    return decide(
        _live(ctx, checkpoint),
        on=wall(checkpoint.starts, checkpoint.zone).date(),
        last=last.ref if last else "",
        since=last.ended_at if last else None,
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


def _live(ctx: Telling, checkpoint: Checkpoint) -> Iterator[Live]:
    joint = ctx.plan.as_read_by(Audience.JOINT)
    asked = {found.item.ref: found for found in waiting(joint)}
    lateness = Lateness(ctx, Side.CUSTOMER)
    for kind in KINDS.values():
        for item in joint.all(kind, **fetched(kind, ("open",))):
            if not item.settled and item is not checkpoint:
                word = asked.get(item.ref)
                yield Live(
                    item=item,
                    asks=word.says if word else "",
                    side=word.side if word else None,
                    late=lateness.of(item),
                    owed=owes(item) or isinstance(item, Issue),
                    due=owed(item),
                )
