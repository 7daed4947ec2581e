"""Clocks of issues, over clock changes, leap days, year ends and any calendars."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.calendar import Both, Calendar
from domain.clock import Calendars, Left, ends, left, window
from domain.due import Kind
from domain.issue import Issue
from domain.ladder import Ladder, Severity
from domain.member import Role, Tier
from domain.moments import Ground, moments
from domain.seat import Seats
from domain.visibility import Audience, Side
from domain.walltime import instant, wall
from domain.workdays import NeverWorks
from tests.domain.people import member

CASES = 2_000  # of each of five properties: ten thousand
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
FIRST, LAST = date(2027, 1, 1), date(2029, 1, 31)  # a leap day and two year ends
ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
HOURS = ((9, 17), (8, 16), (6, 14), (13, 21), (22, 6), (10, 11))
WEEKS = (frozenset(range(5)), frozenset({6, 0, 1, 2, 3}), frozenset({0, 2, 4}))
DAYS = st.dates(FIRST, LAST)
EDGES = st.sampled_from(
    [
        *(date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 28)),
        *(date(2028, 2, 29), date(2027, 12, 31), date(2028, 3, 12), date(2027, 4, 4)),
    ]
)
CHANCE = Random(7)  # noqa: S311 - the same calendars each time


def _calendar() -> Calendar:
    """Any party's; with closures of up to a month now and then."""
    opens, closes = CHANCE.choice(HOURS)
    shut = [FIRST + CHANCE.randrange(760) * DAY for _ in range(CHANCE.randrange(4))]
    span = CHANCE.randrange(31)
    closed = frozenset(day + n * DAY for day in shut for n in range(span))
    zone, days = CHANCE.choice(ZONES), CHANCE.choice(WEEKS)
    return Calendar(zone, days, time(opens), time(closes), closed)


def _ground() -> Calendars:
    """Two parties and their plan; their hours may never meet."""
    owner, other = _calendar(), _calendar()
    return Calendars(owner, Both(owner, other, CHANCE.choice(ZONES)), other)


# Made once: making them anew for each case takes most of the time.
GROUNDS = st.sampled_from([_ground() for _ in range(400)])
MOMENTS = st.builds(
    lambda day, minute: instant(day, time(), "UTC") + timedelta(minutes=minute),
    DAYS | EDGES,
    st.integers(0, 24 * 60 - 1),
)
LENGTHS = st.integers(1, 12)

Property = Callable[..., None]


def thorough(check: Property) -> Property:
    """Many cases, quickly, and the same on every machine."""
    quick = settings(
        max_examples=CASES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    found: Property = quick(check)
    return found


@thorough
@given(on=GROUNDS, since=MOMENTS, days=LENGTHS)
def test_a_clock_ends_on_a_day_both_work_at_the_same_time(
    on: Calendars, since: datetime, days: int
) -> None:
    plan = on.days_from(wall(since, on.plan.zone).date())
    begun, over = wall(plan.next_open(since), plan.zone), ends(since, Left(days), on)
    day = wall(over, plan.zone)

    assert over == instant(day.date(), begun.time(), plan.zone) or _skipped(over, plan)
    assert plan.works(day.date())


@thorough
@given(on=GROUNDS, since=MOMENTS, days=LENGTHS)
def test_a_clock_is_never_shorter_than_its_days_and_longer_the_more_there_are(
    on: Calendars, since: datetime, days: int
) -> None:
    plan = on.days_from(wall(since, on.plan.zone).date())
    over, longer = ends(since, Left(days), on), ends(since, Left(days + 1), on)
    begun = wall(plan.next_open(since), plan.zone).date()

    assert plan.working_days_between(begun, wall(over, plan.zone).date()) == days
    assert over - since >= timedelta(days=days - 1, hours=22)
    assert longer > over


@thorough
@given(on=GROUNDS, since=MOMENTS, days=LENGTHS, gone=st.integers(0, 20 * 24 * 60))
def test_what_is_left_at_any_moment_ends_where_the_clock_did(
    on: Calendars, since: datetime, days: int, gone: int
) -> None:
    over = ends(since, Left(days), on)
    now = since + timedelta(minutes=gone)
    plan = on.days_from(wall(now, on.plan.zone).date())
    rest = left(now, over, on)

    if over <= plan.next_open(now):
        assert rest == Left(0)
    else:
        assert abs(ends(now, rest, on) - over) <= timedelta(
            hours=1
        )  # of a clock change
        assert _same_wall(ends(now, rest, on), over, plan)


@thorough
@given(
    on=GROUNDS,
    since=MOMENTS,
    severity=st.sampled_from(Severity),
    second=st.sampled_from([timedelta(0), timedelta(hours=5), timedelta(days=9)]),
)
def test_a_window_is_open_in_the_owners_working_time(
    on: Calendars, since: datetime, severity: Severity, second: timedelta
) -> None:
    over = window(severity, since, on)

    assert over > since
    if severity is Severity.CRITICAL:
        assert on.owner.open_at(over - MOMENT)
    else:
        assert on.owner.works(wall(over, on.owner.zone).date())
    if on.owner.opens < on.owner.closes:  # a night belongs to two dates
        assert window(severity, since + second, on) >= over


@thorough
@given(on=GROUNDS, since=MOMENTS, severity=st.sampled_from(Severity))
def test_an_issue_climbs_after_it_was_raised_and_when_it_can_be_heard(
    on: Calendars, since: datetime, severity: Severity
) -> None:
    found = issue(since, severity)
    at = moments(found, Ground(on, SEATS), after=since)[Kind.CLIMB]

    assert at > since
    assert at >= min(found.end(on), _second_window(found, on))
    if severity is not Severity.CRITICAL:
        assert on.owner.open_at(at)
        assert _both_open(on, at) or not _ever_meet(on, at)


def issue(since: datetime, severity: Severity) -> Issue:
    begun: dict[str, Any] = {"plan": "p", "number": 1, "audience": Audience.JOINT}
    begun |= {"title": "Pumps", "created_by": "ann", "created_at": since}
    sides = {"owner_side": Side.SUPPLIER, "raised_side": Side.CUSTOMER}
    found = Issue(**begun, **sides, severity=severity, ladder=Ladder.read("").text)
    found.begin(since)
    return found


def _member(person: str, side: Side) -> Any:
    seated = member(person, side, Role.SPONSOR)
    seated.tier = Tier.TACTICAL
    return seated


SEATS = Seats([_member("sam", Side.CUSTOMER), _member("sue", Side.SUPPLIER)])


def _second_window(found: Issue, on: Calendars) -> datetime:
    first = window(found.severity, found.created_at, on)
    return window(found.severity, first, on)


def _skipped(moment: datetime, plan: Any) -> bool:
    """Whether the clocks skip an hour on that day where the plan is."""
    day = wall(moment, plan.zone).date()
    ends_ = (instant(day, time(hour), plan.zone) for hour in (0, 23))
    first, last = ends_
    return last - first != timedelta(hours=23)


def _same_wall(one: datetime, two: datetime, plan: Any) -> bool:
    here, there = wall(one, plan.zone), wall(two, plan.zone)
    return here.date() == there.date() and (
        here.time() == there.time() or _skipped(two, plan)
    )


def _both_open(on: Calendars, moment: datetime) -> bool:
    assert on.other
    return on.owner.open_at(moment) and on.other.open_at(moment)


def _ever_meet(on: Calendars, moment: datetime) -> bool:
    """Whether both work at any half hour of the week that follows."""
    half = timedelta(minutes=30)
    start = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return any(_both_open(on, start + n * half) for n in range(2 * 24 * 7))


def test_parties_who_never_work_on_one_day_go_by_the_owners_days() -> None:
    owner = Calendar("Europe/London", days=frozenset({0, 1}))
    other = Calendar("Europe/London", days=frozenset({2, 3}))
    on = Calendars(owner, Both(owner, other, "Europe/London"), other)
    monday = datetime(2027, 6, 7, 10, tzinfo=UTC)

    assert ends(monday, Left(2), on) == datetime(2027, 6, 14, 10, tzinfo=UTC)
    try:
        on.plan.next_working(monday.date())
    except NeverWorks:
        return
    raise AssertionError("they do meet")


@pytest.mark.parametrize("microsecond", [1, 499_999, 999_999])
def test_a_halt_and_its_end_take_no_time_off_a_clock(microsecond: int) -> None:
    london = Calendar("Europe/London")
    on = Calendars(london, Both(london, london, "Europe/London"), london)
    halted = datetime(2027, 6, 7, 10, 0, 0, microsecond, tzinfo=UTC)
    end = datetime(2027, 6, 9, 15, tzinfo=UTC)

    again = ends(datetime(2027, 6, 14, 10, tzinfo=UTC), left(halted, end, on), on)

    assert again == datetime(2027, 6, 16, 15, tzinfo=UTC)
