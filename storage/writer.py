"""One thread writes to SQLite; one commit serves all who wait."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from domain.errors import DomainError
from storage.faults import in_words

T = TypeVar("T")
Job = Callable[[Connection], Any]
Waiting = tuple[Job, Future[Any]]
MOST = 64  # jobs in one commit: enough to hide the disk, few enough to answer soon


class Stopping(DomainError):
    """Jointly is stopping, so nothing was changed. Please try again in a minute."""


class Writer:
    """Runs jobs one after another, each in a savepoint, and commits them together.

    An answer leaves only after its commit. A job that raises rolls back alone.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: SimpleQueue[Waiting | None] = SimpleQueue()
        self._closed = False
        self._door = Lock()
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs no commit has taken up yet."""
        return self._jobs.qsize()

    def run(self, job: Callable[[Connection], T]) -> T:
        if current_thread() is self._thread:
            raise RuntimeError("a job waits for itself: use the work it was given")
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                raise Stopping
            self._jobs.put((job, future))
        return future.result()

    def close(self) -> None:
        """Finish what was handed in; refuse what comes later."""
        with self._door:
            if not self._closed:
                self._jobs.put(None)
            self._closed = True
        self._thread.join()

    def _work(self) -> None:
        while (first := self._jobs.get()) is not None:
            batch = [first]
            last = False
            while len(batch) < MOST and not self._jobs.empty():
                if (more := self._jobs.get()) is None:
                    last = True
                    break
                batch.append(more)
            self._commit(batch)
            if last:
                return

    def _commit(self, batch: list[Waiting]) -> None:
        try:
            with in_words(), self._engine.begin() as connection:
                ended = [(f, *_attempt(job, connection)) for job, f in batch]
        except BaseException as error:  # noqa: BLE001 - whoever waits must be told
            for _, future in batch:
                future.set_exception(error)
            return
        for future, result, refusal in ended:
            if refusal is None:
                future.set_result(result)
            else:
                future.set_exception(refusal)


def _attempt(job: Job, connection: Connection) -> tuple[Any, BaseException | None]:
    # Straight to the driver: SQLAlchemy's own savepoints cost as much as two queries.
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT job")
    try:
        with in_words():
            result = job(connection)
    except BaseException as error:
        # A full disk or a failed read undoes everything, and no savepoint is left:
        # https://www.sqlite.org/lang_transaction.html, "Response To Errors Within".
        if not driver.in_transaction:
            raise
        driver.execute("ROLLBACK TO job")
        return None, error
    driver.execute("RELEASE job")
    return result, None
