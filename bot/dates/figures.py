"""Days named by their number: 12 Mar, 28th, 31/3, 2027-03-12."""

import re
from datetime import date

from bot.dates.asked import MONTH, Asked, Form, form, month_of
from bot.dates.refusals import NoSuchDay
from bot.dates.words import month_first
from domain.months import MONTHS, add_months, day_in_month, last_day

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?: (?P<year>\d{4}))?"
CENTURY = 2000
MONTHS_IN_YEAR = 12
A_LEAP_YEAR = 2024


def named(asked: Asked, match: re.Match[str]) -> date:
    year = int(match["year"]) if match["year"] else None
    return _day(asked, int(match["day"]), month_of(match), year)


def numbered(asked: Asked, match: re.Match[str]) -> date:
    day, month = int(match["first"]), int(match["second"])
    if month_first(asked.locale):
        day, month = month, day
    said = match["year"]
    year = int(said) + (CENTURY if len(said) == len("27") else 0) if said else None
    return _day(asked, day, month, year)


def iso(asked: Asked, match: re.Match[str]) -> date:
    return _day(asked, *(int(match[part]) for part in ("day", "month", "year")))


def of_month(asked: Asked, match: re.Match[str]) -> date:
    """The next month that has such a day, the 31st being no 30th."""
    day = int(match["day"])
    step = -1 if asked.back else 1
    first = asked.today.replace(day=1)
    months = (add_months(first, n * step) for n in range(3))
    days = (day_in_month(month.year, month.month, day) for month in months if day)
    found = asked.nearest(found for found in days if found.day == day)
    if found is None:
        raise NoSuchDay(match[0])
    return found


def _day(asked: Asked, day: int, month: int, year: int | None = None) -> date:
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise NoSuchDay(f"month {month}")
    if not 1 <= day <= last_day(A_LEAP_YEAR, month).day:
        raise NoSuchDay(f"{day} {MONTHS[month - 1]}")
    if year is None:
        days = (day_in_month(near, month, day) for near in asked.years)
        year = (asked.nearest(days) or asked.today).year
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(f"{day} {MONTHS[month - 1]} {year}") from error


FIGURES: tuple[Form, ...] = (
    form(rf"{DAY} {MONTH}{YEAR}", named),
    form(rf"{MONTH} {DAY}{YEAR}", named),
    form(r"(?P<day>\d{1,2})(?:st|nd|rd|th)", of_month),
    form(r"(?P<year>\d{4})([-/])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", iso),
    form(
        r"(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d{2})",
        numbered,
    ),
    form(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?P<year>)", numbered),
)
