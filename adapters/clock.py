"""The time, told or moved, and what wakes the sweep. No business state is here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

from bot.app import Bot

EVERY = 1.0  # seconds between two looks at what is due
TICK = timedelta(microseconds=1)  # the finest the record keeps, so it never shows


class Clock(Protocol):
    def now(self) -> datetime: ...


class WallClock:
    """The time it is, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class MovableClock:
    """A time that stands still at `at` until it is moved, in UTC.

    No two moments it gives are the same, as with a real clock: what happened first in
    one log is known to have happened before what came next in another.
    """

    at: datetime
    _last: datetime | None = None
    _one: Lock = field(default_factory=Lock, repr=False)

    def now(self) -> datetime:
        with self._one:
            next_ = self._last + TICK if self._last else self.at
            self._last = max(self.at, next_)
            return self._last

    def resume(self, last: datetime) -> None:
        """Go on from *last*, the latest moment of an earlier run."""
        self.at, self._last = last.replace(microsecond=0), last


def sweep_all(bot: Bot, now: datetime) -> int:
    """Do everything due by *now*, batch after batch; how many rows that were."""
    done = 0
    while rows := bot.sweep(now):
        done += rows
    return done


@contextmanager
def ticking(tick: Callable[[], object], *, every: float = EVERY) -> Iterator[None]:
    """Run *tick* again and again on a thread of its own; never two at once."""
    from apscheduler.schedulers.background import (  # type: ignore[import-untyped]
        BackgroundScheduler,
    )

    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(tick, "interval", seconds=every, coalesce=True, max_instances=1)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
