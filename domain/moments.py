"""When each running clock of an issue acts next: the one engine behind them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.clock import Calendars, half, later, window
from domain.due import Kind
from domain.issue_clock import Clocked
from domain.issue_status import Status
from domain.ladder import Severity, rank
from domain.member import Tier
from domain.nudge import WEEK
from domain.seat import Seats

CLOCKS = (Kind.CLIMB, Kind.WINDOW, Kind.STILL, Kind.WEEKLY)


@dataclass(frozen=True)
class Ground:
    """What an issue stands on. `word` is when its owner's party last spoke of it."""

    calendars: Calendars
    seats: Seats
    word: datetime | None = None


def next_tier(issue: Clocked, seats: Seats) -> Tier | None:
    """Where it goes next; None at the top, or where nobody sits above."""
    return seats.above(issue.tier, issue.stop, issue.sides)


def on_top(issue: Clocked, seats: Seats) -> bool:
    """Whether it is where its severity stops, or was further up when that changed."""
    return rank(issue.tier) >= rank(seats.top(issue.stop, issue.sides))


def moments(issue: Clocked, on: Ground, *, after: datetime) -> Mapping[Kind, datetime]:
    """For each clock that runs, when it acts; weekly words come later than *after*."""
    return dict(_moments(issue, on, after)) if issue.running else {}


def silent(issue: Clocked, word: datetime | None) -> bool:
    """Whether the owner was asked, and nothing was heard since."""
    asked = issue.still_asked_at
    return asked is not None and (word is None or word <= asked)


def _moments(
    issue: Clocked, on: Ground, after: datetime
) -> Iterator[tuple[Kind, datetime]]:
    waits = issue.status is Status.OPEN
    if waits and issue.window == 1:
        yield Kind.WINDOW, _window(issue, on)
    if next_tier(issue, on.seats) is None:
        yield Kind.WEEKLY, _weekly(issue, on, after)
        return
    climbs = _climbs(issue, on)
    yield Kind.CLIMB, climbs
    still = _still(issue, on)
    if still and still < climbs:
        yield Kind.STILL, still


def _climbs(issue: Clocked, on: Ground) -> datetime:
    """The earlier of its tier's clock and the second window, when all can hear it."""
    over = issue.end(on.calendars)
    if issue.status is Status.OPEN:
        over = min(over, _second_window(issue, on))
    critical = issue.severity is Severity.CRITICAL
    return over if critical else on.calendars.all_work(over)


def _window(issue: Clocked, on: Ground) -> datetime:
    begun = issue.window_from or issue.created_at
    return window(issue.severity, begun, on.calendars)


def _second_window(issue: Clocked, on: Ground) -> datetime:
    over = _window(issue, on)
    first = issue.window == 1
    return window(issue.severity, over, on.calendars) if first else over


def _still(issue: Clocked, on: Ground) -> datetime | None:
    """When to ask whether the owner is still on it, or when to wait no longer."""
    if issue.status is not Status.ACKNOWLEDGED or issue.due:
        return None
    if silent(issue, on.word):
        asked = issue.still_asked_at or issue.created_at
        return window(issue.severity, asked, on.calendars)
    if issue.still_asked_at:
        return None
    heard = (issue.clock_from, issue.acknowledged_at, on.word)
    last = max(filter(None, heard))
    return half(last, issue.days(issue.severity, issue.tier), on.calendars)


def _weekly(issue: Clocked, on: Ground, after: datetime) -> datetime:
    """Every five working days: since it came to the top, or since its clock was over.

    Where nobody sits above, the first time is when it would have climbed.
    """
    top = on_top(issue, on.seats)
    begun = issue.clock_from or issue.created_at
    begun = begun if top else on.calendars.all_work(issue.end(on.calendars))
    moment = _weeks_later(begun, 1 if top else 0, on)
    while moment <= after:
        moment = _weeks_later(moment, 1, on)
    return moment


def _weeks_later(moment: datetime, weeks: int, on: Ground) -> datetime:
    """Weeks of five working days."""
    days = on.calendars.days_from(moment.date())
    over = days.after_days(moment, WEEK * weeks)
    return later(moment, over, days, on.calendars.pauses)
