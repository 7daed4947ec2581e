"""What a party's calendar is set up with: zone, weekdays, hours, holidays, language."""

import re
from collections.abc import Sequence
from datetime import time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from bot.words.day_kinds import time_of
from bot.words.kind import Found, Kind, OneWord
from bot.words.reading import Reading
from bot.words.tokens import Token
from domain.errors import Said

EN_DASH = "\u2013"
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HOLIDAYS = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")


@cache
def zones() -> dict[str, str]:
    """Every zone by its lower-case name."""
    return {name.lower(): name for name in available_timezones()}


class ZoneKind(OneWord):
    placeholder = "ZONE"
    said = "a time zone such as Europe/London"
    hint = "Europe/London"

    def value(self, token: Token, _: Reading, /) -> str | None:
        said = token.text.lower()
        return zones().get(said) or _city(said)


def _city(said: str) -> str | None:
    """`Berlin` is enough where one zone alone ends in it."""
    ends = [name for low, name in zones().items() if low.endswith(f"/{said}")]
    return ends[0] if len(ends) == 1 else None


class LocaleKind(OneWord):
    placeholder = "en-GB"
    said = "a language and region such as en-GB"

    def value(self, token: Token, _: Reading, /) -> str | None:
        try:
            return str(Locale.parse(token.text.replace("_", "-"), sep="-")).replace(
                "_", "-"
            )
        except (UnknownLocaleError, ValueError):
            return None


class WeekdaysKind(OneWord):
    """`mon-fri`, `sun-thu`, `mon,wed,fri`: numbers from 0, which is Monday."""

    placeholder = "mon-fri"
    said = "weekdays such as mon-fri or mon,wed,fri"

    def value(self, token: Token, _: Reading, /) -> frozenset[int] | None:
        days: set[int] = set()
        for part in token.text.lower().split(","):
            ends = [_weekday(end) for end in part.split("-")]
            if None in ends or len(ends) > 2:  # noqa: PLR2004 - a range has two ends
                return None
            first, last = ends[0] or 0, ends[-1] or 0
            days |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
        return frozenset(days)

    def write(self, value: Any) -> str:  # noqa: ANN401
        return ",".join(WEEK[day] for day in sorted(value))


def _weekday(said: str) -> int | None:
    return WEEK.index(said[:3]) if said[:3] in WEEK else None


class HoursKind(OneWord):
    """`09:00-17:00`."""

    placeholder = "09:00-17:00"
    said = "hours such as 09:00-17:00"

    def value(self, token: Token, _: Reading, /) -> tuple[time, time] | None:
        first, dash, last = token.text.replace(EN_DASH, "-").partition("-")
        begin, end = time_of(first), time_of(last) if dash else None
        return (begin, end) if begin is not None and end is not None else None

    def write(self, value: Any) -> str:  # noqa: ANN401
        return f"{value[0]:%H:%M}-{value[1]:%H:%M}"


class HolidaysKind(OneWord):
    """Countries or their parts: `GB-ENG+DE-BY`."""

    placeholder = "GB-ENG+DE-BY"
    said = "holidays such as GB-ENG or GB-ENG+DE-BY"

    def value(self, token: Token, _: Reading, /) -> tuple[str, ...] | None:
        parts = token.text.lower().split("+")
        return (
            tuple(p.upper() for p in parts)
            if all(map(HOLIDAYS.fullmatch, parts))
            else None
        )

    def write(self, value: Any) -> str:  # noqa: ANN401
        return "+".join(value)


class OffKind(Kind):
    """A time of day, or `off`, which is None."""

    placeholder = "TIME|off"
    said = "a time such as 08:30, or off"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        if not words or words[0].quoted:
            return None
        if words[0].word == "off":
            return "off", 1
        found = time_of(words[0].word)
        return None if found is None else (found, 1)

    def write(self, value: Any) -> str:  # noqa: ANN401
        return value if isinstance(value, str) else f"{value:%H:%M}"

    def refuse(self, words: Sequence[Token], _: Reading, /) -> None:
        raise Said(f"“{words[0].text}” is not {self.said}.")
