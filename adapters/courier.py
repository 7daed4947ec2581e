"""The courier: takes what is to be said from the outbox and says it, lane by lane."""

from dataclasses import dataclass, field

import anyio
import structlog
from anyio import to_thread
from anyio.abc import TaskGroup

from adapters.clock import Clock
from adapters.delivery.chat import Chat
from adapters.delivery.claim import Claim, Errand, claim
from adapters.delivery.ending import Lost, nobody
from adapters.delivery.trip import Aside, Trips
from adapters.log import unexpected
from domain.errors import DomainError
from storage.store import SqlStore
from storage.work import SqlWork

MOST = 50  # messages on their way at once
PAUSE = 1.0  # seconds between two looks, where nobody wakes us
BREATH = 0.5  # seconds in which what the rates let go gathers
GRACE = 5.0  # seconds for what is on its way when the courier stops


@dataclass
class Courier:
    """One loop delivers; whoever cannot wait for its next look wakes it.

    Any number of couriers may share a database. `lost` tells the leads of what never
    arrives; `aside` runs what would hold the loop.
    """

    store: SqlStore
    chat: Chat
    clock: Clock
    lost: Lost = nobody
    aside: Aside = to_thread.run_sync
    pause: float = PAUSE
    _out: int = 0
    _stopping: bool = False
    _woken: anyio.Event = field(default_factory=anyio.Event)
    _stopped: anyio.Event = field(default_factory=anyio.Event)
    _waiting: list[anyio.Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._trips = Trips(self.store, self.chat, self.clock, self.lost, self.aside)

    async def run(self) -> None:
        """Deliver until stopped."""
        try:
            await self._pump()
        finally:
            self._stopped.set()

    async def deliver(self) -> None:
        """Say everything that may be said now."""
        await self._pump(until_idle=True)

    async def stop(self, grace: float = GRACE) -> None:
        """Take nothing more, and let what is on its way arrive; then cancel `run`."""
        self._stopping = True
        self._woken.set()
        with anyio.move_on_after(grace):
            await self._stopped.wait()

    async def caught_up(self, patience: float = 2.0) -> None:
        """Return when what was due has been said, or after *patience* seconds."""
        done = anyio.Event()
        self._waiting.append(done)
        self._woken.set()
        with anyio.move_on_after(patience):
            await done.wait()

    async def _pump(self, *, until_idle: bool = False) -> None:
        async with anyio.create_task_group() as out:
            while not self._stopping:
                waiting = list(self._waiting)
                self._woken = anyio.Event()
                busy = self._out  # what ends meanwhile lets its lane's next one go
                found = await self._round(out)
                if not busy and not self._out:
                    self._tell(waiting)
                    if until_idle:
                        return
                await self._rest(found)

    async def _round(self, out: TaskGroup) -> Claim:
        """Send off what may go now, beside what is on its way already."""
        began = anyio.current_time()
        found = await self._claimed()
        for errand in found.errands:
            self._out += 1
            out.start_soon(self._send, errand, began)
        return found

    async def _claimed(self) -> Claim:
        if self._out >= MOST:
            return Claim()
        try:
            return await self._trips.do(self._claim)
        except DomainError as refusal:  # the database does not answer: look again soon
            structlog.get_logger().warning("courier waits", why=type(refusal).__name__)
        except Exception as error:  # noqa: BLE001 - the courier outlives every bug
            unexpected(error, doing="delivering")
        return Claim()

    def _claim(self, work: SqlWork) -> Claim:
        return claim(work, self.chat, self.clock.now(), most=MOST - self._out)

    async def _send(self, errand: Errand, began: float) -> None:
        try:
            if self._stopping:
                await self._trips.release(errand)
            else:
                await self._trips.go(errand, began)
        finally:
            self._out -= 1
            self._woken.set()

    def _tell(self, waiting: list[anyio.Event]) -> None:
        for done in waiting:
            done.set()
            self._waiting.remove(done)

    async def _rest(self, found: Claim) -> None:
        """Until there is news; where rates hold us, until they let some more go."""
        if found.later and not self._stopping:
            wait = (found.later - self.clock.now()).total_seconds()
            await anyio.sleep(min(max(wait, BREATH), self.pause))
            return
        with anyio.move_on_after(self.pause):
            await self._woken.wait()
