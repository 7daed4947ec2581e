"""Months and weekdays by name, and days counted inside a month."""

from calendar import monthrange
from datetime import date

LAST = -1
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def day_in_month(year: int, month: int, day: int) -> date:
    """The day, or the last one of a month that is too short for it."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (from 1, or LAST) such weekday; None if the month has no fifth."""
    length = monthrange(year, month)[1]
    first = (weekday - date(year, month, 1).weekday()) % 7 + 1
    days = range(first, length + 1, 7)
    if nth == LAST:
        return date(year, month, days[-1])
    return date(year, month, days[nth - 1]) if nth <= len(days) else None


def add_months(day: date, n: int) -> date:
    """The same day n months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return day_in_month(year, month + 1, day.day)
