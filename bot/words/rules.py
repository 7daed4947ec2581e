"""Recurring rules as people type them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import time

from bot.dates.asked import MONTH, WEEKDAY, month_of, weekday_of
from bot.dates.refusals import NoSuchDay
from bot.dates.words import canonical
from bot.words.times import longest_time
from domain.errors import DomainError
from domain.months import LAST, MONTHS, last_day
from domain.recurrence import LAST_OF_MONTH, Rule, Unit

LONGEST_RULE = 8  # words: "every 2 months on the last friday of March"
LONGEST_PHRASE = 60  # characters
A_LEAP_YEAR = 2024


class NotARule(DomainError):
    """I cannot read “{phrase}” as a rule: say daily, weekly on mon, every 2 weeks on
    tue, monthly on 2nd tue, monthly on 31, quarterly on 1st thu or yearly on 4 Mar.
    """

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase


OFTEN = {
    "daily": (1, Unit.DAY),
    "weekly": (1, Unit.WEEK),
    "fortnightly": (2, Unit.WEEK),
    "monthly": (1, Unit.MONTH),
    "quarterly": (1, Unit.QUARTER),
    "yearly": (1, Unit.YEAR),
    "annually": (1, Unit.YEAR),
}
EVERY = re.compile(
    r"(?:every|each)(?: (?P<count>[1-9]\d{0,2}|other|2nd|3rd))?"
    r" (?P<unit>day|week|fortnight|month|quarter|year)"
)
COUNTS = {"other": 2, "2nd": 2, "3rd": 3}
EVERY_WEEKDAY = re.compile(rf"(?:every|each)(?P<count> other)? {WEEKDAY}")
NTH = r"(?P<nth>1st|2nd|3rd|4th|last)"
NTHS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": LAST}
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

Part = Callable[[Unit, int, re.Match[str]], Rule]


def _weekday(unit: Unit, every: int, on: re.Match[str]) -> Rule:
    return Rule(unit, every, weekday=weekday_of(on))


def _nth(unit: Unit, every: int, on: re.Match[str]) -> Rule:
    return Rule(unit, every, weekday=weekday_of(on), nth=NTHS[on["nth"]])


def _nth_of_month(unit: Unit, every: int, on: re.Match[str]) -> Rule:
    nth, weekday = NTHS[on["nth"]], weekday_of(on)
    return Rule(unit, every, weekday=weekday, nth=nth, month=month_of(on))


def _day(unit: Unit, every: int, on: re.Match[str]) -> Rule:
    day = int(on["day"])
    if not 1 <= day <= LAST_OF_MONTH:
        raise NoSuchDay(f"day {day} in any month")
    return Rule(unit, every, day=day)


def _last(unit: Unit, every: int, _: re.Match[str]) -> Rule:
    return Rule(unit, every, day=LAST_OF_MONTH)


def _date(unit: Unit, every: int, on: re.Match[str]) -> Rule:
    day, month = int(on["day"]), month_of(on)
    if not 1 <= day <= last_day(A_LEAP_YEAR, month).day:
        raise NoSuchDay(f"{day} {MONTHS[month - 1]}")
    return Rule(unit, every, day=day, month=month)


IN_MONTH: tuple[tuple[str, Part], ...] = (
    (rf"{NTH} {WEEKDAY}", _nth),
    (DAY, _day),
    (r"last day", _last),
)
PARTS: dict[Unit, tuple[tuple[str, Part], ...]] = {
    Unit.DAY: (),
    Unit.WEEK: ((WEEKDAY, _weekday),),
    Unit.MONTH: IN_MONTH,
    Unit.QUARTER: IN_MONTH,
    Unit.YEAR: (
        (rf"{DAY} {MONTH}", _date),
        (rf"{MONTH} {DAY}", _date),
        (rf"{NTH} {WEEKDAY} (?:in )?{MONTH}", _nth_of_month),
    ),
}
ON_A_DAY = re.compile(rf"x on (?:the )?(?:\d|last\b|{WEEKDAY}\b|{MONTH}\b)")


def read_rule(phrase: str, *, locale: str = "en-GB") -> Rule:
    if len(phrase) > LONGEST_PHRASE:
        raise NotARule(f"{phrase[:LONGEST_PHRASE]}…")
    plain = canonical(phrase, locale)
    if match := EVERY_WEEKDAY.fullmatch(plain):
        return _weekday(Unit.WEEK, 2 if match["count"] else 1, match)
    often, _, on = plain.partition(" on ")
    every, unit = _often(often.strip(), phrase)
    if not on and " on" not in plain:
        return Rule(unit, every)
    for pattern, part in PARTS[unit]:
        if match := re.fullmatch(pattern, on.removeprefix("the ")):
            return part(unit, every, match)
    raise NotARule(phrase.strip())


def longest_rule(
    words: Sequence[str], *, locale: str = "en-GB"
) -> tuple[Rule, int] | None:
    """The longest run of first words that reads as a rule, and how many they are.

    None where the day of the rule cannot be: *monthly on mon* is not *monthly*.
    """
    for n in range(min(len(words), LONGEST_RULE), 0, -1):
        try:
            rule = read_rule(" ".join(words[:n]), locale=locale)
        except NotARule:
            continue
        except NoSuchDay:
            return None
        return None if _goes_on(words[n:], locale) else (rule, n)
    return None


@dataclass(frozen=True)
class TimedRule(Rule):
    """A rule said with its time of day, where the command asks for none."""

    at: time = time(0)

    def __str__(self) -> str:
        return f"{super().__str__()} at {self.at:%H:%M}"


def with_time(rule: Rule, taken: int, words: Sequence[str]) -> tuple[Rule, int]:
    """*rule*, which took so many of *words*, and the `at TIME` that follows it."""
    rest = words[taken:]
    found = longest_time(rest[1:]) if rest[:1] == ["at"] and rest[1:] else None
    if not found:
        return rule, taken
    said = {field.name: getattr(rule, field.name) for field in fields(Rule)}
    return TimedRule(**said, at=found[0]), taken + 1 + found[1]


def _goes_on(rest: Sequence[str], locale: str) -> bool:
    """As in *on mon*, not in *on supplier*."""
    return bool(ON_A_DAY.match(canonical(" ".join(["x", *rest[:3]]), locale)))


def _often(plain: str, phrase: str) -> tuple[int, Unit]:
    if plain in OFTEN:
        return OFTEN[plain]
    match = EVERY.fullmatch(plain)
    if not match:
        raise NotARule(phrase.strip())
    said = match["count"] or "1"
    count = COUNTS.get(said) or int(said)
    if match["unit"] == "fortnight":
        return 2 * count, Unit.WEEK
    return count, Unit(match["unit"])
