"""Times of day as people type them."""

import re
from collections.abc import Sequence
from datetime import time

from domain.errors import DomainError

NOON = 12


class NotATime(DomainError):
    """I cannot read “{phrase}” as a time: say one such as 10:00, 14.30 or 9am."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase


TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|h)?\s?(?P<half>am|pm|a\.m\.|p\.m\.)?"
)
FOUR_DIGITS = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<half>)")
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(phrase: str) -> time:
    """Of the 24 hours of a day; a bare number is refused."""
    plain = phrase.strip().casefold()
    if plain in NAMED_TIMES:
        return NAMED_TIMES[plain]
    match = FOUR_DIGITS.fullmatch(plain) or TIME.fullmatch(plain)
    if not match or (plain.isdigit() and len(plain) != len("1430")):
        raise NotATime(phrase.strip())
    try:
        return time(_hour(match), int(match["minute"] or 0))
    except ValueError as error:
        raise NotATime(phrase.strip()) from error


def longest_time(words: Sequence[str]) -> tuple[time, int] | None:
    """Of one word or two, as in `10 am`."""
    for n in (2, 1)[-len(words) :]:
        try:
            return read_time(" ".join(words[:n])), n
        except NotATime:
            continue
    return None


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), match["half"]
    if not half:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError(hour)
    return hour % NOON + (NOON if half.startswith("p") else 0)
