"""Working time, over clock changes, leap days and year ends."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Both, Calendar, when_both_work
from domain.walltime import UnknownZone, instant, wall
from domain.workdays import NeverWorks

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
BAVARIA = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 6)}
LONDON = Calendar("Europe/London", closed=frozenset(CHRISTMAS))
MUNICH = Calendar("Europe/Berlin", closed=frozenset(BAVARIA))
PLAN = Both(LONDON, MUNICH, "Europe/London")
NEVER = Calendar("UTC", days=frozenset())
DUBAI = Calendar("Asia/Dubai", opens=time(9), closes=time(13))
LIMA = Calendar("America/Lima", opens=time(13), closes=time(17))

QUICK = settings(max_examples=60, deadline=None)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
CALENDARS = st.builds(
    Calendar,
    zone=ZONES,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.times(time(0), time(11)).map(lambda at: at.replace(microsecond=0)),
    closes=st.times(time(13), time(23)).map(lambda at: at.replace(microsecond=0)),
    closed=st.frozensets(DAYS, max_size=20),
)
MOMENTS = st.builds(
    lambda day, minute: instant(day, time(), "UTC") + timedelta(minutes=minute),
    DAYS,
    st.integers(0, 24 * 60 - 1),
)


def at(text: str, zone: str = "Europe/London") -> datetime:
    moment = datetime.fromisoformat(text)
    return instant(moment.date(), moment.time(), zone)


def test_holidays_and_weekends_are_not_worked():
    assert LONDON.next_working(date(2026, 12, 24)) == date(2026, 12, 29)
    assert LONDON.previous_working(date(2026, 12, 29)) == date(2026, 12, 24)


def test_three_working_days_from_the_day_before_christmas_eve():
    assert LONDON.add_days(date(2026, 12, 23), 3) == date(2026, 12, 30)


def test_days_before_are_counted_back():
    assert LONDON.add_days(date(2027, 1, 4), -2) == date(2026, 12, 30)


def test_days_late_are_counted_from_the_day_after_it_was_due():
    assert LONDON.working_days_between(date(2026, 11, 28), date(2026, 11, 30)) == 1
    assert LONDON.working_days_between(date(2026, 11, 30), date(2026, 11, 30)) == 0
    assert LONDON.working_days_between(date(2026, 12, 4), date(2026, 11, 27)) == -5


def test_a_day_opens_and_closes_on_the_wall():
    summer = date(2026, 7, 1)
    assert LONDON.opening(summer) == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert LONDON.closing(summer) == datetime(2026, 7, 1, 16, tzinfo=UTC)


def test_closing_time_itself_is_not_open():
    assert LONDON.open_at(at("2026-11-30 09:00"))
    assert not LONDON.open_at(at("2026-11-30 17:00"))


def test_hours_may_run_over_midnight():
    night = Calendar("UTC", opens=time(22), closes=time(6))
    friday = date(2026, 11, 27)
    assert night.closing(friday) == datetime(2026, 11, 28, 6, tzinfo=UTC)
    assert night.open_at(datetime(2026, 11, 28, 5, tzinfo=UTC))
    assert not night.open_at(datetime(2026, 11, 29, 5, tzinfo=UTC))


def test_a_night_begun_yesterday_still_counts():
    night = Calendar("UTC", opens=time(22), closes=time(6))
    saturday = datetime(2026, 11, 28, 5, tzinfo=UTC)
    assert night.next_open(saturday) == saturday
    assert night.after_hours(saturday, 2) == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_days_later_keep_the_wall_time_when_clocks_change():
    assert LONDON.after_days(at("2026-03-27 10:30"), 1) == at("2026-03-30 10:30")
    assert at("2026-03-30 10:30") - at("2026-03-27 10:30") == timedelta(hours=71)


def test_days_are_counted_from_the_next_opening_when_nobody_works():
    assert LONDON.after_days(at("2026-11-28 12:00"), 1) == at("2026-12-01 09:00")
    assert LONDON.after_days(at("2026-11-27 17:00"), 1) == at("2026-12-01 09:00")


def test_working_hours_run_on_after_the_weekend():
    assert LONDON.after_hours(at("2026-11-27 15:00"), 4) == at("2026-11-30 11:00")


def test_hours_may_end_at_the_close():
    assert LONDON.after_hours(at("2026-11-27 13:00"), 4) == at("2026-11-27 17:00")


def test_a_skipped_hour_is_not_worked():
    sunday = Calendar("Europe/London", frozenset({6}), time(0), time(4))
    gap = date(2026, 3, 29)
    assert sunday.closing(gap) - sunday.opening(gap) == timedelta(hours=3)


def test_a_repeated_hour_is_worked_twice():
    sunday = Calendar("Europe/London", frozenset({6}), time(0), time(4))
    fold = date(2026, 10, 25)
    assert sunday.closing(fold) - sunday.opening(fold) == timedelta(hours=5)


def test_a_wall_time_that_does_not_exist_moves_forward():
    moved = instant(date(2026, 3, 29), time(1, 30), "Europe/London")
    assert wall(moved, "Europe/London").time() == time(2, 30)


def test_a_repeated_wall_time_is_the_first_of_the_two():
    first = instant(date(2026, 10, 25), time(1, 30, fold=1), "Europe/London")
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone):
    with pytest.raises(UnknownZone, match=r"is not a time zone: say one such as"):
        instant(date(2026, 1, 1), time(9), zone)


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.next_working(date(2026, 1, 1)),
        lambda calendar: calendar.add_days(date(2026, 1, 1), 1),
        lambda calendar: calendar.after_hours(at("2026-01-01 09:00"), 1),
        lambda calendar: calendar.after_days(at("2026-01-01 09:00"), 1),
        lambda calendar: calendar.next_open(at("2026-01-01 09:00")),
    ],
)
def test_a_calendar_that_never_works_says_so(ask):
    with pytest.raises(NeverWorks, match="Nobody works in the two years from"):
        ask(NEVER)


def test_a_calendar_that_never_works_is_never_open():
    assert not NEVER.open_at(at("2026-01-05 10:00"))


def test_parties_without_a_common_day_never_work():
    weekend = Calendar("UTC", days=frozenset({5, 6}))
    with pytest.raises(NeverWorks):
        Both(LONDON, weekend, "UTC").next_working(date(2026, 1, 1))


def test_a_plan_day_is_one_that_both_work():
    assert PLAN.next_working(date(2026, 12, 24)) == date(2026, 12, 29)
    assert PLAN.next_working(date(2027, 1, 5)) == date(2027, 1, 7)


def test_a_plan_day_lasts_from_the_first_opening_to_the_later_close():
    day = date(2026, 12, 21)
    assert PLAN.opening(day) == at("2026-12-21 08:00")
    assert PLAN.closing(day) == at("2026-12-21 17:00")


@pytest.mark.parametrize(
    ("raised", "days", "ends"),
    [
        ("2026-12-21 10:00", 3, "2026-12-24 10:00"),
        ("2026-12-21 10:00", 5, "2026-12-30 10:00"),
        ("2026-12-21 10:00", 10, "2027-01-08 10:00"),
        ("2026-12-28 10:00", 1, "2026-12-29 10:00"),
        ("2026-12-24 20:00", 1, "2026-12-29 08:00"),
    ],
    ids=["", "over Christmas", "over Epiphany", "Munich works", "nobody works"],
)
def test_a_clock_runs_on_days_that_both_work(raised, days, ends):
    assert PLAN.after_days(at(raised), days) == at(ends)


def test_a_climb_waits_until_both_work():
    meeting = when_both_work(at("2026-12-28 10:00"), owner=MUNICH, other=LONDON)
    assert meeting == at("2026-12-29 09:00")


def test_a_climb_does_not_wait_while_both_work():
    noon = at("2026-12-21 12:00")
    assert when_both_work(noon, owner=LONDON, other=MUNICH) == noon


@pytest.mark.parametrize("other", [LIMA, NEVER])
def test_hours_that_never_meet_leave_the_owners_opening(other):
    opening = when_both_work(at("2026-12-19 12:00"), owner=DUBAI, other=other)
    assert opening == at("2026-12-21 09:00", "Asia/Dubai")


@QUICK
@given(CALENDARS, DAYS, st.integers(0, 30))
def test_adding_days_and_counting_them_agree(calendar, day, n):
    assert calendar.working_days_between(day, calendar.add_days(day, n)) == n


@QUICK
@given(CALENDARS, DAYS, DAYS)
def test_counting_back_is_counting_forth(calendar, one, two):
    there = calendar.working_days_between(one, two)
    assert calendar.working_days_between(two, one) == -there


@QUICK
@given(CALENDARS, DAYS, st.integers(1, 30))
def test_back_and_forth_ends_on_the_same_working_day(calendar, day, n):
    worked = calendar.next_working(day)
    assert calendar.add_days(calendar.add_days(worked, n), -n) == worked


@QUICK
@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_open_and_not_before(calendar, moment):
    opening = calendar.next_open(moment)
    assert opening >= moment
    assert calendar.open_at(opening)
    assert (opening == moment) == calendar.open_at(moment)


@QUICK
@given(CALENDARS, MOMENTS, st.integers(1, 20))
def test_days_later_is_a_working_day_at_the_same_wall_time(calendar, moment, n):
    begun = wall(calendar.next_open(moment), calendar.zone)
    ended = wall(calendar.after_days(moment, n), calendar.zone)
    skipped = instant(ended.date(), begun.time(), calendar.zone)
    assert calendar.works(ended.date())
    assert ended == skipped


@QUICK
@given(CALENDARS, MOMENTS, st.integers(1, 60))
def test_as_many_hours_are_worked_as_were_added(calendar, moment, hours):
    end = calendar.after_hours(moment, hours)
    worked = timedelta()
    for opened, closed in calendar.shifts(moment):
        if opened >= end:
            break
        worked += min(closed, end) - opened
    assert worked == timedelta(hours=hours)
