"""The courier: takes what is to be said from the outbox and says it, lane by lane."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, TypeVar

import anyio
import structlog
from anyio import to_thread
from sqlalchemy import func, select

from adapters.clock import Clock
from adapters.log import unexpected
from adapters.withdrawal import why_withdrawn
from bot.message import BODY, Message
from bot.ports import Work
from domain.errors import DomainError
from storage.outbox import Sending
from storage.store import SqlStore
from storage.tables import State, outbox
from storage.work import SqlWork

T = TypeVar("T")

MOST = 50  # lanes in one claim
PAUSE = 1.0  # seconds between two looks, where nobody wakes us
LEASE = timedelta(minutes=2)  # longer than any platform takes to answer
FAILED = select(func.count()).where(outbox.c.state == State.FAILED)
AGAIN = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600))  # until a next try


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message on its way. `marker` is the same however often it is tried.

    `lane`, `card` and `thread` are as in a post.
    """

    lane: str
    message: Message
    marker: str
    plan: str = ""
    card: str = ""
    thread: str = ""


class NotSent(Exception):
    """A chat did not take it. `permanent` means that no later try will help."""

    def __init__(self, why: str, *, permanent: bool = False) -> None:
        super().__init__(why)
        self.permanent = permanent


class Chat(Protocol):
    """What a platform can do for the courier.

    `present` are the organisations that read a room now; `standing` is the message that
    is an item's card in that lane, which `update` then changes.
    """

    async def post(self, out: Outgoing) -> None: ...
    async def update(self, standing: str, out: Outgoing) -> None: ...
    def present(self, work: Work, lane: str) -> frozenset[str]: ...
    def standing(self, work: SqlWork, row: Sending) -> str | None: ...


@dataclass(frozen=True)
class Ready:
    """A claimed row as it is to be said: new, or in place of what stands."""

    row: Sending
    standing: str | None
    withdrawn: bool


@dataclass
class Courier:
    """One loop delivers; whoever cannot wait for its next look wakes it."""

    store: SqlStore
    chat: Chat
    clock: Clock
    _woken: anyio.Event = field(default_factory=anyio.Event)
    _waiting: list[anyio.Event] = field(default_factory=list)

    async def run(self) -> None:
        """Deliver for ever."""
        while True:
            waiting, self._waiting = self._waiting, []
            self._woken = anyio.Event()
            await self._round()
            for done in waiting:
                done.set()
            if not self._waiting:
                with anyio.move_on_after(PAUSE):
                    await self._woken.wait()

    async def caught_up(self, patience: float = 2.0) -> None:
        """Return when what was due has been said, or after *patience* seconds."""
        done = anyio.Event()
        self._waiting.append(done)
        self._woken.set()
        with anyio.move_on_after(patience):
            await done.wait()

    async def deliver(self) -> None:
        """Say everything that may be said now."""
        while claimed := await self._run(self._claim):
            async with anyio.create_task_group() as lanes:
                for ready in claimed:
                    lanes.start_soon(self._send, ready)

    async def _round(self) -> None:
        try:
            await self.deliver()
        except DomainError as refusal:  # the database does not answer: look again soon
            structlog.get_logger().warning("courier waits", why=type(refusal).__name__)
        except Exception as error:  # noqa: BLE001 - the courier outlives every bug
            unexpected(error, doing="delivering")

    def _claim(self, work: SqlWork) -> list[Ready]:
        """Take what is next in each lane, and look at who would hear it now."""
        rows = work.outbox.claim(self.clock.now(), most=MOST, lease=LEASE)
        return [self._ready(work, row) for row in rows]

    def _ready(self, work: SqlWork, row: Sending) -> Ready:
        why = why_withdrawn(row, work, lambda lane: self.chat.present(work, lane))
        if why:
            work.outbox.withdraw(row.id, row.fence, why)
        standing = self.chat.standing(work, row) if row.card and not why else None
        return Ready(row, standing, withdrawn=bool(why))

    async def _send(self, ready: Ready) -> None:
        row = ready.row
        if ready.withdrawn:
            return
        try:
            await self._say(row, ready.standing)
        except NotSent as refused:
            await self._again(row, str(refused), permanent=refused.permanent)
        except Exception as error:  # noqa: BLE001 - one bad message never stops the others
            await self._again(row, f"unexpected {unexpected(error, doing='sending')}")
        else:
            await self._run(lambda work: work.outbox.sent(row.id, row.fence))

    async def _say(self, row: Sending, standing: str | None) -> None:
        out = Outgoing(
            lane=row.lane,
            message=BODY.validate_json(row.body),
            marker=row.marker,
            plan=row.plan,
            card=row.card,
            thread=row.thread,
        )
        if standing:
            await self.chat.update(standing, out)
        elif not row.standing_only:
            await self.chat.post(out)

    async def _again(self, row: Sending, why: str, *, permanent: bool = False) -> None:
        if permanent or row.attempts > len(AGAIN):
            await self._give_up(row, why)
            return
        later = self.clock.now() + AGAIN[row.attempts - 1]
        await self._run(lambda work: work.outbox.retry(row.id, row.fence, later, why))

    async def _give_up(self, row: Sending, why: str) -> None:
        """Mark it, and tell the operator: which one, why, and how many there are."""

        def failed(work: SqlWork) -> int | None:
            marked = work.outbox.failed(row.id, row.fence, why)
            return work.connection.scalar(FAILED) if marked else None

        if count := await self._run(failed):
            structlog.get_logger().error(
                "undeliverable", post=row.id, why=why, tries=row.attempts, all=count
            )

    async def _run(self, job: Callable[[SqlWork], T]) -> T:
        return await to_thread.run_sync(self.store.run, job)
