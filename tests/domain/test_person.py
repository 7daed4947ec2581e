"""Quiet hours, away, and the hour of the digest: wall time where the person is."""

from datetime import UTC, date, datetime, time

import pytest

from domain.person import Person


def person(**more: object) -> Person:
    made = {"id": "ann", "organisation": "o", "account": "ann", "name": "Ann"} | more
    return Person(**made)


def weekday(day: date) -> bool:
    return day.weekday() < 5


def never(day: date) -> bool:
    del day
    return False


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-25 17:59", None),  # Wednesday
        ("2026-11-25 18:00", "2026-11-26 08:00"),
        ("2026-11-26 07:59", "2026-11-26 08:00"),
        ("2026-11-26 08:00", None),
        ("2026-11-27 18:00", "2026-11-30 08:00"),  # over the weekend
        ("2026-11-28 12:00", "2026-11-30 08:00"),  # Saturday at noon
        ("2027-03-26 20:00", "2027-03-29 07:00"),  # the clocks go forward on the 28th
        ("2027-10-29 20:00", "2027-11-01 08:00"),  # they go back on the 31st
    ],
)
def test_quiet_is_from_18_to_8_and_on_days_nobody_works(now, ends):
    found = person().quiet_until(utc(now), works=weekday)

    assert found == (utc(ends) if ends else None)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-25 12:30", "2026-11-25 14:00"),
        ("2026-11-25 14:00", None),
        ("2026-11-28 12:30", "2026-11-30 00:00"),  # only the day off held it back
    ],
)
def test_quiet_hours_in_the_day_end_the_same_day(now, ends):
    napping = person(quiet_from=time(12), quiet_to=time(14))

    found = napping.quiet_until(utc(now), works=weekday)

    assert found == (utc(ends) if ends else None)


def test_without_quiet_hours_only_days_off_are_quiet():
    open_ = person(quiet_from=time(0), quiet_to=time(0))

    assert not open_.quiet(utc("2026-11-25 03:00"), works=weekday)
    assert open_.quiet(utc("2026-11-28 12:00"), works=weekday)


def test_quiet_hours_are_wall_time_where_the_person_is():
    there = person(zone="America/New_York")

    assert there.quiet(utc("2026-11-25 12:30"), works=weekday)  # 07:30 in New York
    assert not there.quiet(utc("2026-11-25 22:30"), works=weekday)  # 17:30


def test_a_calendar_that_never_works_holds_nothing_back_for_ever():
    assert person().quiet_until(utc("2026-11-25 19:00"), works=never) is None


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2027-03-27", "2027-03-27 09:00"),
        ("2027-03-28", "2027-03-28 08:00"),  # summer time
        ("2027-10-31", "2027-10-31 09:00"),
    ],
)
def test_the_digest_keeps_its_hour_over_the_change_of_the_clocks(day, hour):
    assert person().digest_hour(date.fromisoformat(day)) == utc(hour)


def test_an_hour_the_clocks_skip_comes_an_hour_later():
    early = person(digest_at=time(1, 30))

    assert early.digest_hour(date(2027, 3, 28)) == utc(
        "2027-03-28 01:30"
    )  # 02:30 there


@pytest.mark.parametrize(
    ("day", "is_away"),
    [
        ("2026-12-20", False),
        ("2026-12-21", True),
        ("2027-01-02", True),
        ("2027-01-03", False),
    ],
)
def test_away_counts_the_first_and_the_last_day(day, is_away):
    gone = person(away_from=date(2026, 12, 21), away_to=date(2027, 1, 2))

    assert gone.away(date.fromisoformat(day)) is is_away
