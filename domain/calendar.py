"""Who works when: plain sets of days and hours, and what two parties share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.walltime import instant, wall
from domain.workdays import DAY, NeverWorks, Workdays

MON_TO_FRI = frozenset(range(5))
HOUR = timedelta(hours=1)
# Hours may meet in summer only: a whole year and a closure are looked through.
LONGEST_APART = timedelta(days=400)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar(Workdays):
    """One party's: hours on weekdays (0 is Monday), less its closed days."""

    zone: str
    days: frozenset[int] = MON_TO_FRI
    opens: time = time(9)
    closes: time = time(17)
    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.closed

    def opening(self, day: date) -> datetime:
        return instant(day, self.opens, self.zone)

    def closing(self, day: date) -> datetime:
        """In UTC; on the next day where the hours run over midnight."""
        overnight = self.closes <= self.opens
        return instant(day + DAY if overnight else day, self.closes, self.zone)

    def open_at(self, moment: datetime) -> bool:
        today = wall(moment, self.zone).date()
        return any(
            self.works(day) and self.opening(day) <= moment < self.closing(day)
            for day in (today - DAY, today)
        )

    def next_open(self, moment: datetime) -> datetime:
        return next(self.shifts(moment))[0]

    def after_hours(self, moment: datetime, hours: float) -> datetime:
        """That many working hours later, in UTC; NeverWorks if they never come."""
        left = timedelta(hours=hours)
        shifts = self.shifts(moment)
        start, end = next(shifts)
        while end - start < left:
            left -= end - start
            start, end = next(shifts)
        return start + left

    def hours_between(self, start: datetime, end: datetime) -> float:
        """The working hours from *start* to *end*."""
        worked = timedelta()
        for begun, over in self.shifts(start):
            if begun >= end:
                break
            worked += min(over, end) - begun
        return worked / HOUR

    def shifts(self, since: datetime) -> Iterator[Span]:
        """What is left of working time from `since` on, in UTC, without end."""
        since = since.astimezone(UTC)
        # Yesterday's hours may run over midnight.
        day = wall(since, self.zone).date() - 2 * DAY
        while True:
            day = self.next_working(day)
            start, end = max(self.opening(day), since), self.closing(day)
            if start < end:
                yield start, end


@dataclass(frozen=True)
class Both(Workdays):
    """The plan's: a day counts when both parties work it, until the later close."""

    customer: Calendar
    supplier: Calendar
    zone: str

    def works(self, day: date) -> bool:
        return self.customer.works(day) and self.supplier.works(day)

    def opening(self, day: date) -> datetime:
        return min(self.customer.opening(day), self.supplier.opening(day))

    def closing(self, day: date) -> datetime:
        return max(self.customer.closing(day), self.supplier.closing(day))

    def open_at(self, moment: datetime) -> bool:
        """Whether anybody works, of either party."""
        return self.customer.open_at(moment) or self.supplier.open_at(moment)

    def next_open(self, moment: datetime) -> datetime:
        return min(self.customer.next_open(moment), self.supplier.next_open(moment))


def when_both_work(moment: datetime, *, owner: Calendar, other: Calendar) -> datetime:
    """The next moment both are open, in UTC; the owner's, if hours never meet."""
    meeting = _next_meeting(moment, owner, other)
    return owner.next_open(moment) if meeting is None else meeting


def _next_meeting(moment: datetime, one: Calendar, two: Calendar) -> datetime | None:
    ours, theirs = one.shifts(moment), two.shifts(moment)
    try:
        our, their = next(ours), next(theirs)
        while max(our[0], their[0]) < moment + LONGEST_APART:
            if max(our[0], their[0]) < min(our[1], their[1]):
                return max(our[0], their[0])
            if our[1] < their[1]:
                our = next(ours)
            else:
                their = next(theirs)
    except NeverWorks:
        return None
    return None
