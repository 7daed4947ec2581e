"""One message's trip: said, and written down, whatever happens on the way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import anyio
import structlog
from sqlalchemy import func, select

from adapters.clock import Clock
from adapters.delivery.chat import Chat, Posted
from adapters.delivery.claim import LEASE, Errand
from adapters.delivery.ending import Ended, Ending, Lost
from adapters.delivery.outcome import COURSES, NotSaid, Outcome
from adapters.delivery.poison import Poison
from adapters.delivery.saying import Saying
from adapters.log import unexpected
from domain.errors import DomainError
from domain.visibility import COURIER_SEES
from storage.store import SqlStore
from storage.tables import State, outbox
from storage.work import SqlWork

T = TypeVar("T")
Aside = Callable[..., Awaitable[Any]]

CALLS = 4  # at most, one after another, on one trip: look, post, look, delete
RETRY = 1.0  # seconds until the database is asked again
CUT = timedelta(minutes=1)  # after which what was cut off can have arrived
FAILED = select(func.count()).where(outbox.c.state == State.FAILED)


@dataclass
class Trips:
    """What all trips of one courier share."""

    store: SqlStore
    chat: Chat
    clock: Clock
    lost: Lost
    aside: Aside
    poison: Poison = field(default_factory=Poison)

    async def go(self, errand: Errand, began: float) -> None:
        """Say it, and write down what came of it; *began* is when it was claimed."""
        try:
            said = await self._said(errand, began)
            await self._written(errand, said, began)
        except anyio.get_cancelled_exc_class():
            with anyio.CancelScope(shield=True):
                await self._cut_off(errand)
            raise
        except Exception as error:  # noqa: BLE001 - its lease runs out: it is looked for
            unexpected(error, doing="sending")

    async def release(self, errand: Errand) -> None:
        """Give it back as it was: it was not tried."""
        row = errand.row
        await self.do(
            lambda work: work.outbox.release(row.id, row.fence, doubt=row.doubt)
        )

    async def do(self, job: Callable[[SqlWork], T]) -> T:
        done: T = await self.aside(partial(self.store.run, job, sees=(COURIER_SEES,)))
        return done

    async def _said(self, errand: Errand, began: float) -> Posted | NotSaid:
        """What the platform made of it; our own bugs count as the message's."""
        safe = LEASE.total_seconds() - CALLS * self.chat.timeout
        if anyio.current_time() - began > safe:
            return NotSaid(Outcome.LATER, "held up for too long")
        try:
            return await Saying(self.chat, errand).run()
        except NotSaid as refused:
            return refused
        except Exception as error:  # noqa: BLE001 - one bad message never stops the others
            number = unexpected(error, doing="sending")
            return NotSaid(Outcome.UNKNOWN, f"unexpected {number}")

    async def _written(
        self, errand: Errand, said: Posted | NotSaid, began: float
    ) -> None:
        """Write it down, as long as the row is ours: the database may be away."""
        poison = self._judge(errand, said)
        while anyio.current_time() - began < LEASE.total_seconds():
            try:
                ended = await self.do(
                    lambda work: self._end(work, errand, said, poison=poison)
                )
            except DomainError as refusal:
                why = type(refusal).__name__
                structlog.get_logger().warning("courier waits", why=why)
                await anyio.sleep(RETRY)
            else:
                await self._tell_operator(errand, ended)
                return

    def _judge(self, errand: Errand, said: Posted | NotSaid) -> bool:
        """Whether the row is poison: it fails while others get through."""
        now, id_ = self.clock.now(), errand.row.id
        if isinstance(said, Posted):
            if said.id:
                self.poison.passed(id_, now)
            return False
        course = COURSES[said.outcome]
        return course.parks and self.poison.failed(id_, now, answered=course.answers)

    def _end(
        self, work: SqlWork, errand: Errand, said: Posted | NotSaid, *, poison: bool
    ) -> Ended:
        ending = Ending(work, self.chat, errand, self.clock.now(), self.lost)
        if isinstance(said, Posted):
            return ending.said(said)
        return ending.not_said(said, poison=poison)

    async def _tell_operator(self, errand: Errand, ended: Ended) -> None:
        """Which message was given up, why, and how many there are."""
        if not ended.mine or ended.state is not State.FAILED:
            return
        count = await self.do(lambda work: work.connection.scalar(FAILED))
        row = errand.row
        structlog.get_logger().error(
            "undeliverable", post=row.id, why=ended.why, tries=row.attempts, all=count
        )

    async def _cut_off(self, errand: Errand) -> None:
        """The courier was stopped in the middle: whoever comes next looks for it."""
        row, soon = errand.row, self.clock.now() + CUT
        await self.do(
            lambda work: work.outbox.doubt(row.id, row.fence, soon, "cut off")
        )
