"""Counting working days, whoever's they are."""

from abc import ABC, abstractmethod
from datetime import date, datetime, timedelta

from domain.errors import DomainError
from domain.walltime import instant, wall

DAY = timedelta(days=1)
LONGEST_CLOSURE = 2 * 366  # days


class NeverWorks(DomainError):
    """Nobody works in the two years from {day}: set working days with calendar."""

    def __init__(self, day: date) -> None:
        self.day = day


class Workdays(ABC):
    """A calendar that can say which days it works and when it opens."""

    zone: str

    @abstractmethod
    def works(self, day: date) -> bool: ...

    @abstractmethod
    def opening(self, day: date) -> datetime:
        """In UTC, whether or not the day is worked."""

    @abstractmethod
    def closing(self, day: date) -> datetime:
        """In UTC, whether or not the day is worked."""

    @abstractmethod
    def open_at(self, moment: datetime) -> bool: ...

    @abstractmethod
    def next_open(self, moment: datetime) -> datetime:
        """The moment itself when open, else the next opening."""

    def next_working(self, day: date) -> date:
        """The first working day after `day`; NeverWorks if there is none."""
        return self._nearest(day, DAY)

    def previous_working(self, day: date) -> date:
        """The last working day before `day`; NeverWorks if there is none."""
        return self._nearest(day, -DAY)

    def add_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, before it when n is negative."""
        step = self.next_working if n > 0 else self.previous_working
        for _ in range(abs(n)):
            day = step(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; negative if it is earlier.

        So from a due day to today it is how many working days late something is,
        and `working_days_between(day, add_days(day, n)) == n` for n of 0 or more.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + n * DAY for n in range(1, (end - start).days + 1))
        return sum(map(self.works, days))

    def after_days(self, moment: datetime, n: int) -> datetime:
        """N working days later at the same wall time, in UTC.

        A moment at which nobody works is counted from the next opening.
        """
        begun = self.next_open(moment)
        there = wall(begun, self.zone)
        day = self.add_days(there.date(), n)
        return instant(day, there.time(), self.zone) if n else begun

    def _nearest(self, day: date, step: timedelta) -> date:
        for n in range(1, LONGEST_CLOSURE + 1):
            if self.works(day + n * step):
                return day + n * step
        raise NeverWorks(day)
