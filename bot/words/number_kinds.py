"""Numbers: whole ones, decimals, percentages, targets and reporting periods."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.words.kind import FieldKind, Found, Kind, OneWord
from bot.words.reading import Reading
from bot.words.tokens import Token, matches
from domain.errors import DomainError

NUMBER = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{1,6})?")
PERIOD = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]|q[1-4]))?")
SHORT_SCALE = 1_000
SHARES = (("%",), ("percent",), ("per", "cent"))
SIGNS = {
    ">=": ">=",
    "<=": "<=",
    "≥": ">=",
    "≤": "<=",
    "=>": ">=",
    "=<": "<=",
    ">": ">=",
    "<": "<=",
}


class OutOfRange(DomainError):
    """{value} is out of range: say a number from {least} to {most}."""

    def __init__(self, value: str, least: object, most: object) -> None:
        self.value = value
        self.least = least
        self.most = most


def number_of(text: str) -> Decimal | None:
    if not NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


class NumberKind(OneWord):
    placeholder = "N"
    field: FieldKind = "number"
    said = "a number"

    def value(self, token: Token, _: Reading, /) -> Decimal | None:
        return number_of(token.word)

    def write(self, value: Decimal) -> str:
        return f"{value:f}"

    def looks(self, words: Sequence[Token], _: Reading, /) -> bool:
        return bool(words) and any(c.isdecimal() for c in words[0].word)


class WholeKind(NumberKind):
    """A whole number from `least` to `most`."""

    said = "a whole number"

    def __init__(self, least: int = 0, most: int = 1_000_000_000) -> None:
        self.least = least
        self.most = most
        self.placeholder = f"{least}..{most}" if most < SHORT_SCALE else "N"

    def value(self, token: Token, reading: Reading, /) -> int | None:  # type: ignore[override]
        found = super().value(token, reading)
        if found is None or found != int(found):
            return None
        if not self.least <= found <= self.most:
            raise OutOfRange(token.text, self.least, self.most)
        return int(found)

    def write(self, value: int) -> str:  # type: ignore[override]
        return str(value)


def whole(least: int, most: int) -> WholeKind:
    """For `Annotated[int, whole(1, 5)]`."""
    return WholeKind(least, most)


class PercentKind(WholeKind):
    """`40%`, `40 percent`; the sign is what tells it from a number."""

    said = "a percentage such as 40%"

    def __init__(self) -> None:
        super().__init__(0, 100)
        self.placeholder = "40%"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        if words and words[0].word.endswith("%"):
            return super().read([Token(words[0].word[:-1])], reading)
        for said in SHARES:
            if matches(words[1:], said):
                found = super().read(words[:1], reading)
                return (found[0], 1 + len(said)) if found else None
        return None

    def write(self, value: int) -> str:  # type: ignore[override]
        return f"{value}%"


class EachKind(WholeKind):
    """`2 each`: so many of each party."""

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        found = super().read(words, reading)
        each = len(words) > 1 and words[1].word == "each"
        return (found[0], 1 + each) if found else None


class Goal(NamedTuple):
    """What a measure should reach: at least (`>=`) or at most (`<=`) so much."""

    sign: str
    value: Decimal


class GoalKind(Kind):
    placeholder = ">= N"
    said = "a target such as >= 98"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        if not words:
            return None
        if words[0].word in SIGNS and len(words) > 1:
            found = number_of(words[1].word)
            return None if found is None else (Goal(SIGNS[words[0].word], found), 2)
        sign = next(
            (
                s
                for s in sorted(SIGNS, key=len, reverse=True)
                if words[0].word.startswith(s)
            ),
            "",
        )
        found = number_of(words[0].word[len(sign) :])
        return None if found is None else (Goal(SIGNS.get(sign, ">="), found), 1)

    def write(self, value: Goal) -> str:
        return f"{value.sign} {value.value:f}"


class PeriodKind(OneWord):
    """A month, a quarter or a year: `2026-10`, `2026-Q3`, `2026`."""

    placeholder = "2026-10"
    said = "a period such as 2026-10 or 2026-Q3"

    def value(self, token: Token, _: Reading, /) -> str | None:
        return token.text.upper() if PERIOD.fullmatch(token.word) else None
