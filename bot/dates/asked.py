"""What a phrase is read against: the day it is said, and whose calendar."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from domain.months import MONTHS, WEEKDAYS
from domain.workdays import Workdays

_SHORT_WEEKDAYS = [name[:3].lower() for name in WEEKDAYS]
_SHORT_MONTHS = [name[:3].lower() for name in MONTHS]
WEEKDAY = "(?P<weekday>{})".format("|".join(_SHORT_WEEKDAYS))
MONTH = "(?P<month>{})".format("|".join(_SHORT_MONTHS))


@dataclass(frozen=True)
class Asked:
    """`back` looks for the latest such day, as in *served 20 Nov*, not the next."""

    today: date
    calendar: Workdays
    locale: str = "en-GB"
    back: bool = False

    def nearest(self, days: Iterable[date]) -> date | None:
        """Of days in order, the first from today on; looking back, the last."""
        if self.back:
            return max((day for day in days if day <= self.today), default=None)
        return min((day for day in days if day >= self.today), default=None)

    @property
    def years(self) -> tuple[int, int]:
        """Where a date without a year may lie."""
        other = -1 if self.back else 1
        return self.today.year, self.today.year + other


Form = tuple[re.Pattern[str], Callable[[Asked, re.Match[str]], date]]


def form(pattern: str, read: Callable[[Asked, re.Match[str]], date]) -> Form:
    return re.compile(pattern), read


def weekday_of(match: re.Match[str]) -> int:
    return _SHORT_WEEKDAYS.index(match["weekday"])


def month_of(match: re.Match[str]) -> int:
    return month_named(match["month"])


def month_named(short: str) -> int:
    return _SHORT_MONTHS.index(short) + 1
