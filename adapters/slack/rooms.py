"""A room as it is now against what was last seen of it: who must hear of a change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from anyio import to_thread

from adapters.clock import Clock
from adapters.slack.lanes import lane_of
from bot import room_news
from bot.ports import Closed
from bot.telling import Telling
from bot.window import PlanView
from domain.plan import Plan
from domain.room import PlanRoom
from domain.visibility import COURIER_SEES, Side, private_to, rows_of
from storage.rooms_seen import RoomsSeen, Seen
from storage.store import SqlStore
from storage.work import SqlWork

T = TypeVar("T")


@dataclass(frozen=True)
class Rooms:
    """Events are hints, and some never come: the room itself says what changed."""

    store: SqlStore
    clock: Clock
    closed: Closed

    async def seen(self, channel: str) -> Seen | None:
        lane = lane_of(channel)
        return await self._run(lambda table: table.one(lane))

    async def hosted(self, installation: str) -> Sequence[str]:
        return await self._run(lambda table: table.hosted(installation))

    async def moved(self, old: str, new: str) -> None:
        """Sharing a private channel gives it another id: everything follows."""
        before, after = lane_of(old), lane_of(new)
        sees = await to_thread.run_sync(self._sees, before)
        await self._run(lambda table: table.move(before, after), sees)

    async def saw(self, before: Seen | None, now: Seen) -> None:
        """Keep it, and tell of what changed: once, whoever else sees it too."""
        if before == now:
            return
        await to_thread.run_sync(self._saw, before, now)

    def _saw(self, before: Seen | None, now: Seen) -> None:
        def job(work: SqlWork) -> None:
            table, at = RoomsSeen(work.connection), self.clock.now()
            if before is None:
                if table.one(now.room) is None:
                    table.first(now, at=at)
            elif table.change(before, now, at=at):
                for bound in work.some(PlanRoom, room=now.room):
                    self._tell(work, bound, before, now)

        self.store.run(job, sees=self._sees(now.room))

    def _tell(self, work: SqlWork, bound: PlanRoom, before: Seen, now: Seen) -> None:
        plan = work.one(Plan, id=bound.plan)
        if plan is None:
            return
        view = PlanView(work, plan, None)
        ctx = Telling(now=self.clock.now(), work=work, closed=self.closed, view=view)
        if before.trouble != now.trouble:
            room_news.trouble(ctx, bound, now.name, now.trouble)
        old, new = set(before.present.split()), set(now.present.split())
        if not now.trouble and old:
            room_news.readers(ctx, bound, now.name, new - old, old - new)
        room_news.told(ctx)

    def _sees(self, lane: str) -> tuple[str, ...]:
        bound = self.store.run(lambda work: work.some(PlanRoom, room=lane))
        own = (rows_of(one.plan, private_to(side)) for one in bound for side in Side)
        return (COURIER_SEES, *own)

    async def _run(self, job: Callable[[RoomsSeen], T], sees: Sequence[str] = ()) -> T:
        def run() -> T:
            return self.store.run(lambda w: job(RoomsSeen(w.connection)), sees=sees)

        return await to_thread.run_sync(run)
