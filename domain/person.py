"""A person as a platform verified them, and when and how they want to be told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from domain.walltime import instant, wall

Works = Callable[[date], bool]  # whether somebody's party works on that day
LONGEST_QUIET = 60  # days: a calendar that closes longer holds nothing back


@dataclass(eq=False, kw_only=True)
class Person:
    """`id` is ours and opaque. Times of day are in `zone`; `away_*` are whole days.

    `organisation` is the id the platform verified; a guest carries the host's.
    `alone` is false where no platform lets us write to them where nobody else reads.
    `last_digest` is when a digest was last decided, whether or not it had to go out.
    """

    RECORDED: ClassVar[bool] = False

    id: str
    organisation: str
    account: str
    name: str
    mail: str = ""
    guest: bool = False
    alone: bool = True
    zone: str = "Europe/London"
    locale: str = "en-GB"
    digest_at: time = time(9)
    digest_on: bool = True
    quiet_from: time = time(18)
    quiet_to: time = time(8)
    away_from: date | None = None
    away_to: date | None = None
    cover: str | None = None
    last_digest: datetime | None = None
    version: int = 0

    def local(self, now: datetime) -> datetime:
        return wall(now, self.zone)

    def away(self, day: date) -> bool:
        """Whether they are away on *day*; the first and the last day count."""
        first, last = self.away_from, self.away_to
        return first is not None and last is not None and first <= day <= last

    def digest_hour(self, day: date) -> datetime:
        """When their digest of *day* is due, in UTC."""
        return instant(day, self.digest_at, self.zone)

    def quiet(self, now: datetime, *, works: Works) -> bool:
        """Whether *now* falls in their quiet hours or on a day that nobody works."""
        local = self.local(now)
        return self._hushed(local.time()) or not works(local.date())

    def quiet_until(self, now: datetime, *, works: Works) -> datetime | None:
        """When quiet ends, in UTC; None when it is not quiet now."""
        if not self.quiet(now, works=works):
            return None
        ends = (end for end in self._ends(now) if end > now)
        return next((end for end in ends if not self.quiet(end, works=works)), None)

    def _hushed(self, clock: time) -> bool:
        start, end = self.quiet_from, self.quiet_to
        if start <= end:
            return start <= clock < end
        return clock >= start or clock < end

    def _ends(self, now: datetime) -> Iterator[datetime]:
        """The moments at which quiet may end: midnight, and the end of their hours."""
        today = self.local(now).date()
        for n in range(LONGEST_QUIET):
            day = today + timedelta(days=n)
            yield instant(day, time(0), self.zone)
            yield instant(day, self.quiet_to, self.zone)


@dataclass(eq=False, kw_only=True)
class Organisation:
    RECORDED: ClassVar[bool] = False

    id: str
    name: str
    version: int = 0
