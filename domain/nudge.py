"""Which days are worth a word, so that nothing is said twice and nothing is missed.

Days are dates where the person is. Something is told of after `since`, the day of the
last word, up to and with `today`: so a day nobody was told on is made up for later.
"""

from collections.abc import Iterator
from datetime import date

from domain.workdays import DAY, Workdays

# Working days before and after the due day: TIME.md "The digest".
AHEAD = frozenset({3, 1, 0})
LATE = frozenset({1, 3, 5})
WEEK = 5  # working days, from which it is weekly
LEADS_FROM = 5  # working days late until both leads hear: TIME.md "Late actions"
ISSUE_FROM = 10  # until they are offered to raise an issue: TIME.md "Late actions"
LONGEST_GAP = 92  # days looked back: whatever is older has come up weekly since


def late_worth_saying(days: int) -> bool:
    """Working day 1, 3, 5, then weekly."""
    return days in LATE or (days > WEEK and days % WEEK == 0)


def due_causes(due: date, *, since: date, today: date, calendar: Workdays) -> bool:
    """Whether *due* came near, came, or grew late enough to be worth a word."""
    counts = _counts(due, since=since, today=today, calendar=calendar)
    return any(-n in AHEAD or late_worth_saying(n) for n in counts)


def ahead_causes(
    day: date, ahead: int, *, since: date, today: date, calendar: Workdays
) -> bool:
    """Whether *day* came to be so many working days ahead, and nobody was told yet."""
    counts = _counts(day, since=since, today=today, calendar=calendar)
    return any(-n == ahead for n in counts)


def late_causes(
    due: date, *, since: date, today: date, calendar: Workdays, at_least: int = 1
) -> bool:
    """Whether something grew late enough, and *at_least* so many working days."""
    counts = _counts(due, since=since, today=today, calendar=calendar)
    return any(n >= at_least and late_worth_saying(n) for n in counts)


def ended(day: date | None, *, since: date, today: date) -> bool:
    """Whether *day* came after *since* and is here."""
    return day is not None and since < day <= today


def _counts(
    due: date, *, since: date, today: date, calendar: Workdays
) -> Iterator[int]:
    """How many working days late it was on each working day; below 0 ahead of it."""
    day = max(since + DAY, today - LONGEST_GAP * DAY)
    while day <= today:
        if calendar.works(day):
            yield calendar.working_days_between(due, day)
        day += DAY
