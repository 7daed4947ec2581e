"""A party's row as the working days and hours it stands for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.ports import Closed
from domain.calendar import Calendar
from domain.party import Party

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)


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
        yield from span(date.fromisoformat(first), date.fromisoformat(last or first))


def span(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def spans(days: Iterable[date]) -> str:
    """The same days in the fewest words that own_closed reads."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    words = (dict.fromkeys((run[0].isoformat(), run[-1].isoformat())) for run in runs)
    return " ".join("..".join(word) for word in words)
