"""What a date in an old list meant on the day it was written."""

import re
from datetime import date

from bot.dates import read_day, read_past_day
from domain.calendar import Calendar
from domain.errors import DomainError

CLOCK = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$")
AROUND = " .,;"


class Days:
    """Reads words as days, each once. Days without a year depend on *today*."""

    def __init__(self, *, today: date, locale: str) -> None:
        self._today = today
        self._locale = locale
        self._known: dict[tuple[str, date | None, Calendar], date | None] = {}

    def raised(self, words: str, calendar: Calendar) -> date | None:
        """When the meeting was."""
        return self._past(_bare(words), calendar)

    def due(
        self, words: str, *, raised: date | None, calendar: Calendar
    ) -> date | None:
        """The day meant: counted from the meeting; the nearest one without a meeting.

        A past day is as good as any. None where the words are no single day.
        """
        asked = (_bare(words), raised, calendar)
        if asked not in self._known:
            self._known[asked] = self._due(*asked)
        return self._known[asked]

    def _due(self, words: str, raised: date | None, calendar: Calendar) -> date | None:
        coming = self._coming(words, raised or self._today, calendar)
        gone = None if raised else self._past(words, calendar)
        found = [day for day in (coming, gone) if day]
        return min(found, key=lambda day: abs(day - self._today), default=None)

    def _coming(self, words: str, today: date, calendar: Calendar) -> date | None:
        try:
            return read_day(words, today=today, calendar=calendar, locale=self._locale)
        except DomainError:
            return None

    def _past(self, words: str, calendar: Calendar) -> date | None:
        try:
            return read_past_day(
                words, today=self._today, calendar=calendar, locale=self._locale
            )
        except DomainError:
            return None


def _bare(words: str) -> str:
    return CLOCK.sub("", words).strip(AROUND)
