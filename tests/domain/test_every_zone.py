"""Every zone's changes of its clocks from 2025 to 2030: sums, digests, what comes back.

Fifty thousand cases, any number by `CASES=200000`; the seed is that of each part, so a
case that fails is met again.
"""

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from domain.calendar import Calendar
from domain.clock import Calendars, Left, ends, left
from domain.person import Person
from domain.recurrence import Rule, Unit
from domain.walltime import instant, wall

CASES = int(os.environ.get("CASES", "50000"))
PARTS = 50
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
LOCAL = frozenset({"localtime", "Factory", "posixrules"})  # what a machine adds


@cache
def changes() -> tuple[tuple[str, datetime], ...]:
    """Each zone, and each day of six years before which its clocks were changed."""
    zones = sorted(available_timezones() - LOCAL)
    return tuple((zone, at) for zone in zones for at in _changes(ZoneInfo(zone)))


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    days = (FIRST + n * DAY for n in range((LAST - FIRST).days))
    before = FIRST.astimezone(zone).utcoffset()
    changed = False
    for day in days:
        if (now := day.astimezone(zone).utcoffset()) != before:
            changed = True
            yield day
        before = now
    if not changed:
        yield datetime(2028, 2, 29, tzinfo=UTC)  # a zone that keeps its time


@pytest.mark.parametrize("part", range(PARTS))
def test_sums_digests_and_what_comes_back_hold_over_every_change(part: int) -> None:
    chance = random.Random(part)  # noqa: S311 - the same cases each time
    found = changes()
    for n in range(part, CASES, PARTS):
        zone, change = found[n % len(found)]
        around = change + timedelta(hours=chance.uniform(-96, 96))
        _sums(chance, zone, around)
        _digest(chance, zone, around)
        _comes_back(chance, zone, around)


def _sums(chance: random.Random, zone: str, moment: datetime) -> None:
    opens = time(chance.randrange(24), chance.choice((0, 30)))
    closes = time(chance.randrange(24), chance.choice((15, 45)))
    days = frozenset(chance.sample(range(7), chance.randrange(1, 8)))
    calendar = Calendar(zone=zone, days=days, opens=opens, closes=closes)
    hours = chance.uniform(0.1, 30)

    over = calendar.after_hours(moment, hours)

    assert over >= moment
    assert abs(calendar.hours_between(moment, over) - hours) < 1 / 3600, (zone, moment)
    later = calendar.after_days(moment, n := chance.randrange(1, 12))
    begun = calendar.next_open(moment)
    first, last = wall(begun, zone), wall(later, zone)
    assert calendar.working_days_between(first.date(), last.date()) == n
    assert later == instant(last.date(), first.time(), zone) or _skipped(first, last)
    if opens < closes:
        _halted(calendar, moment, n)


def _halted(calendar: Calendar, moment: datetime, days: int) -> None:
    """A clock that is halted and at once runs on is over when it would have been.

    Where the hours do not run over midnight: after it, whose day it is no date says.
    """
    calendars = Calendars(owner=calendar, plan=calendar)
    over = ends(moment, Left(days), calendars)
    for share in (0.0, 0.3, 0.9):
        now = moment + share * (over - moment)
        again = ends(now, left(now, over, calendars), calendars)
        assert abs(again - over) <= HOUR, (calendar.zone, moment, share)


def _skipped(first: datetime, last: datetime) -> bool:
    """Whether the clocks were put forward over the time it would have been."""
    return last.time() != first.time() and last.time() > first.time()


def _digest(chance: random.Random, zone: str, moment: datetime) -> None:
    """One hour on each day of a week, in order, each on its own day."""
    at = time(chance.randrange(24), chance.randrange(60))
    person = Person(id="p", organisation="o", account="a", name="A", zone=zone)
    person.digest_at = at
    days = [wall(moment, zone).date() + n * DAY for n in range(-3, 5)]

    hours = [person.digest_hour(day) for day in days]

    assert hours == sorted(set(hours)), (zone, at)
    for day, hour in zip(days, hours, strict=True):
        there = person.local(hour)
        assert there.date() == day or _no_such_day(zone, day), (zone, at, day)
        assert there.time() >= at or there.date() > day


def _no_such_day(zone: str, day: date) -> bool:
    """Whether the clocks were put forward over the rest of that day."""
    return wall(instant(day, time(23, 59), zone), zone).date() != day


def _comes_back(chance: random.Random, zone: str, moment: datetime) -> None:
    """Local days first, then the wall's time on each."""
    rule = Rule(chance.choice(list(Unit)), chance.randrange(1, 4))
    start = wall(moment, zone).date() - timedelta(days=chance.randrange(60))
    at, day = time(chance.randrange(24), 30), start
    for _ in range(6):
        following = rule.after(day, start=start)
        assert following > day
        assert instant(following, at, zone) > instant(day, at, zone)
        day = following
