"""A phrase read as a day, or refused with the reason."""

import re
from collections.abc import Callable
from datetime import date

from bot.dates.asked import WEEKDAY, Asked, Form, weekday_of
from bot.dates.figures import FIGURES
from bot.dates.periods import PERIODS, WHOLE
from bot.dates.refusals import (
    BareNumber,
    NotADay,
    Past,
    TooFar,
    Vague,
    WholePeriod,
    WrongWeekday,
)
from bot.dates.relative import COUNT, RELATIVE, UNIT, count_of, moved
from bot.dates.words import LONGEST_PHRASE, canonical
from domain.workdays import Workdays

FORMS = (*RELATIVE, *FIGURES, *PERIODS)
FARTHEST = 100  # years
VAGUE = frozenset(
    {
        "as soon as possible",
        "asap",
        "immediate",
        "immediately",
        "later",
        "never",
        "ongoing",
        "shortly",
        "someday",
        "soon",
        "tba",
        "tbc",
        "tbd",
        "to be agreed",
        "to be confirmed",
        "urgent",
        "urgently",
        "whenever",
    }
)
SIMPLE = rf"(?P<rest>{WEEKDAY}|today|tomorrow)"
SHIFTS = (
    re.compile(rf"{COUNT} {UNIT} (?P<way>after|from|on|before) (?P<rest>.+)"),
    re.compile(rf"{SIMPLE} (?P<unit>week|fortnight)"),
    re.compile(rf"(?P<unit>week|fortnight) (?:on |from |after )?{SIMPLE}"),
)
ON_WEEKDAY = (
    re.compile(rf"{WEEKDAY} (?P<rest>.*\d.*)"),
    re.compile(rf"(?P<rest>.*\d.*) {WEEKDAY}"),
)
WHY_NOT: tuple[tuple[Callable[[str], object], type[NotADay]], ...] = (
    (re.compile(r"[-+]?\d+(?:\.\d+)?%?").fullmatch, BareNumber),
    (VAGUE.__contains__, Vague),
    (WHOLE.fullmatch, WholePeriod),
)


def read_day(
    phrase: str,
    *,
    today: date,
    calendar: Workdays,
    locale: str = "en-GB",
    must_be_future: bool = False,
) -> date:
    """The day meant; today counts as future. Refusals are DomainErrors."""
    day = read(phrase, Asked(today, calendar, locale))
    if must_be_future:
        refuse_past(day, today=today)
    return day


def refuse_past(day: date, *, today: date) -> None:
    if day < today:
        raise Past(day)


def read_past_day(
    phrase: str, *, today: date, calendar: Workdays, locale: str = "en-GB"
) -> date:
    """As people speak of what was: `20 Nov` and `fri` are the last, not the next."""
    return read(phrase, Asked(today, calendar, locale, back=True))


def read(phrase: str, asked: Asked) -> date:
    if len(phrase) > LONGEST_PHRASE:
        raise NotADay(f"{phrase[:LONGEST_PHRASE]}…")
    plain = canonical(phrase, asked.locale)
    for refused, why in WHY_NOT:
        if refused(plain):
            raise why(phrase.strip())
    day = _read(plain, asked)
    if day is None:
        raise NotADay(phrase.strip())
    return day


def _read(plain: str, asked: Asked) -> date | None:
    readers = (_by_form, _shifted, _on_weekday)
    day = next((day for reader in readers if (day := reader(plain, asked))), None)
    if day and abs(day.year - asked.today.year) > FARTHEST:
        raise TooFar(plain)
    return day


def _by_form(plain: str, asked: Asked, forms: tuple[Form, ...] = FORMS) -> date | None:
    for pattern, reader in forms:
        if match := pattern.fullmatch(plain):
            return reader(asked, match)
    return None


def _shifted(plain: str, asked: Asked) -> date | None:
    """Such as *friday week*, *2 weeks after 12 Mar*."""
    match = next((m for shift in SHIFTS if (m := shift.fullmatch(plain))), None)
    day = match and _read(match["rest"], asked)
    if not match or not day:
        return None
    said = match.groupdict()
    count = count_of(match) if said.get("count") else 1
    sign = -1 if said.get("way") == "before" else 1
    return moved(day, sign * count, match["unit"], asked.calendar)


def _on_weekday(plain: str, asked: Asked) -> date | None:
    match = next((m for named in ON_WEEKDAY if (m := named.fullmatch(plain))), None)
    day = match and _by_form(match["rest"], asked, FIGURES)
    if match and day and day.weekday() != weekday_of(match):
        raise WrongWeekday(day, weekday_of(match))
    return day or None
