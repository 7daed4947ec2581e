"""What comes back: rules on local dates, made into instants afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import count

from domain.months import LAST, MONTHS, WEEKDAYS, day_in_month, nth_weekday
from domain.walltime import instant

ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", LAST: "last"}
LAST_OF_MONTH = 31


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


ONCE_A = {
    Unit.DAY: "daily",
    Unit.WEEK: "weekly",
    Unit.MONTH: "monthly",
    Unit.QUARTER: "quarterly",
    Unit.YEAR: "yearly",
}


@dataclass(frozen=True)
class Rule:
    """Every so many units; what is not said is taken from the day it starts.

    Weekdays count from 0, months from 1; day 31 is the last of any month.
    """

    unit: Unit
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        if self.every < 1:
            raise ValueError(self.every)

    def __str__(self) -> str:
        often = f"every {self.every} {self.unit}s"
        said = ONCE_A[self.unit] if self.every == 1 else often
        return f"{said} on {self._on}" if self._on else said

    @property
    def _on(self) -> str:
        weekday = "" if self.weekday is None else WEEKDAYS[self.weekday][:3].lower()
        month = "" if self.month is None else MONTHS[self.month - 1][:3]
        if self.nth:
            said = f"{ORDINALS[self.nth]} {weekday}"
            return f"{said} of {month}" if month else said
        return f"{self.day} {month}".strip() if self.day else weekday

    def from_day(self, start: date) -> Iterator[date]:
        """Every occurrence on or after `start`, which also sets the rhythm."""
        rule, first = self._begun(start)
        for n in count(first, rule.every):
            yield PERIODS[rule.unit][1](rule, n)

    def after(self, day: date, *, start: date) -> date:
        """The first occurrence after `day`, in the rhythm set by `start`."""
        rule, first = self._begun(start)
        index, date_in = PERIODS[rule.unit]
        behind = max(index(day) - first, 0) // rule.every * rule.every
        dates = (date_in(rule, n) for n in count(first + behind, rule.every))
        return next(found for found in dates if found > day)

    def _begun(self, start: date) -> "tuple[Rule, int]":
        rule = self._filled(start)
        index, date_in = PERIODS[rule.unit]
        first = index(start)
        return rule, first if date_in(rule, first) >= start else first + 1

    def _filled(self, start: date) -> "Rule":
        if self.weekday is not None or self.day is not None:
            return self
        return BLANKS[self.unit](self, start)


def at_instant(rule: Rule, at: time, zone: str, *, start: date) -> Iterator[datetime]:
    """Every occurrence from `start` on, in UTC: the wall time first, then the zone."""
    return (instant(day, at, zone) for day in rule.from_day(start))


def _week(rule: Rule, n: int) -> date:
    return date.fromordinal(n * 7 + 1 + (rule.weekday or 0))


def _month(rule: Rule, n: int) -> date:
    year, month = divmod(n, 12)
    return _in_month(rule, year, month + 1)


def _quarter(rule: Rule, n: int) -> date:
    """The 1st Thursday is the quarter's first, the last Friday and 31 its last."""
    year, quarter = divmod(n, 4)
    at_end = rule.nth == LAST or rule.day == LAST_OF_MONTH
    return _in_month(rule, year, quarter * 3 + (3 if at_end else 1))


def _year(rule: Rule, n: int) -> date:
    return _in_month(rule, n, rule.month or 1)


def _in_month(rule: Rule, year: int, month: int) -> date:
    found = nth_weekday(year, month, rule.weekday or 0, rule.nth) if rule.nth else None
    return found or day_in_month(year, month, rule.day or 1)


Index = Callable[[date], int]
DateIn = Callable[[Rule, int], date]

PERIODS: dict[Unit, tuple[Index, DateIn]] = {
    Unit.DAY: (date.toordinal, lambda _, n: date.fromordinal(n)),
    Unit.WEEK: (lambda day: (day.toordinal() - 1) // 7, _week),
    Unit.MONTH: (lambda day: day.year * 12 + day.month - 1, _month),
    Unit.QUARTER: (lambda day: day.year * 4 + (day.month - 1) // 3, _quarter),
    Unit.YEAR: (lambda day: day.year, _year),
}

BLANKS: dict[Unit, Callable[[Rule, date], Rule]] = {
    Unit.DAY: lambda rule, _: rule,
    Unit.WEEK: lambda rule, start: replace(rule, weekday=start.weekday()),
    Unit.MONTH: lambda rule, start: replace(rule, day=start.day),
    Unit.QUARTER: lambda rule, start: replace(
        rule, unit=Unit.MONTH, every=3 * rule.every, day=start.day
    ),
    Unit.YEAR: lambda rule, start: replace(rule, day=start.day, month=start.month),
}
