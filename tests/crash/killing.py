"""A process that delivers and dies where it is told, and whoever starts it again."""

import os
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from adapters.courier import Courier
from domain.post import Post
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import outbox
from storage.work import SqlWork
from tests import simulated
from tests.adapters.delivering import NOW, UNSAID, founded
from tests.chat import Ledger, RecordingChat

T = TypeVar("T")
LEASED = timedelta(minutes=10)  # longer than any claim holds
KILLED = -signal.SIGKILL
# Forked from a process that runs nothing else, so that no lock is copied half taken.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.crash.killing"])


class Stepping(SqlStore):
    """A store in which every transaction has three points to die at."""

    def __init__(self, engine: Engine, step: Callable[[str], None]) -> None:
        super().__init__(engine)
        self.step = step

    def run(self, job: Callable[[SqlWork], T], *, sees: Iterable[str] = ()) -> T:
        def stepping(work: SqlWork) -> T:
            result = job(work)
            self.step("written")
            return result

        self.step("begins")
        result = super().run(stepping, sees=sees)
        self.step("committed")
        return result


def send(url: str, file: Path, now: datetime, die_at: int, looks: bool) -> None:  # noqa: FBT001 - a process's arguments
    """Say all there is to say; die at step *die_at* (0: live)."""
    steps = 0

    def step(_: str) -> None:
        nonlocal steps
        steps += 1
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    async def main() -> None:
        clock = simulated.Clock(now)
        engine = open_engine(url)
        chat = RecordingChat(clock, Ledger(file), looks=looks, step=step)
        store = Stepping(engine, step)
        courier = Courier(store, chat, clock, aside=simulated.aside, pause=20.0)
        while _unsaid(engine):
            await courier.deliver()
            await simulated.pass_by(20)
        store.close()

    simulated.run(main)


def _unsaid(engine: Engine) -> int:
    with engine.begin() as connection:
        return int(connection.scalar(UNSAID) or 0)


@dataclass
class Sender:
    """Starts the process again and again on one database and one platform."""

    url: str
    folder: Path
    looks: bool = True
    now: datetime = NOW
    kills: int = 0
    _rounds: int = 0
    store: SqlStore = field(init=False)

    def __post_init__(self) -> None:
        self.store = SqlStore(open_engine(self.url))
        self.store.run(founded)
        self.afresh()

    def afresh(self) -> None:
        """A platform on which nothing was said yet."""
        self._rounds += 1
        self.ledger = Ledger(self.folder / f"ledger-{self._rounds}")

    def put(self, *posts: Post) -> None:
        self.store.run(lambda work: work.outbox.put(*posts, at=self.now))

    def start(self, die_at: int = 0) -> BaseProcess:
        self.now += LEASED
        assert self.ledger.file
        given = (self.url, self.ledger.file, self.now, die_at, self.looks)
        process = FORKS.Process(target=send, args=given)
        process.start()
        return process

    def dies(self, die_at: int) -> bool:
        """Whether it died there; False where it had no more so many steps to go."""
        process = self.start(die_at)
        process.join(60)
        self.kills += process.exitcode == KILLED
        assert process.exitcode in {0, KILLED}
        return process.exitcode == KILLED

    def finishes(self) -> None:
        assert not self.dies(0)

    def rows(self) -> list[Any]:
        asked = outbox.select().order_by(outbox.c.id)
        return self.store.run(lambda work: list(work.connection.execute(asked)))
