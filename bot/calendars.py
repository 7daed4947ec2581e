"""A party's row as the working days and hours it stands for."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.ports import Closed
from domain.calendar import Calendar
from domain.party import Party

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_of(party: Party, closed: Closed) -> Calendar:
    return Calendar(
        zone=party.zone,
        days=frozenset(DAYS.index(word) for word in party.days.split()),
        opens=party.opens,
        closes=party.closes,
        closed=closed(party.holidays) | frozenset(own_closed(party.closed)),
    )


def own_closed(words: str) -> Iterator[date]:
    """`2026-12-24..2027-01-02 2027-05-01`: each day of each span."""
    for word in words.split():
        first, _, last = word.partition("..")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += timedelta(days=1)
