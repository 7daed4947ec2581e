"""Clocks of issues: when a window or a tier's time is over, and what is left of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from domain.calendar import Calendar, when_both_work
from domain.ladder import WINDOW_DAYS, WINDOW_HOURS, Severity
from domain.pauses import NEVER, Pauses
from domain.walltime import instant, wall
from domain.workdays import NeverWorks, Workdays


@dataclass(frozen=True)
class Left:
    """What is left of a clock: working days of the plan, then seconds on the wall."""

    days: int
    seconds: int = 0

    def longer(self, days: int) -> "Left":
        """With *days* more or fewer, and never less than nothing."""
        return Left(self.days + days, self.seconds) if self.days + days >= 0 else NONE


NONE = Left(0)


@dataclass(frozen=True)
class Calendars:
    """`owner` must answer. `other` is the other party's; None inside one party.

    While the plan rests, in `pauses`, nothing counts on any of them.
    """

    owner: Calendar
    plan: Workdays
    other: Calendar | None = None
    pauses: Pauses = NEVER

    def days_from(self, day: date) -> Workdays:
        """The plan's days; the owner's where the parties never work on the same one."""
        try:
            self.plan.next_working(day)
        except NeverWorks:
            return self.owner
        return self.plan

    def all_work(self, moment: datetime) -> datetime:
        """The next moment at which everybody who must hear of a climb works."""
        works = self._all_work(moment)
        while (resumed := self.pauses.past(works)) > works:
            works = self._all_work(resumed)
        return works

    def _all_work(self, moment: datetime) -> datetime:
        if self.other is None:
            return self.owner.next_open(moment)
        return when_both_work(moment, owner=self.owner, other=self.other)


def ends(since: datetime, left: Left, calendars: Calendars) -> datetime:
    """When a clock that runs since *since* with so much left is over, in UTC."""
    days = _days(since, calendars)
    return later(since, _ends(since, left, days), days, calendars.pauses)


def left(now: datetime, end: datetime, calendars: Calendars) -> Left:
    """What is left at *now* of a clock that is over at *end*."""
    now = calendars.pauses.counted(now)
    return _left(now, end, _days(now, calendars))


def later(since: datetime, end: datetime, days: Workdays, pauses: Pauses) -> datetime:
    """The end of a clock that counts *days* since *since*, if the plan rested on it."""

    def rest(stopped: datetime, end: datetime, again: datetime) -> datetime:
        return _ends(again, _left(stopped, end, days), days)

    return pauses.run_on(since, end, rest)


def half(since: datetime, whole: int, calendars: Calendars) -> datetime:
    """Half of *whole* working days later; half a day is half the owner's hours."""
    moment = ends(since, Left(whole // 2), calendars)
    if whole % 2 == 0:
        return moment
    return _hours_later(moment, _hours(calendars.owner) / 2, calendars)


def window(severity: Severity, since: datetime, calendars: Calendars) -> datetime:
    """When the time to acknowledge is over, on the calendar of the owner's party."""
    owner = calendars.owner
    if days := WINDOW_DAYS.get(severity):
        return later(since, owner.after_days(since, days), owner, calendars.pauses)
    return _hours_later(since, WINDOW_HOURS, calendars)


def _ends(since: datetime, left: Left, days: Workdays) -> datetime:
    there = wall(days.next_open(since), days.zone)
    day = days.add_days(there.date(), left.days)
    over = datetime.combine(day, there.time()) + timedelta(seconds=left.seconds)
    return instant(over.date(), over.time(), days.zone)


def _left(now: datetime, end: datetime, days: Workdays) -> Left:
    begun = days.next_open(now)
    if end <= begun:
        return NONE
    here, there = (wall(m, days.zone).replace(tzinfo=None) for m in (begun, end))
    whole = days.working_days_between(here.date(), there.date())
    until = datetime.combine(days.add_days(here.date(), whole), here.time())
    return Left(whole, ceil((there - until).total_seconds()))


def _hours_later(since: datetime, hours: float, calendars: Calendars) -> datetime:
    """So many working hours of the owner's party later."""
    owner = calendars.owner

    def rest(stopped: datetime, end: datetime, again: datetime) -> datetime:
        return owner.after_hours(again, owner.hours_between(stopped, end))

    return calendars.pauses.run_on(since, owner.after_hours(since, hours), rest)


def _days(moment: datetime, calendars: Calendars) -> Workdays:
    return calendars.days_from(wall(moment, calendars.plan.zone).date())


def _hours(owner: Calendar) -> float:
    """How long the owner's party works on a day."""
    opens = timedelta(hours=owner.opens.hour, minutes=owner.opens.minute)
    closes = timedelta(hours=owner.closes.hour, minutes=owner.closes.minute)
    return ((closes - opens) % timedelta(days=1)).total_seconds() / 3600
