"""What stands in a plan now, for an agenda: no more of it than an agenda shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.late import OWED, Lateness, owed, owes
from bot.telling import Telling
from bot.waiting import waiting
from bot.window import PlanView
from domain import issue_status
from domain.action import LIVE, Action
from domain.checkpoint import Checkpoint
from domain.issue import Issue
from domain.item import Item
from domain.visibility import Audience, Side
from domain.walltime import TICK

MOST = 15  # points of one part that are shown; the lists have the rest
ZONES = timedelta(days=2)  # a day may have closed elsewhere that is still to come here


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


@dataclass
class Standing:
    """All that an agenda may show of a plan, and how many `more` there are of a part.

    Actions are many. Read are those that are late or nearly due; of the others only
    as many as are shown, and the rest are counted.
    """

    ctx: Telling
    checkpoint: Checkpoint
    since: datetime | None
    more: Counter[Part] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._joint = self.ctx.plan.as_read_by(Audience.JOINT)
        self._soon = self.ctx.now.date() + ZONES
        self._lateness = Lateness(self.ctx, Side.CUSTOMER)

    def __iter__(self) -> Iterator[Live]:
        asked = {found.item.ref: found for found in waiting(self._joint)}
        asked.pop(self.checkpoint.ref, None)
        for word in asked.values():
            yield self._seen(word.item, word.says, word.side)
        for item in (*self._few(), *self._near(), *self._far()):
            if item.ref not in asked and not item.settled:
                yield self._seen(item)

    def _seen(self, item: Item, asks: str = "", side: Side | None = None) -> Live:
        return Live(
            item=item,
            asks=asks,
            side=side,
            late=self._lateness.of(item),
            owed=owes(item) or isinstance(item, Issue),
            due=owed(item),
        )

    def _few(self) -> Iterator[Item]:
        for kind, statuses in OWED.items():
            if kind is Issue:
                unsettled = (*statuses, issue_status.Status.RESOLVED)
                yield from self._joint.all(kind, status=unsettled)
            elif kind is not Action:
                yield from self._joint.all(kind, status=(*statuses,))

    def _near(self) -> list[Action]:
        return self._joint.all(Action, status=(*LIVE,), due_before=self._soon)

    def _far(self) -> Iterator[Action]:
        """Due later, then never; those from before the last checkpoint apart."""
        for part, made in _made(self.since):
            shown = 0
            for due in ({"due_since": self._soon}, {"due": None}):
                there = self._joint.count(Action, status=(*LIVE,), **due, **made)
                if there and shown < MOST:
                    found = list(_first(self._joint, **due, **made))
                    yield from found
                    shown, there = shown + len(found), there - len(found)
                self.more[part] += there


def _made(since: datetime | None) -> Iterator[tuple[Part, dict[str, Any]]]:
    if since is None:
        yield Part.OPEN, {}
    else:
        yield Part.CARRIED, {"created_at_before": since + TICK}
        yield Part.OPEN, {"created_at_since": since + TICK}


def _first(view: PlanView, **where: Any) -> Iterator[Action]:  # noqa: ANN401 - column values
    """Status by status, each in the order of its index: none is read to be sorted."""
    for status in sorted(LIVE):
        yield from view.first(Action, MOST, "due number", status=status, **where)
