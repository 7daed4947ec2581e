"""Which days are worth a word, every date written out.

Closed days are those of England and of Bavaria around the turn of 2026.
"""

from datetime import date, timedelta

import pytest

from domain.calendar import Calendar
from domain.nudge import due_causes, ended, late_causes, late_worth_saying

DAY = timedelta(days=1)
ENGLAND = {
    date(2026, 12, 25),
    date(2026, 12, 28),  # for Boxing Day, a Saturday
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
}
BAVARIA = {
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2027, 1, 1),
    date(2027, 1, 6),
    date(2027, 3, 26),
    date(2027, 3, 29),
}
LONDON = Calendar(zone="Europe/London", closed=frozenset(ENGLAND))
MUNICH = Calendar(zone="Europe/Berlin", closed=frozenset(BAVARIA))


def told_on(due: date, calendar: Calendar, *, until: date) -> list[str]:
    """The days from ten before *due* on that have a word to say, looked at daily."""
    days = (due - 10 * DAY + n * DAY for n in range(99))
    return [
        f"{day:%a %d %b}"
        for day in days
        if day <= until
        and due_causes(due, since=day - DAY, today=day, calendar=calendar)
    ]


@pytest.mark.parametrize(
    ("due", "calendar", "until", "days"),
    [
        (  # an ordinary Wednesday
            date(2026, 11, 25),
            LONDON,
            date(2026, 12, 18),
            (
                "Fri 20 Nov|Tue 24 Nov|Wed 25 Nov|Thu 26 Nov|Mon 30 Nov|Wed 02 Dec"
                "|Wed 09 Dec|Wed 16 Dec"
            ),
        ),
        (  # a Saturday: the Friday before is its day
            date(2026, 11, 28),
            LONDON,
            date(2026, 12, 4),
            "Tue 24 Nov|Thu 26 Nov|Fri 27 Nov|Mon 30 Nov|Wed 02 Dec|Fri 04 Dec",
        ),
        (  # over Christmas in England
            date(2026, 12, 29),
            LONDON,
            date(2027, 1, 13),
            (
                "Tue 22 Dec|Thu 24 Dec|Tue 29 Dec|Wed 30 Dec|Mon 04 Jan|Wed 06 Jan"
                "|Wed 13 Jan"
            ),
        ),
        (  # the same in Bavaria, which works on the 28th and not at Epiphany
            date(2026, 12, 29),
            MUNICH,
            date(2027, 1, 14),
            (
                "Wed 23 Dec|Mon 28 Dec|Tue 29 Dec|Wed 30 Dec|Mon 04 Jan|Thu 07 Jan"
                "|Thu 14 Jan"
            ),
        ),
        (  # over Easter and the change of the clocks on 28 March
            date(2027, 3, 25),
            LONDON,
            date(2027, 4, 2),
            "Mon 22 Mar|Wed 24 Mar|Thu 25 Mar|Tue 30 Mar|Thu 01 Apr",
        ),
    ],
)
def test_three_one_and_no_working_days_before_then_late_on_1_3_5_and_weekly(
    due, calendar, until, days
):
    assert told_on(due, calendar, until=until) == days.split("|")


def test_late_is_worth_a_word_on_working_days_1_3_5_then_weekly():
    assert [n for n in range(-9, 26) if late_worth_saying(n)] == [
        1,
        3,
        5,
        10,
        15,
        20,
        25,
    ]


def test_what_came_up_while_nobody_was_told_is_made_up_for_once():
    due, back = date(2026, 11, 25), date(2026, 11, 27)  # Friday: two days late

    asked = {"today": back, "calendar": LONDON}
    assert due_causes(due, since=date(2026, 11, 24), **asked)
    assert not due_causes(due, since=date(2026, 11, 26), **asked)


def test_after_a_month_of_silence_what_is_late_is_worth_a_word():
    today, since = date(2026, 12, 24), date(2026, 11, 24)

    assert due_causes(date(2026, 11, 25), since=since, today=today, calendar=LONDON)


def test_what_is_due_in_the_far_future_is_not_worth_a_word_after_a_month():
    today, since = date(2026, 12, 24), date(2026, 11, 24)

    assert not due_causes(date(2027, 1, 29), since=since, today=today, calendar=LONDON)


def test_years_of_silence_are_looked_back_on_quickly():
    today, since = date(2027, 12, 24), date(2001, 1, 1)

    assert due_causes(date(2026, 11, 25), since=since, today=today, calendar=LONDON)


def test_leads_hear_of_lateness_only_from_the_fifth_working_day():
    due = date(2026, 11, 25)
    days = [due + n * DAY for n in range(31)]

    told = [
        f"{day:%a %d %b}"
        for day in days
        if late_causes(due, since=day - DAY, today=day, calendar=LONDON, at_least=5)
    ]

    assert told == ["Wed 02 Dec", "Wed 09 Dec", "Wed 16 Dec", "Wed 23 Dec"]


@pytest.mark.parametrize(
    ("day", "is_over"),
    [
        ("2026-11-24", False),
        ("2026-11-25", True),
        ("2026-11-27", True),
        ("2026-11-28", False),
    ],
)
def test_a_snooze_ends_on_its_day_and_is_told_of_once(day, is_over):
    since, today = date(2026, 11, 24), date(2026, 11, 27)

    assert ended(date.fromisoformat(day), since=since, today=today) is is_over
