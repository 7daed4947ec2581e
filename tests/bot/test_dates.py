"""Dates as people type them; the tables teach the rules."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.holidays import closed_days
from bot.dates import (
    longest_day,
    looks_like_day,
    read_day,
    read_past_day,
    say_day,
    say_long,
    say_moment,
    why_no_day,
)
from domain.calendar import Calendar
from domain.errors import DomainError

CHECKOUT = Path(__file__).parents[2]
TABLES = (
    CHECKOUT / "tests" / "data" / "dates.csv",
    CHECKOUT.parent / "shared" / "data" / "dates.csv",
)
WEDNESDAY = date(2026, 11, 25)
ENGLAND = Calendar("Europe/London", closed=closed_days("GB-ENG", range(2026, 2029)))
ASKED = {"today": WEDNESDAY, "calendar": ENGLAND}
QUICK = settings(max_examples=150, deadline=None)
SOME_WORDS = """
0 5 31 9999 2027 fri may march q1 the of on in a end last next first 5th day week
weeks working month year ago after before 12/3 2027-02-30 - , today asap
"""
WORDS = SOME_WORDS.split()
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def rows():
    for table in TABLES:
        if table.exists():
            with table.open(encoding="utf-8", newline="") as lines:
                yield from csv.DictReader(lines)


def read(phrase, **more):
    return read_day(phrase, **(ASKED | more))


@pytest.mark.parametrize(
    "row", list(rows()), ids=lambda row: f"{row['phrase']} on {row['today']}"
)
def test_the_tables_hold(row):
    today = date.fromisoformat(row["today"])
    try:
        due = str(read(row["phrase"], today=today, must_be_future=True))
    except DomainError:
        due = "refused"
    assert due == row["due"]


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("Sat 30 Nov 2026", "30 November 2026 is a Monday, not a Saturday"),
        ("31 Feb", "There is no 31 February: say a day that exists."),
        ("29 Feb", "There is no 29 February 2027: say a day that exists."),
        ("2027-13-01", "There is no month 13"),
        ("5", "“5” is only a number"),
        ("June", "“June” is longer than a day: say a day in it"),
        ("asap", "“asap” is not a date: say a date, or leave it out."),
        ("banana", "I cannot read “banana” as a date: say one such as fri"),
        ("1/1/3000", "“1/1/3000” is more than a hundred years away"),
        ("9999 years", "more than a hundred years away"),
    ],
)
def test_a_refusal_says_why(phrase, sentence):
    with pytest.raises(DomainError, match=sentence):
        read(phrase)


def test_a_past_day_is_refused_only_where_it_must_lie_ahead():
    assert read("1 Nov 2026") == date(2026, 11, 1)
    with pytest.raises(DomainError, match="Sun 1 Nov 2026 is past"):
        read("1 Nov 2026", must_be_future=True)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("20 Nov", "2026-11-20"),
        ("26 Nov", "2025-11-26"),
        ("fri", "2026-11-20"),
        ("28th", "2026-10-28"),
        ("Q3", "2026-09-30"),
        ("3 working days ago", "2026-11-20"),
        ("12 Mar 2027", "2027-03-12"),
    ],
)
def test_what_was_is_read_backwards(phrase, day):
    assert str(read_past_day(phrase, **ASKED)) == day


@pytest.mark.parametrize(
    ("locale", "phrase", "day"),
    [
        ("en-US", "3/12/2027", "2027-03-12"),
        ("en-US", "3/12", "2027-03-12"),
        ("en-US", "2027-03-04", "2027-03-04"),
        ("en_US", "3/12", "2027-03-12"),
        ("de-DE", "12. März", "2027-03-12"),
        ("de-DE", "12.3.2027", "2027-03-12"),
        ("fr-FR", "vendredi", "2026-11-27"),
        ("no such locale", "3/12", "2026-12-03"),
    ],
)
def test_a_locale_has_its_order_and_its_names(locale, phrase, day):
    assert str(read(phrase, locale=locale)) == day


@pytest.mark.parametrize(
    ("words", "day", "count"),
    [
        ("12 Mar supplier late", "2027-03-12", 2),
        ("12 March 2027, supplier late", "2027-03-12", 3),
        ("fri 2 weeks late", "2026-11-27", 1),
        ("fri the supplier", "2026-11-27", 1),
        ("end of next month at last", "2026-12-31", 4),
        ("2 weeks after 12 Mar please", "2027-03-26", 5),
    ],
)
def test_what_follows_a_day_is_left(words, day, count):
    assert longest_day(words.split(), **ASKED) == (date.fromisoformat(day), count)


@pytest.mark.parametrize(
    "words",
    ["", "diligence report", "second opinion", "5 boxes", "last mile", "may slip"],
)
def test_other_words_are_no_day(words):
    assert longest_day(words.split(), **ASKED) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Fri 28 Nov late", "28 November 2026 is a Saturday, not a Friday"),
        ("31 Feb late", "There is no 31 February"),
        ("frii", "did you mean fri?"),
        ("12 Mrch late", "cannot read “12 Mrch” as a date: did you mean 12 march?"),
        ("5", "only a number"),
        ("banana split", "cannot read “banana split” as a date"),
    ],
)
def test_a_day_that_cannot_be_is_not_cut_short(words, why):
    assert longest_day(words.split(), **ASKED) is None
    assert why in str(why_no_day(words.split(), **ASKED))


@pytest.mark.parametrize(
    "words",
    [
        "fri",
        "frii",
        "tomorow",
        "12 Mrch",
        "wensday",
        "31 Feb",
        "June",
        "asap",
        "5",
        "in 2 weks",
        "end of mnth",
        "10 wokring days",
    ],
)
def test_a_slip_still_looks_like_a_day(words):
    assert looks_like_day(words.split(), **ASKED)


@pytest.mark.parametrize(
    "words",
    [
        "diligence report",
        "5 percent",
        "money now",
        "5 leeks",
        "many hands",
        "match day",
        "mark the box",
        "next release",
        "end user testing",
        "second opinion",
        "the client",
    ],
)
def test_other_words_do_not_look_like_a_day(words):
    assert not looks_like_day(words.split(), **ASKED)


def test_a_day_is_said_in_full():
    assert say_day(date(2026, 11, 27)) == "Fri 27 Nov 2026"
    assert say_long(date(2026, 11, 30)) == "30 November 2026"


def test_a_moment_is_said_on_the_wall_of_the_zone():
    moment = datetime(2026, 3, 3, 13, tzinfo=UTC)
    assert say_moment(moment, "Europe/Berlin") == "Tue 3 Mar 2026 14:00"


@QUICK
@given(DAYS, DAYS, st.sampled_from([say_day, say_long, date.isoformat]))
def test_what_is_said_reads_back(today, day, say):
    assert read(say(day), today=today) == day


@QUICK
@given(DAYS, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_is_within_the_week_and_next_is_in_the_next_one(today, weekday):
    coming = read(weekday, today=today)
    following = read(f"next {weekday}", today=today)
    monday = date.fromordinal(today.toordinal() - today.weekday() + 7)
    assert 1 <= (coming - today).days <= 7
    assert 0 <= (following - monday).days <= 6
    assert coming.weekday() == following.weekday()


@QUICK
@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_next_one(today, month, day):
    found = read(f"{day}/{month}", today=today)
    assert (found.day, found.month) == (day, month)
    assert 0 <= (found - today).days <= 366


@QUICK
@given(st.text(max_size=80))
def test_any_text_is_a_day_or_a_sentence(text):
    try:
        assert isinstance(read(text), date)
    except DomainError as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome is right


@QUICK
@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words_of_dates_are_a_day_or_a_sentence(words):
    found = longest_day(words, **ASKED)
    assert found is None or read(" ".join(words[: found[1]])) == found[0]
    assert isinstance(looks_like_day(words, **ASKED), bool)
    assert str(why_no_day(words, **ASKED))
