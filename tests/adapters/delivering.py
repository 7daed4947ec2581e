"""One courier, one recording chat and a database of its own, on simulated time."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
from sqlalchemy import Engine, func, select

from adapters.courier import Courier
from bot.message import BODY, Message
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience
from storage.cards import Cards, Standing
from storage.outbox import Sending
from storage.store import SqlStore
from storage.tables import OPEN, outbox
from storage.work import SqlWork
from tests import simulated
from tests.cast import memory
from tests.chat import RecordingChat
from tests.storage.conftest import start

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PLAN = "p"
UNSAID = select(func.count()).where(outbox.c.state.in_(OPEN))
LONG = timedelta(days=9)


def body(text: str) -> str:
    return BODY.dump_json(Message(text=text)).decode()


def line(text: str, lane: str = "room", **more: Any) -> Post:
    return Post(lane=lane, body=body(text), **more)


@dataclass
class Delivery:
    """What a test drives. Made within the simulated loop."""

    engine: Engine
    clock: simulated.Clock = field(default_factory=lambda: simulated.Clock(NOW))
    store: SqlStore = field(init=False)
    chat: RecordingChat = field(init=False)
    pause: float = 1.0
    lost: list[Sending] = field(default_factory=list)
    left: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = SqlStore(self.engine)
        self.chat = RecordingChat(self.clock)

    def put(self, *posts: Post) -> None:
        self.store.run(lambda work: work.outbox.put(*posts, at=self.clock.now()))

    def courier(self) -> Courier:
        return Courier(
            self.store,
            self.chat,
            self.clock,
            lost=lambda work, row, now: self.lost.append(row),
            aside=simulated.aside,
            pause=self.pause,
        )

    async def all_said(self, within: timedelta = LONG) -> None:
        """Run a courier until nothing is left to say, or for so long."""
        courier, end = self.courier(), self.clock.now() + within
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(courier.run)
            while self.unsaid() and self.clock.now() < end:  # noqa: ASYNC110 - it tells nobody
                await anyio.sleep(self.pause)
            await courier.stop()

    def unsaid(self) -> int:
        return int(self.store.run(lambda work: work.connection.scalar(UNSAID)) or 0)

    def stands(self, ref: str, lane: str = "room") -> Standing | None:
        """The card of an item as the table of cards has it."""
        return self.store.run(
            lambda work: Cards(work.connection).standing(PLAN, ref, lane)
        )

    def shows(self, ref: str, revision: int, lane: str = "room") -> None:
        """Let the card be known to show that row of the outbox."""
        card = self.stands(ref, lane)
        assert card

        def keep(work: SqlWork) -> None:
            newer = replace(card, revision=revision)
            Cards(work.connection).keep(PLAN, ref, lane, newer, at=self.clock.now())

        self.store.run(keep)

    def rows(self) -> list[Any]:
        """The outbox as it is, or as the story left it."""
        if self.left:
            return self.left
        asked = outbox.select().order_by(outbox.c.id)
        return self.store.run(lambda work: list(work.connection.execute(asked)))

    def states(self) -> list[str]:
        return [str(row.state) for row in self.rows()]

    def texts(self, lane: str = "room") -> list[str]:
        return self.chat.texts(lane)


def deliver(
    story: Callable[[Delivery], Coroutine[Any, Any, None]],
    engine: Engine | None = None,
) -> Delivery:
    """Play *story* on time that costs nothing."""

    async def main() -> Delivery:
        made = Delivery(engine or memory())
        try:
            await story(made)
            made.left = made.rows()
        finally:
            made.store.close()
        return made

    return simulated.run(main)


def numbered(count: int, lanes: int = 1) -> Iterable[Post]:
    return (line(str(n), f"room-{n % lanes}") for n in range(count))


def founded(work: SqlWork, *rooms: str) -> None:
    """The plan `p`, bound to its rooms."""
    start(work)
    for room in rooms or ("room",):
        work.add(PlanRoom(plan=PLAN, room=room, audience=Audience.JOINT))
