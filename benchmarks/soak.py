"""Messages, a third of whose calls fail, said by processes killed at random."""

import os
import random
import signal
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import perf_counter, sleep, time
from typing import Any

import anyio
from sqlalchemy import Row

from adapters.courier import Courier
from adapters.delivery.chat import Method, Outgoing
from adapters.delivery.outcome import NotSaid, Outcome
from benchmarks.timing import heading, row
from benchmarks.worlds import databases
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import outbox
from tests.adapters.delivering import UNSAID, numbered
from tests.chat import Fault, Ledger, RecordingChat

MESSAGES, LANES, PROCESSES, KILLS = 10_000, 400, 4, 20
FAULTY = 0.3  # of all calls
TIMES = 60  # so much faster passes the time that leases and waits are counted in
TIMEOUT = 0.5  # real seconds
GOES_WRONG = (
    (NotSaid(Outcome.LATER, "429"), False),
    (NotSaid(Outcome.LATER, "refused"), False),
    (NotSaid(Outcome.DOUBT, "502"), False),
    (NotSaid(Outcome.DOUBT, "502"), True),
    (None, True),
)
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["benchmarks.soak"])


@dataclass(frozen=True)
class Fast:
    """A clock that all processes share, and that hurries."""

    began: float

    def now(self) -> datetime:
        gone = (time() - self.began) * TIMES
        return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=gone)


@dataclass
class Faulty(RecordingChat):
    """A platform on which so many calls go wrong."""

    chance: random.Random = field(default_factory=random.Random)

    def fault(self, method: Method, out: Outgoing) -> Fault | None:
        del method, out
        if self.chance.random() >= FAULTY:
            return None
        raises, accepted = self.chance.choice(GOES_WRONG)
        return Fault(raises, accepted=accepted)


def say(url: str, file: Path, began: float) -> None:
    """One process: it delivers until somebody ends it."""
    clock = Fast(began)
    chat = Faulty(clock, Ledger(file), latency=_latency, rated=False, timeout=TIMEOUT)
    courier = Courier(SqlStore(open_engine(url)), chat, clock, pause=0.1)
    anyio.run(courier.run)


def _latency() -> tuple[float, float]:
    return random.uniform(0, 0.02), random.uniform(0, 0.01)  # noqa: S311 - a way through a network


def main() -> None:
    heading("said", "lost", "twice", "disordered", "kills", "real, s")
    with databases() as fresh, tempfile.TemporaryDirectory() as folder:
        for name, url in fresh.items():
            _soak(name, url(), Path(folder) / name)


def _soak(name: str, url: str, file: Path) -> None:
    started = perf_counter()
    store, clock = SqlStore(open_engine(url)), Fast(time())
    posts = list(numbered(MESSAGES, LANES))
    store.run(lambda work: work.outbox.put(*posts, at=clock.now()))
    kills = _run(store, (url, file, clock.began))
    asked = outbox.select().order_by(outbox.c.id)
    rows = store.run(lambda work: list(work.connection.execute(asked)))
    store.close()
    history = Ledger(file).history()
    stands = Counter(said["marker"] for said in history)
    due = {lane: [r.marker for r in rows if r.lane == lane] for lane in _lanes(rows)}
    heard: dict[str, list[str]] = {lane: [] for lane in due}
    for said in history:
        heard[said["lane"]].append(said["marker"])
    row(
        name,
        str(len(history)),
        str(sum(not stands[r.marker] for r in rows)),
        str(sum(stands[r.marker] > 1 for r in rows)),
        str(sum(list(dict.fromkeys(heard[lane])) != due[lane] for lane in due)),
        str(kills),
        f"{perf_counter() - started:.0f}",
    )


def _lanes(rows: Sequence[Row[Any]]) -> set[str]:
    return {row.lane for row in rows}


def _run(store: SqlStore, given: tuple[str, Path, float]) -> int:
    """Start them, kill one now and then, start another; how many kills that were."""
    running = [_start(given) for _ in range(PROCESSES)]
    kills, all_of_it = 0, MESSAGES
    while left := store.run(lambda work: work.connection.scalar(UNSAID)):
        sleep(0.2)
        if kills < KILLS and left < all_of_it * (1 - (kills + 1) / (KILLS + 2)):
            unlucky = running.pop(random.randrange(PROCESSES))  # noqa: S311 - whoever it hits
            _kill(unlucky)
            running.append(_start(given))
            kills += 1
    for process in running:
        _kill(process)
    return kills


def _start(given: tuple[str, Path, float]) -> BaseProcess:
    process = FORKS.Process(target=say, args=given)
    process.start()
    return process


def _kill(process: BaseProcess) -> None:
    if process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
