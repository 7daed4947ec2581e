"""What comes back keeps its rhythm: nothing drifts, is left out or comes twice."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.action import Action, Status
from domain.recurrence import Rule, Unit
from domain.recurring import ComesOnce
from domain.rule_words import rule_of
from domain.visibility import Audience
from tests.domain.test_recurrence import DAYS, QUICK, RULES

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def begun(rule: Rule, start: date) -> Action:
    action = Action(
        plan="p",
        number=1,
        audience=Audience.JOINT,
        title="Send the report",
        created_by="bob",
        created_at=NOW,
    )
    action.begin(rule, start)
    return action


def next_of(action: Action, passed: date) -> Action:
    heir = action.heir(action.number + 1, passed=passed, by="bob", at=NOW)
    action.pass_on(heir, at=NOW)
    return heir


@QUICK
@given(rule=RULES)
def test_a_rule_reads_back_from_its_words(rule: Rule):
    assert str(rule_of(str(rule))) == str(rule)


@QUICK
@given(rule=RULES, start=DAYS)
def test_ended_each_on_time_they_are_the_days_of_the_rule(rule: Rule, start: date):
    action, due = begun(rule, start), []
    for _ in range(8):
        due.append(action.due)
        action = next_of(action, passed=start)

    assert due == list(islice(rule.from_day(start), 8))
    assert action.skipped is None


@QUICK
@given(
    rule=RULES,
    start=DAYS,
    late=st.lists(st.integers(-40, 400), min_size=1, max_size=8),
)
def test_however_late_or_early_each_ends_none_drifts_or_comes_twice(
    rule: Rule, start: date, late: list[int]
):
    action = begun(rule, start)
    seen, skipped, passed = [action.turn], 0, start
    for days in late:
        passed = max(passed, (action.turn or start) + days * DAY)
        action = next_of(action, passed=passed)
        assert (action.due and action.due > passed) or action.due == seen[-1]
        seen.append(action.turn)
        skipped += action.skipped or 0

    expected = list(islice(rule.from_day(start), len(seen) + skipped))
    assert seen[-1] == expected[-1]  # every turn came or was counted as skipped
    assert set(seen) <= set(expected)
    assert sorted(set(seen)) == seen


@QUICK
@given(rule=RULES, start=DAYS, moved=st.integers(-30, 400))
def test_the_next_one_is_there_before_its_own_day(rule: Rule, start: date, moved: int):
    action = begun(rule, start)
    turn = action.turn or start
    action.due = turn + moved * DAY

    assert action.passes_on < action.turn_after(turn)


@pytest.mark.parametrize(
    ("rule", "start", "days"),
    [
        (Rule(Unit.MONTH), "2028-01-31", ["2028-01-31", "2028-02-29", "2028-03-31"]),
        (Rule(Unit.YEAR), "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28"]),
        (Rule(Unit.WEEK, 2), "2026-12-22", ["2026-12-22", "2027-01-05", "2027-01-19"]),
        (Rule(Unit.DAY), "2027-03-27", ["2027-03-27", "2027-03-28", "2027-03-29"]),
        (Rule(Unit.QUARTER, day=31), "2026-12-01", ["2026-12-31", "2027-03-31"]),
    ],
    ids=str,
)
def test_leap_days_year_ends_and_the_31st(rule, start, days):
    action, seen = begun(rule, date.fromisoformat(start)), []
    for _ in days:
        seen.append(str(action.due))
        action = next_of(action, passed=date.fromisoformat(start))

    assert seen == days


def test_one_of_a_series_carries_the_rule():
    first = begun(Rule(Unit.DAY), date(2026, 11, 23))
    second = next_of(first, passed=date(2026, 11, 23))

    assert (first.rule, first.followed_by) == ("", "A-2")
    assert (second.rule, second.status) == ("daily", Status.OPEN)


def test_what_comes_once_has_no_next_turn():
    action = begun(Rule(Unit.DAY), date(2026, 11, 23))
    action.rule = ""

    with pytest.raises(ComesOnce, match="cancel"):
        action.require_rule()
