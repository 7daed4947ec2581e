"""Dates, times of day, spans of days and rules that come back."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, TypedDict

from bot.dates import longest_day, looks_like_day, read_past_day, say_day, why_no_day
from bot.dates.refusals import Past
from bot.words.choice_kinds import nearest
from bot.words.kind import FieldKind, Found, Kind
from bot.words.reading import Reading
from bot.words.rules import LONGEST_RULE, OFTEN, longest_rule, with_time
from bot.words.times import NotATime, longest_time, read_time
from bot.words.tokens import Token
from domain.calendar import Calendar
from domain.errors import DomainError, Said

LONGEST_DATE = 9
LONGEST_AT = 3  # words: "at 10 am"
ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
ISO_LENGTH = len("2027-03-12")
NEVER_FIRST = frozenset({"and", "or", "to", "by", "due", "with", "for"})
BETWEEN = ("to", "until", "till", "-")
DAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "today",
    "tomorrow",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
FIRST_OF_RULES = frozenset(OFTEN) | {"every", "each"}


class Asked(TypedDict):
    today: date
    calendar: Calendar
    locale: str


def plain_words(tokens: Sequence[Token], most: int = LONGEST_DATE) -> list[str]:
    """The words up to the first quoted one."""
    plain: list[str] = []
    for token in tokens[:most]:
        if token.quoted:
            break
        plain.append(token.text)
    return plain


class DayKind(Kind):
    """Any date. Working days count on the owner's party's calendar."""

    placeholder = "DATE"
    field: FieldKind = "date"
    needs_owner = True
    said = "a date"
    hint = "fri, 12 Mar, 2027-03-12, in 2 weeks, 10 working days"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        plain = plain_words(words)
        if not plain or plain[0].casefold() in NEVER_FIRST:
            return None
        if len(iso := plain[0]) == ISO_LENGTH and ISO.fullmatch(iso):
            return _iso(iso, reading), 1
        return longest_day(plain, **_asked(reading))

    def write(self, value: date) -> str:
        return value.isoformat()

    def looks(self, words: Sequence[Token], reading: Reading, /) -> bool:
        plain = plain_words(words)
        return bool(plain) and looks_like_day(plain, **_asked(reading))

    def corrected(
        self, words: Sequence[Token], _: Reading, /
    ) -> tuple[str, int] | None:
        meant = nearest(words[0].word, DAYS) if words and words[0].word else None
        return (meant, 1) if meant else None

    def refuse(self, words: Sequence[Token], reading: Reading, /) -> None:
        raise why_no_day(plain_words(words) or [words[0].text], **_asked(reading))


def _asked(reading: Reading) -> Asked:
    return {
        "today": reading.today,
        "calendar": reading.calendar(None),
        "locale": reading.locale,
    }


def _iso(said: str, reading: Reading) -> date:
    """What a held line carries, read without looking at anything else."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise why_no_day([said], **_asked(reading)) from None


class DueKind(DayKind):
    """A date that has not passed."""

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        found = super().read(words, reading)
        if found and found[0] < reading.today:
            raise Past(found[0])
        return found


class SinceKind(DayKind):
    """A date as people speak of what was: `20 Nov` and `fri` are the last."""

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        found = super().read(words, reading)
        if not found:
            return None
        phrase = " ".join(plain_words(words)[: found[1]])
        return read_past_day(phrase, **_asked(reading)), found[1]


class SpanKind(DayKind):
    """Two dates: `24 Dec to 2 Jan`, `2026-12-24..2027-01-02`, or one day alone."""

    placeholder = "DATE to DATE"
    field: FieldKind = "text"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        if words and not words[0].quoted and ".." in words[0].text:
            first, _, last = words[0].text.partition("..")
            found = self._both(first, last, reading)
            return (found, 1) if found else None
        begin = super().read(words, reading)
        if not begin:
            return None
        at = begin[1]
        if at >= len(words) or words[at].word not in BETWEEN:
            return (begin[0], begin[0]), at
        end = super().read(words[at + 1 :], reading)
        return (_in_order(begin[0], end[0]), at + 1 + end[1]) if end else None

    def _both(
        self, first: str, last: str, reading: Reading
    ) -> tuple[date, date] | None:
        begin = super().read([Token(first)], reading) if first else None
        end = super().read([Token(last)], reading) if last else None
        return _in_order(begin[0], end[0]) if begin and end else None

    def write(self, value: Any) -> str:  # noqa: ANN401
        return f"{value[0].isoformat()} to {value[1].isoformat()}"


class EndsBeforeItBegins(DomainError):
    """{last} is before {first}: say the earlier date first, with its year."""

    def __init__(self, first: date, last: date) -> None:
        self.first = say_day(first)
        self.last = say_day(last)


def _in_order(first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise EndsBeforeItBegins(first, last)
    return first, last


class TimeKind(Kind):
    placeholder = "TIME"
    said = "a time of day such as 10:00"
    hint = "10:00, 2pm"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        plain = plain_words(words, 2)
        return longest_time(plain) if plain else None

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


def time_of(said: str) -> time | None:
    try:
        return read_time(said)
    except NotATime:
        return None


class RuleKind(Kind):
    """`weekly on mon`: no word stands before it."""

    placeholder = "RULE"
    said = "a rule such as `weekly on mon`"
    hint = "weekly on mon, every 2 weeks on tue, monthly on last fri"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        plain = plain_words(words, LONGEST_RULE + LONGEST_AT)
        if not plain or plain[0].casefold() not in FIRST_OF_RULES:
            return None
        found = longest_rule(plain, locale=reading.locale)
        return with_time(*found, plain) if found else None

    def corrected(
        self, words: Sequence[Token], _: Reading, /
    ) -> tuple[str, int] | None:
        meant = (
            nearest(words[0].word, FIRST_OF_RULES) if words and words[0].word else None
        )
        return (meant, 1) if meant else None

    def looks(self, words: Sequence[Token], reading: Reading, /) -> bool:
        return self.corrected(words, reading) is not None

    def refuse(self, words: Sequence[Token], _: Reading, /) -> None:
        raise Said(f"“{words[0].text}” is not {self.said}.")
