"""Days found inside a week, month, quarter or year: end of March, Q1, last friday."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.dates.asked import MONTH, WEEKDAY, Asked, Form, form, month_named, weekday_of
from bot.dates.refusals import NoSuchDay
from bot.dates.relative import WEEKS
from domain.months import LAST, MONTHS, add_months, last_day
from domain.workdays import DAY

Period = tuple[date, date]
Pick = Callable[[Period], date | None]

QUARTER = "q(?P<quarter>[1-4])"
YEAR = r"(?P<year>\d{4})"
RUNNING = r"(?:(?P<which>last|this|next) )?(?P<unit>week|month|quarter|year)"
PERIOD = rf"(?:(?:{MONTH}|{QUARTER})(?: {YEAR})?|{RUNNING}|(?P<only_year>\d{{4}}))"
NTH = r"(?:(?P<nth>[1-9]\d?)(?:st|nd|rd|th)|last)"
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
WHOLE = re.compile(rf"{MONTH}(?: {YEAR})?|this (?:week|month|quarter|year)")


def end(asked: Asked, match: re.Match[str]) -> date:
    return _chosen(asked, match, lambda period: period[1])


def start(asked: Asked, match: re.Match[str]) -> date:
    return _chosen(asked, match, lambda period: period[0])


def nth_weekday(asked: Asked, match: re.Match[str]) -> date:
    wanted = weekday_of(match)
    return _nth(asked, match, lambda day: day.weekday() == wanted)


def nth_working(asked: Asked, match: re.Match[str]) -> date:
    return _nth(asked, match, asked.calendar.works)


def _nth(asked: Asked, match: re.Match[str], wanted: Callable[[date], bool]) -> date:
    place = int(match["nth"]) - 1 if match["nth"] else LAST

    def pick(period: Period) -> date | None:
        days = [day for day in _days(period) if wanted(day)]
        return next(iter(days[place:]), None)

    return _chosen(asked, match, pick)


def _chosen(asked: Asked, match: re.Match[str], pick: Pick) -> date:
    """From the period named; without its year, from the nearest not yet gone."""
    periods = _periods(asked, match.groupdict())
    picked = [(pick(period), period[1]) for period in periods]
    days = {day or final: day for day, final in picked}
    nearest = asked.nearest(days) if len(days) > 1 else next(iter(days))
    day = days[nearest] if nearest else None
    if day is None:
        raise NoSuchDay(match[0])
    return day


def _periods(asked: Asked, said: dict[str, str | None]) -> list[Period]:
    if unit := said.get("unit"):
        return [_running(asked, unit, said["which"] or "this")]
    if only_year := said.get("only_year"):
        return [_months(_first_of(int(only_year), 1), 12)]
    year, quarter = said["year"], said["quarter"]
    month = int(quarter) * 3 - 2 if quarter else month_named(said["month"] or "")
    years = (int(year),) if year else asked.years
    return [_months(_first_of(y, month), 3 if quarter else 1) for y in years]


def _running(asked: Asked, unit: str, which: str) -> Period:
    """The last, this or next one; a week ends on the last weekday that is worked."""
    if unit == "week":
        return _week(asked, WEEKS[which])
    length = MONTHS_IN[unit]
    month = (asked.today.month - 1) // length * length + 1
    first = date(asked.today.year, month, 1)
    return _months(add_months(first, WEEKS[which] * length), length)


def _week(asked: Asked, which: int) -> Period:
    monday = asked.today + (7 * which - asked.today.weekday()) * DAY
    days = [monday + n * DAY for n in range(7)]
    worked = [day for day in days if asked.calendar.works(day)] or days[:5]
    late = worked[-1] < asked.today and not which and not asked.back
    return _week(asked, 1) if late else (worked[0], worked[-1])


def _first_of(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise NoSuchDay(f"{MONTHS[month - 1]} {year}") from error


def _months(first: date, length: int) -> Period:
    final = add_months(first, length - 1)
    return first, last_day(final.year, final.month)


def _days(period: Period) -> Iterator[date]:
    first, final = period
    return (first + n * DAY for n in range((final - first).days + 1))


PERIODS: tuple[Form, ...] = (
    form(rf"(?:end|last day) {PERIOD}", end),
    form(rf"(?:start|1st day) {PERIOD}", start),
    form(rf"{QUARTER}(?: {YEAR})?", end),
    form(rf"{YEAR} {QUARTER}", end),
    form(rf"{NTH} {WEEKDAY} (?:in )?{PERIOD}", nth_weekday),
    form(rf"{NTH} working day (?:in )?{PERIOD}", nth_working),
)
