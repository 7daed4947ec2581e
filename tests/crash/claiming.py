"""A process that claims rows and marks them sent, as fast as it can."""

from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from domain.errors import DomainError
from storage.engine import open_engine
from storage.store import SqlStore
from storage.work import SqlWork

LEASE = timedelta(minutes=10)
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.crash.claiming"])


def take_all(url: str, now: datetime, most: int, said: Connection) -> None:
    """Claim until there is nothing more, and tell what was claimed."""
    store = SqlStore(open_engine(url))
    taken: list[int] = []

    def step(work: SqlWork) -> list[int]:
        """One claim and its end in one go: what counts is who gets which row."""
        rows = work.outbox.claim(now, most=most, lease=LEASE)
        for row in rows:
            assert work.outbox.sent(row.id, row.fence)
        return [row.id for row in rows]

    misses = 0
    while misses < 50:  # in a row: the others may hold all lanes for a moment
        try:
            found = store.run(step)
        except DomainError:  # another program writes: ask again
            continue
        taken += found
        misses = 0 if found else misses + 1
    store.close()
    said.send(taken)
    said.close()


def claimers(url: str, now: datetime, many: int, most: int) -> list[list[int]]:
    """What each of *many* processes got, all started at once."""
    started: list[tuple[BaseProcess, Connection]] = []
    for _ in range(many):
        ours, theirs = FORKS.Pipe(duplex=False)
        process = FORKS.Process(target=take_all, args=(url, now, most, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    found = [ours.recv() for _, ours in started]
    for process, _ in started:
        process.join(30)
    return found
