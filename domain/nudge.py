"""Which days are worth a word, so that nothing is said twice and nothing is missed."""

from datetime import date

from domain.workdays import DAY, Workdays

AHEAD = frozenset({3, 1, 0})  # working days before: TIME.md "The digest"
LATE = frozenset({1, 3, 5})  # working days after, then weekly
WEEK = 5  # working days
LONGEST_GAP = 92  # days looked back after an outage: all later ones are weekly anyway
LEADS_FROM = 5  # working days late until both leads hear: TIME.md "Late actions"
OFFER_ISSUE = 10  # working days late until raising an issue is offered


def late_worth_saying(days: int) -> bool:
    """Working day 1, 3, 5, then weekly."""
    return days in LATE or (days > WEEK and days % WEEK == 0)


def caused(due: date, *, since: date, today: date, calendar: Workdays) -> bool:
    """Whether *due* became worth a word after *since* and by *today*."""
    return any(
        -n in AHEAD or late_worth_saying(n)
        for n in _counts(due, since=since, today=today, calendar=calendar)
    )


def caused_late(
    due: date, *, since: date, today: date, calendar: Workdays, from_: int = 1
) -> bool:
    """Like caused, for what only counts once it is *from_* working days late."""
    return any(
        n >= from_ and late_worth_saying(n)
        for n in _counts(due, since=since, today=today, calendar=calendar)
    )


def _counts(due: date, *, since: date, today: date, calendar: Workdays) -> set[int]:
    """How many working days late it was on each working day since; negative ahead."""
    start = max(since + DAY, today - LONGEST_GAP * DAY)
    days = (start + n * DAY for n in range((today - start).days + 1))
    worked = (day for day in days if calendar.works(day))
    return {calendar.working_days_between(due, day) for day in worked}
