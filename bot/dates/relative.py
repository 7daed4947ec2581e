"""Days counted from today: tomorrow, next fri, in 2 weeks."""

import re
from datetime import date, timedelta

from bot.dates.asked import WEEKDAY, Asked, Form, form, weekday_of
from domain.months import add_months
from domain.workdays import DAY, Workdays

WEEK = 7 * DAY
COUNT = r"(?P<count>\d{1,4}|an?)"
UNIT = r"(?P<unit>working day|day|week|fortnight|month|quarter|year)"
WEEKS = {"last": -1, "this": 0, "next": 1}
FARTHEST = 1300  # months, more than any date may be away
IN_DAYS = {"day": 1, "week": 7, "fortnight": 14}
IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
WORDS = {
    "today": 0,
    "end day": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "day before yesterday": -2,
}


def moved(day: date, count: int, unit: str, calendar: Workdays) -> date:
    if unit in IN_DAYS:
        return day + timedelta(days=count * IN_DAYS[unit])
    if unit in IN_MONTHS:
        months = max(-FARTHEST, min(FARTHEST, count * IN_MONTHS[unit]))
        return add_months(day, months)
    return calendar.add_days(day, count)


def count_of(match: re.Match[str]) -> int:
    return int(match["count"]) if match["count"].isdigit() else 1


def word(asked: Asked, match: re.Match[str]) -> date:
    return asked.today + WORDS[match[0]] * DAY


def ahead(asked: Asked, match: re.Match[str]) -> date:
    return moved(asked.today, count_of(match), match["unit"], asked.calendar)


def ago(asked: Asked, match: re.Match[str]) -> date:
    return moved(asked.today, -count_of(match), match["unit"], asked.calendar)


def neighbour(asked: Asked, match: re.Match[str]) -> date:
    step = WEEKS[match["which"]]
    return moved(asked.today, step, match["unit"], asked.calendar)


def weekday(asked: Asked, match: re.Match[str]) -> date:
    """The next one after today; looking back, the last one before it."""
    if asked.back:
        return last_weekday(asked, match)
    return _on_or_after(asked.today + DAY, weekday_of(match))


def this_weekday(asked: Asked, match: re.Match[str]) -> date:
    return _on_or_after(asked.today, weekday_of(match))


def last_weekday(asked: Asked, match: re.Match[str]) -> date:
    return _on_or_after(asked.today - WEEK, weekday_of(match))


def weekday_in_week(asked: Asked, match: re.Match[str]) -> date:
    """Weeks begin on Monday, so that on a Sunday next week begins tomorrow."""
    monday = asked.today - asked.today.weekday() * DAY
    return monday + WEEKS[match["which"]] * WEEK + weekday_of(match) * DAY


def _on_or_after(day: date, weekday: int) -> date:
    return day + (weekday - day.weekday()) % 7 * DAY


RELATIVE: tuple[Form, ...] = (
    form("|".join(WORDS), word),
    form(rf"(?:in )?{COUNT} {UNIT}(?: time| from (?:now|today))?", ahead),
    form(rf"{COUNT} {UNIT} ago", ago),
    form(rf"(?P<which>next|last) {UNIT}", neighbour),
    form(WEEKDAY, weekday),
    form(rf"this {WEEKDAY}", this_weekday),
    form(rf"last {WEEKDAY}", last_weekday),
    form(rf"(?P<which>next) {WEEKDAY}", weekday_in_week),
    form(rf"{WEEKDAY} (?P<which>last|this|next) week", weekday_in_week),
    form(rf"(?P<which>last|this|next) week {WEEKDAY}", weekday_in_week),
)
