"""What is late, in working days of whoever owes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.dates import say_day
from bot.telling import Telling
from domain import action, issue_status, milestone, objective
from domain.action import Action
from domain.calendar import Calendar
from domain.issue import Issue
from domain.item import Item
from domain.milestone import Milestone
from domain.objective import Objective
from domain.visibility import Side
from domain.walltime import wall

# What somebody still has to do: neither claimed nor closed.
OWED: Mapping[type[Item], frozenset[str]] = {
    Action: frozenset(action.LIVE),
    Issue: frozenset(issue_status.LIVE),
    Milestone: frozenset({milestone.Status.SCHEDULED}),
    Objective: frozenset({objective.Status.OPEN}),
}


def owes(item: Item) -> bool:
    """Whether somebody still has to do something for it."""
    return not item.settled and vars(item)["status"] in OWED.get(type(item), ())


def owed(item: Item) -> date | None:
    """When something still owed falls due; None for what nobody owes any more."""
    due: date | None = vars(item).get("due")
    return due if owes(item) else None


def urgency(item: Item, lateness: "Lateness") -> tuple[object, ...]:
    """Open before closed, the latest first, then by due date and number."""
    due, days = owed(item), lateness.of(item)
    behind = -1 if days is None else days
    dated = due.toordinal() if due else float("inf")
    return item.settled, -behind, dated, item.audience.private, item.number


@dataclass
class Lateness:
    """Lateness at one moment. Where nobody owns it, *side*'s working days count."""

    ctx: Telling
    side: Side
    _calendars: dict[Side, Calendar] = field(default_factory=dict)
    _days: dict[tuple[Side, date], int] = field(default_factory=dict)

    def of(self, item: Item) -> int | None:
        """Working days since the due day closed: 0 on its own evening, None before."""
        due = owed(item)
        if due is None:
            return None
        side = vars(item).get("owner_side") or self.side
        late = self._late(side, due)
        return late if late >= 0 else None

    def says(self, item: Item) -> str:
        """`3 working days late, was due …`, `due …`, or nothing."""
        due = owed(item)
        if due is None:
            return ""
        days = self.of(item)
        if days is None:
            return f"due {say_day(due)}"
        if days == 0:
            return f"late since {say_day(due)}"
        often = "1 working day" if days == 1 else f"{days} working days"
        return f"{often} late, was due {say_day(due)}"

    def _late(self, side: Side, due: date) -> int:
        if (side, due) not in self._days:
            self._days[side, due] = self._counted(self._calendar(side), due)
        return self._days[side, due]

    def _counted(self, calendar: Calendar, due: date) -> int:
        if self.ctx.now < calendar.closing(due):
            return -1
        today = wall(self.ctx.now, calendar.zone).date()
        return max(calendar.working_days_between(due, today), 0)

    def _calendar(self, side: Side) -> Calendar:
        if side not in self._calendars:
            self._calendars[side] = self.ctx.calendar(side)
        return self._calendars[side]
