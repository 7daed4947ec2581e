"""A person as a platform verified them, and when and how they want to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

LONGEST_QUIET = 60  # days: a calendar that closes longer holds nothing back


@dataclass(eq=False, kw_only=True)
class Person:
    """`id` is ours and opaque. Times of day are in `zone`; `away_*` are whole days.

    `organisation` is the id the platform verified; a guest carries the host's.
    """

    RECORDED: ClassVar[bool] = False

    id: str
    organisation: str
    account: str
    name: str
    mail: str = ""
    guest: bool = False
    zone: str = "Europe/London"
    locale: str = "en-GB"
    digest_at: time = time(9)
    digest_on: bool = True
    quiet_from: time = time(18)
    quiet_to: time = time(8)
    away_from: date | None = None
    away_to: date | None = None
    cover: str | None = None
    last_plan: str = ""
    last_digest: date | None = None
    version: int = 0

    def local(self, now: datetime) -> datetime:
        return now.astimezone(ZoneInfo(self.zone))

    def away(self, day: date) -> bool:
        return bool(self.away_from and self.away_to) and (
            self.away_from <= day <= self.away_to  # type: ignore[operator]
        )

    def quiet(self, now: datetime, *, works: Callable[[date], bool]) -> bool:
        """Whether *now* falls in quiet hours: theirs, and days nobody works."""
        local = self.local(now)
        clock, start, end = local.time(), self.quiet_from, self.quiet_to
        overnight = start > end
        held = clock >= start or clock < end if overnight else start <= clock < end
        return held or not works(local.date())

    def quiet_until(
        self, now: datetime, *, works: Callable[[date], bool]
    ) -> datetime | None:
        """When quiet hours end, in their zone; None when it is not quiet now."""
        if not self.quiet(now, works=works):
            return None
        local = self.local(now)
        ends = local.replace(
            hour=self.quiet_to.hour,
            minute=self.quiet_to.minute,
            second=0,
            microsecond=0,
        )
        for _ in range(LONGEST_QUIET):
            if ends > local and works(ends.date()):
                return ends
            ends += timedelta(days=1)
        return None


@dataclass(eq=False, kw_only=True)
class Organisation:
    RECORDED: ClassVar[bool] = False

    id: str
    name: str
    version: int = 0
