"""The time, told or moved, and what wakes the sweep. No business state is here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.app import Bot

EVERY = 1.0  # seconds between two looks at what is due


class Clock(Protocol):
    def now(self) -> datetime: ...


class WallClock:
    """The time it is, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class MovableClock:
    """A time that stands still until it is moved, in UTC."""

    at: datetime

    def now(self) -> datetime:
        return self.at


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
