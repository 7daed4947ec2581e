"""Where in a line a day stands, or stands misspelt."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rapidfuzz.distance import OSA

from bot.dates.asked import Asked
from bot.dates.reading import read
from bot.dates.refusals import (
    BareNumber,
    Misspelt,
    NoSuchDay,
    NotADay,
    TooFar,
    WrongWeekday,
)
from bot.dates.words import names
from domain.errors import DomainError
from domain.months import MONTHS, WEEKDAYS
from domain.workdays import Workdays

LONGEST_DAY = 9  # words: "10 working days after the last friday of march 2027"
LONG_WORD = 7  # letters, from which on two slips are forgiven
SHORTEST_WORD = 4  # letters, from which on one is
MEANT = (
    *(name.casefold() for name in (*WEEKDAYS, *MONTHS) if name != "May"),
    *("today", "tomorrow", "yesterday", "fortnight", "working", "week", "weeks"),
    *("month", "months", "days", "next", "last", "first", "second", "third"),
)


def longest_day(
    words: Sequence[str], *, today: date, calendar: Workdays, locale: str = "en-GB"
) -> tuple[date, int] | None:
    """The longest run of first words that reads as a day, and how many they are.

    None also where a longer run is a day that cannot be: `Sat 30 Nov 2026` is not
    read as a Saturday. `why_no_day` has the reason.
    """
    asked = Asked(today, calendar, locale)
    for n, found in _readings(words, asked):
        if isinstance(found, date):
            return found, n
        if not isinstance(found, NotADay) or isinstance(found, TooFar):
            return None
    return None


def why_no_day(
    words: Sequence[str], *, today: date, calendar: Workdays, locale: str = "en-GB"
) -> DomainError:
    """The most telling reason why these words do not begin with a day."""
    asked = Asked(today, calendar, locale)
    found = [why for _, why in _readings(words, asked) if _is_telling(why, words)]
    telling = [why for why in found if isinstance(why, DomainError)]
    plain = NotADay(" ".join(words[:LONGEST_DAY]))
    return telling[0] if telling else _misspelt(words, asked) or plain


def looks_like_day(
    words: Sequence[str], *, today: date, calendar: Workdays, locale: str = "en-GB"
) -> bool:
    """Whether a person meant a day here: `frii`, `12 Mrch`, `31 Feb`, `asap`."""
    asked = Asked(today, calendar, locale)
    found = any(_is_telling(said, words) for _, said in _readings(words, asked))
    return found or _misspelt(words, asked) is not None


def _readings(
    words: Sequence[str], asked: Asked
) -> Iterator[tuple[int, date | DomainError]]:
    """What each run of first words says, or why it says nothing, the longest first."""
    for n in range(min(len(words), LONGEST_DAY), 0, -1):
        try:
            yield n, read(" ".join(words[:n]), asked)
        except DomainError as why:
            yield n, why


def _is_telling(found: date | DomainError, words: Sequence[str]) -> bool:
    if isinstance(found, BareNumber):
        return len(words) == 1
    return type(found) is not NotADay


def _misspelt(words: Sequence[str], asked: Asked) -> Misspelt | None:
    known = names(asked.locale)
    meant = [_meant(word, known) for word in words[:LONGEST_DAY]]
    for n, found in _readings(meant, asked):
        # "match" is one slip from March, and no day by itself.
        if isinstance(found, date) or type(found) in {NoSuchDay, WrongWeekday}:
            typed, right = " ".join(words[:n]), " ".join(meant[:n])
            return None if typed.casefold() == right else Misspelt(typed, right)
    return None


def _meant(word: str, known: dict[str, str]) -> str:
    """The word of a date this is a slip of, else itself."""
    plain = word.casefold().strip(".,;")
    squeezed = "".join(letter for letter, _ in groupby(plain))
    if squeezed in known or plain in known or len(plain) < SHORTEST_WORD:
        return squeezed if squeezed in known else plain
    return next((right for right in MEANT if _is_slip(plain, right)), plain)


def _is_slip(typed: str, right: str) -> bool:
    forgiven = 2 if len(right) >= LONG_WORD else 1
    return typed[0] == right[0] and OSA.distance(typed, right) <= forgiven
