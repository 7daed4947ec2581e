"""When a series comes back: the wall time kept, in order, and none left out."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.rules import read_rule
from domain.baseline import Agreed, NotProposed
from domain.consent import InTheBaseline
from domain.errors import DomainError, NotAllowed
from domain.months import last_day
from domain.recurrence import LAST_OF_MONTH, Rule, Unit
from domain.series import Series, Status
from domain.visibility import Audience, Side
from domain.walltime import wall
from tests.domain.people import ANN, BOB, CAT, NOW

# 10,000 cases in all, split over the properties.
CASES = settings(max_examples=2_500, deadline=None)
# Both parties of every test, and where clocks change at other times or by half hours.
ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
    "America/Santiago",
    "Pacific/Apia",
    "UTC",
)
# Every rule of COMMANDS.md "Reviews", and what people say besides.
RULES = (
    "daily",
    "weekly",
    "weekly on mon",
    "every 2 weeks on tue",
    "every 3 days",
    "monthly",
    "monthly on 2nd tue",
    "monthly on last fri",
    "monthly on 31",
    "monthly on 29",
    "quarterly",
    "quarterly on 1st thu",
    "quarterly on 31",
    "yearly",
    "yearly on 4 Mar",
    "yearly on 29 Feb",
)
# Around changes of clocks, leap days and the ends of years, and any day.
EDGES = (
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2027, 3, 13),
    date(2027, 12, 30),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 10, 31),
    date(2100, 2, 27),
)
DAYS = st.sampled_from(EDGES) | st.dates(date(2025, 1, 1), date(2099, 12, 31))
TIMES = st.sampled_from([time(1, 30), time(2, 30), time(10), time(23, 59), time(0)])
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
SERIES = st.tuples(
    st.sampled_from(RULES), TIMES | MINUTES, st.sampled_from(ZONES), DAYS
)
MOST_DAYS = {
    Unit.DAY: 1,
    Unit.WEEK: 7,
    Unit.MONTH: 31 + 7,
    Unit.QUARTER: 92 + 31,
    Unit.YEAR: 366 + 31,
}
Said = tuple[str, time, str, date]


def series(said: str, at: time, zone: str, start: date, **more: Any) -> Series:
    rule = read_rule(said)
    parts = {name: getattr(rule, name) for name in Rule.__dataclass_fields__}
    begun: dict[str, Any] = {"plan": "p", "number": 1, "title": "Review"}
    begun |= {"audience": Audience.JOINT, "created_by": "ann", "created_at": NOW}
    begun |= {"at_time": at, "zone": zone, "start": start}
    return Series(**(begun | parts | {"proposed_by": Side.CUSTOMER} | more))


def occurrences(found: Series, many: int) -> list[tuple[date, datetime]]:
    """One after the other, as the clock makes them: each when the last is over."""
    slot, moment = found.next_after(None, now=_begins(found))
    made = [(slot, moment)]
    while len(made) < many:
        slot, moment = found.next_after(slot, now=moment)
        made.append((slot, moment))
    return made


def _begins(found: Series) -> datetime:
    midnight = datetime.combine(found.start, time(), ZoneInfo(found.zone))
    return midnight.astimezone(UTC)


@CASES
@given(SERIES)
def test_the_wall_time_is_kept_wherever_the_clocks_show_it(said: Said) -> None:
    found = series(*said)
    for slot, moment in occurrences(found, 6):
        there = wall(moment, found.zone)
        meant = datetime.combine(slot, found.at_time, ZoneInfo(found.zone))
        exists = wall(meant.astimezone(UTC), found.zone).replace(fold=0) == meant
        if exists:
            assert (there.date(), there.time()) == (slot, found.at_time)
        else:  # the clocks skipped it: as much later as they went forward
            later = there.replace(tzinfo=None) - meant.replace(tzinfo=None)
            assert timedelta(0) < later <= timedelta(days=1)


@CASES
@given(SERIES)
def test_the_order_strictly_rises(said: Said) -> None:
    made = occurrences(series(*said), 8)
    assert all(one < two for one, two in pairwise(slot for slot, _ in made))
    assert all(one < two for one, two in pairwise(moment for _, moment in made))


@CASES
@given(SERIES)
def test_none_is_left_out(said: Said) -> None:
    """What is made one after the other is what the rule counts, without a gap."""
    found = series(*said)
    counted = found.rule.from_day(found.start)
    made = [slot for slot, _ in occurrences(found, 8)]
    assert made == [next(counted) for _ in made]
    most = MOST_DAYS[found.unit] * found.every
    assert all((two - one).days <= most for one, two in pairwise(made))


@CASES
@given(SERIES, st.integers(0, 800), st.integers(0, 24 * 60))
def test_however_late_one_asks_the_first_that_is_not_over_is_next(
    said: Said, days: int, minutes: int
) -> None:
    found = series(*said)
    now = _begins(found) + timedelta(days=days, minutes=minutes)
    _, moment = found.next_after(None, now=now)
    assert moment >= now
    made = occurrences(found, 2)
    while made[-1][1] < moment:
        made.append(found.next_after(made[-1][0], now=made[-1][1]))
    assert [each for _, each in made if now <= each < moment] == []


@given(DAYS, st.sampled_from(ZONES))
@settings(max_examples=200, deadline=None)
def test_the_31st_is_the_last_day_of_every_month(start: date, zone: str) -> None:
    found = series("monthly on 31", time(10), zone, start)
    assert found.day == LAST_OF_MONTH
    for slot, _ in occurrences(found, 14):
        assert slot == last_day(slot.year, slot.month)


@pytest.mark.parametrize("said", RULES)
def test_a_rule_reads_back_from_how_often_it_is(said: str) -> None:
    found = series(said, time(10), "Europe/London", date(2026, 11, 25))
    often, _, rest = found.often.rpartition(" at ")
    assert read_rule(often) == found.rule
    assert rest == "10:00 (Europe/London)"


# What both parties agree.


def agreed(**more: Any) -> Series:
    return series("daily", time(10), "UTC", NOW.date(), agreed=Agreed.AGREED, **more)


def test_it_comes_back_once_both_agreed() -> None:
    found = series("daily", time(10), "UTC", NOW.date(), agreed=Agreed.PROPOSED)
    assert not found.stands
    with pytest.raises(NotAllowed):
        found.agree(by=ANN, at=NOW)
    found.agree(by=BOB, at=NOW)
    assert found.stands


def test_agreed_it_changes_by_a_change_request_only() -> None:
    for alter in (
        lambda found: found.cancel("no", by=ANN, at=NOW),
        lambda found: found.rename("Other", by=ANN, at=NOW),
    ):
        with pytest.raises(InTheBaseline):
            alter(agreed())
    with pytest.raises(NotProposed):
        agreed().agree(by=BOB, at=NOW)


def test_a_draft_is_taken_out_once() -> None:
    found = series("daily", time(10), "UTC", NOW.date())
    with pytest.raises(NotAllowed):
        found.cancel("no", by=CAT, at=NOW)
    found.cancel("no", by=ANN, at=NOW)
    assert (found.status, found.settled, found.stands) == (
        Status.CANCELLED,
        True,
        False,
    )
    for again in (
        lambda: found.cancel("no", by=ANN, at=NOW),
        lambda: found.rename("Other", by=ANN, at=NOW),
    ):
        with pytest.raises(DomainError):
            again()
