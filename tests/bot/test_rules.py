"""Rules as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.rules import longest_rule, read_rule
from domain.errors import DomainError
from domain.months import LAST
from domain.recurrence import Rule, Unit

IN_MONTH = st.one_of(
    st.fixed_dictionaries({"day": st.integers(1, 31)}),
    st.fixed_dictionaries(
        {
            "weekday": st.integers(0, 6),
            "nth": st.sampled_from([1, 2, 3, 4, LAST]),
        }
    ),
    st.just({}),
)
LONG = st.sampled_from([Unit.MONTH, Unit.QUARTER])
EVERY = st.integers(1, 999)
RULES = st.one_of(
    st.builds(Rule, st.just(Unit.DAY), EVERY),
    st.builds(Rule, st.just(Unit.WEEK), EVERY, weekday=st.none() | st.integers(0, 6)),
    st.builds(lambda unit, every, on: Rule(unit, every, **on), LONG, EVERY, IN_MONTH),
    st.builds(
        Rule,
        st.just(Unit.YEAR),
        EVERY,
        day=st.integers(1, 28),
        month=st.integers(1, 12),
    ),
    st.builds(
        Rule,
        st.just(Unit.YEAR),
        EVERY,
        weekday=st.integers(0, 6),
        nth=st.sampled_from([1, LAST]),
        month=st.integers(1, 12),
    ),
)


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("daily", Rule(Unit.DAY)),
        ("weekly", Rule(Unit.WEEK)),
        ("weekly on mon", Rule(Unit.WEEK, weekday=0)),
        ("every monday", Rule(Unit.WEEK, weekday=0)),
        ("every 2 weeks on tue", Rule(Unit.WEEK, 2, weekday=1)),
        ("Every two weeks on Tuesday", Rule(Unit.WEEK, 2, weekday=1)),
        ("every other week on tue", Rule(Unit.WEEK, 2, weekday=1)),
        ("fortnightly on tue", Rule(Unit.WEEK, 2, weekday=1)),
        ("monthly on 2nd tue", Rule(Unit.MONTH, weekday=1, nth=2)),
        ("monthly on the last friday", Rule(Unit.MONTH, weekday=4, nth=LAST)),
        ("monthly on 31", Rule(Unit.MONTH, day=31)),
        ("monthly on the last day", Rule(Unit.MONTH, day=31)),
        ("quarterly on 1st thu", Rule(Unit.QUARTER, weekday=3, nth=1)),
        ("yearly on 4 Mar", Rule(Unit.YEAR, day=4, month=3)),
        ("annually on March 4th", Rule(Unit.YEAR, day=4, month=3)),
    ],
)
def test_a_rule_is_read(phrase, rule):
    assert read_rule(phrase) == rule


@settings(max_examples=150, deadline=None)
@given(RULES)
def test_a_rule_prints_words_that_read_back(rule):
    assert read_rule(str(rule)) == rule


@pytest.mark.parametrize(
    "phrase",
    [
        "banana",
        "",
        "every",
        "every 0 days",
        "weekly on",
        "weekly on 2nd tue",
        "monthly on mon",
        "monthly on 32",
        "monthly on 0",
        "yearly on 30 Feb",
        "every 9999 weeks",
        "daily on mon",
    ],
)
def test_what_is_no_rule_is_refused(phrase):
    with pytest.raises(DomainError, match=r"I cannot read|There is no"):
        read_rule(phrase)


@pytest.mark.parametrize(
    ("words", "rule", "count"),
    [
        ("every 2 weeks on tue at 10:00", "every 2 weeks on tue", 5),
        ("weekly on mon for O-1", "weekly on mon", 3),
        ("monthly on supplier", "monthly", 1),
        ("monthly report", "monthly", 1),
    ],
)
def test_a_rule_ends_where_it_stops_reading(words, rule, count):
    assert longest_rule(words.split()) == (read_rule(rule), count)


@pytest.mark.parametrize("words", ["", "due fri", "monthly on mon", "monthly on 32"])
def test_a_rule_is_not_cut_short(words):
    assert longest_rule(words.split()) is None
