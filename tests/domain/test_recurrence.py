"""What comes back, and when."""

from datetime import date, datetime, time
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.months import LAST
from domain.recurrence import Rule, Unit, at_instant
from domain.walltime import wall

NOVEMBER = date(2026, 11, 25)
TUE, THU, FRI = 1, 3, 4
QUICK = settings(max_examples=80, deadline=None)
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
EVERY = st.integers(1, 6)
WEEKDAY = st.integers(0, 6)
IN_MONTH = st.one_of(
    st.fixed_dictionaries({"day": st.integers(1, 31)}),
    st.fixed_dictionaries({"weekday": WEEKDAY, "nth": st.sampled_from([1, 4, LAST])}),
    st.just({}),
)
LONG = st.sampled_from([Unit.MONTH, Unit.QUARTER])
RULES = st.one_of(
    st.builds(Rule, st.just(Unit.DAY), EVERY),
    st.builds(Rule, st.just(Unit.WEEK), EVERY, weekday=st.none() | WEEKDAY),
    st.builds(lambda unit, every, on: Rule(unit, every, **on), LONG, EVERY, IN_MONTH),
    st.builds(
        Rule,
        st.just(Unit.YEAR),
        EVERY,
        day=st.integers(1, 31),
        month=st.integers(1, 12),
    ),
)


def first(rule, n, start=NOVEMBER):
    return [str(day) for day in islice(rule.from_day(start), n)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Rule(Unit.DAY), ["2026-11-25", "2026-11-26"]),
        (Rule(Unit.WEEK), ["2026-11-25", "2026-12-02"]),
        (Rule(Unit.WEEK, weekday=0), ["2026-11-30", "2026-12-07"]),
        (Rule(Unit.WEEK, 2, weekday=TUE), ["2026-12-01", "2026-12-15"]),
        (Rule(Unit.MONTH), ["2026-11-25", "2026-12-25"]),
        (Rule(Unit.MONTH, weekday=TUE, nth=2), ["2026-12-08", "2027-01-12"]),
        (Rule(Unit.MONTH, weekday=FRI, nth=LAST), ["2026-11-27", "2026-12-25"]),
        (Rule(Unit.MONTH, 3, day=31), ["2026-11-30", "2027-02-28"]),
        (Rule(Unit.QUARTER), ["2026-11-25", "2027-02-25"]),
        (Rule(Unit.QUARTER, weekday=THU, nth=1), ["2027-01-07", "2027-04-01"]),
        (Rule(Unit.QUARTER, weekday=FRI, nth=LAST), ["2026-12-25", "2027-03-26"]),
        (Rule(Unit.QUARTER, day=31), ["2026-12-31", "2027-03-31"]),
        (Rule(Unit.YEAR, day=4, month=3), ["2027-03-04", "2028-03-04"]),
        (Rule(Unit.YEAR, day=29, month=2), ["2027-02-28", "2028-02-29"]),
    ],
    ids=str,
)
def test_a_rule_comes_back_on_its_days(rule, days):
    assert first(rule, 2) == days


def test_the_31st_is_the_last_day_of_every_month():
    ends = first(Rule(Unit.MONTH, day=31), 4, date(2027, 12, 31))
    assert ends == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]


def test_every_second_week_keeps_its_rhythm_however_late_one_asks():
    rule = Rule(Unit.WEEK, 2, weekday=TUE)
    assert rule.after(date(2027, 1, 5), start=NOVEMBER) == date(2027, 1, 12)


def test_after_a_day_is_not_on_it():
    assert Rule(Unit.DAY).after(NOVEMBER, start=NOVEMBER) == date(2026, 11, 26)


def test_nothing_comes_back_before_the_start():
    assert Rule(Unit.DAY).after(date(2020, 1, 1), start=NOVEMBER) == NOVEMBER


def test_a_rule_every_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="0"):
        Rule(Unit.DAY, 0)


def test_the_wall_time_stays_when_clocks_change():
    weekly = at_instant(
        Rule(Unit.WEEK, weekday=TUE), time(10), "Europe/London", start=date(2026, 3, 24)
    )
    assert [f"{moment:%d %H:%M}" for moment in islice(weekly, 2)] == [
        "24 10:00",
        "31 09:00",
    ]


def test_a_skipped_wall_time_moves_forward_on_that_day_only():
    nightly = at_instant(
        Rule(Unit.DAY), time(1, 30), "Europe/London", start=date(2026, 3, 28)
    )
    walls = [wall(moment, "Europe/London") for moment in islice(nightly, 3)]
    assert [f"{there:%d %H:%M}" for there in walls] == [
        "28 01:30",
        "29 02:30",
        "30 01:30",
    ]


@QUICK
@given(RULES, DAYS)
def test_occurrences_go_forward_from_the_start(rule, start):
    days = list(islice(rule.from_day(start), 12))
    assert days[0] >= start
    assert all(one < two for one, two in pairwise(days))


@QUICK
@given(RULES, DAYS, st.integers(0, 900))
def test_asking_late_finds_what_counting_finds(rule, start, late):
    day = date.fromordinal(start.toordinal() + late)
    counted = next(found for found in rule.from_day(start) if found > day)
    assert rule.after(day, start=start) == counted


@QUICK
@given(RULES, DAYS, st.sampled_from(["Europe/London", "America/New_York"]))
def test_instants_fall_on_the_days_of_the_rule(rule, start, zone):
    moments: list[datetime] = list(
        islice(at_instant(rule, time(2, 30), zone, start=start), 8)
    )
    assert [wall(moment, zone).date() for moment in moments] == list(
        islice(rule.from_day(start), 8)
    )
