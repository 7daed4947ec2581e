"""Moving the demo's clock: all that falls due on the way happens at its own time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import anyio
from anyio import to_thread
from sqlalchemy import bindparam, delete, func, insert, select

from adapters.clock import MovableClock, sweep_all
from adapters.web.answers import Refused
from bot.app import Bot
from domain.visibility import CLOCK_SEES, COURIER_SEES
from domain.walltime import instant, wall
from domain.workdays import Workdays
from storage.store import SqlStore
from storage.tables import State, facts, outbox, said, secret
from storage.work import SqlWork

FARTHEST = timedelta(days=400)
MORNING = time(9)
DAY = timedelta(days=1)
HELD = select(func.min(outbox.c.not_before)).where(
    outbox.c.state.in_((State.WAITING, State.DOUBT)),
    outbox.c.not_before > bindparam("now"),
)
NAME = "demo clock"
KEPT = select(secret.c.value).where(secret.c.name == NAME)
FORGET = delete(secret).where(secret.c.name == NAME)
KEEP = insert(secret)
LAST = (select(func.max(facts.c.at)), select(func.max(said.c.at)))


@dataclass
class Mover:
    """One move at a time. `delivered` returns when what is due has been said."""

    bot: Bot
    store: SqlStore
    clock: MovableClock
    delivered: Callable[[], Awaitable[None]]
    _one: anyio.Lock = field(default_factory=anyio.Lock)

    async def settled(self) -> None:
        """Do and say what is due at this very moment."""
        await to_thread.run_sync(sweep_all, self.bot, self.clock.now())
        await self.delivered()

    async def to(self, moment: datetime) -> datetime:
        """Move on; refused backwards, and farther than a year."""
        async with self._one:
            self._check(moment)
            while due := await to_thread.run_sync(self._next, moment):
                self.clock.at = max(self.clock.at, due)
                await self.settled()
            self.clock.at = moment
            await self.settled()
            if await to_thread.run_sync(self.bot.audit, moment):
                await self.settled()
            await to_thread.run_sync(self.store.run, lambda work: _keep(work, moment))
        return moment

    def _check(self, moment: datetime) -> None:
        now = self.clock.at
        if moment < now:
            raise Refused(
                400, "The clock only goes forward: it is already later than that."
            )
        if moment - now > FARTHEST:
            raise Refused(400, f"Move the clock by {FARTHEST.days} days at most.")

    def _next(self, moment: datetime) -> datetime | None:
        """When the next thing falls due, if that is by *moment*."""
        found = self.store.run(
            lambda work: _next_of(work, self.clock.now()),
            sees=(CLOCK_SEES, COURIER_SEES),
        )
        return found if found and found <= moment else None


def next_morning(now: datetime, days: Workdays, zone: str) -> datetime:
    """The next nine o'clock of a day on which both parties work, in UTC."""
    day = wall(now, zone).date()
    while not (days.works(day) and instant(day, MORNING, zone) > now):
        day += DAY
    return instant(day, MORNING, zone)


def last_moment(work: SqlWork) -> datetime | None:
    """Where the clock was left; None where nothing ever happened."""
    kept = work.connection.scalar(KEPT)
    found = [work.connection.scalar(asked) for asked in LAST]
    found += [datetime.fromisoformat(kept)] if kept else []
    return max((at for at in found if at), default=None)


def _keep(work: SqlWork, moment: datetime) -> None:
    work.connection.execute(FORGET)
    work.connection.execute(KEEP, {"name": NAME, "value": moment.isoformat()})


def _next_of(work: SqlWork, now: datetime) -> datetime | None:
    held = work.connection.scalar(HELD, {"now": now})
    return min((at for at in (work.agenda.next(), held) if at), default=None)
