"""Where plans are kept: SQLite through one writer, PostgreSQL through many."""

import secrets
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from storage.faults import Collision, Stale, in_words
from storage.record import Record
from storage.sealing import Entropy, Sealer
from storage.work import SqlWork
from storage.writer import Writer

T = TypeVar("T")
Sees = tuple[str, ...]
TRIES = 5  # of work that another transaction got in the way of


class SqlStore:
    """`run` does a piece of work in one transaction and returns after its commit.

    On PostgreSQL work that met another's is done again from the start, so a job must
    read what it needs itself and change nothing else than its work.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        sealer: Sealer | None = None,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self.engine = engine
        self._record = Record(sealer or Sealer())
        self._entropy = entropy
        self._writer = Writer(engine) if engine.dialect.name == "sqlite" else None

    def run(self, job: Callable[[SqlWork], T], *, sees: Iterable[str] = ()) -> T:
        """*sees* is what the job may see of what is private, where that is known."""

        def transaction(connection: Connection) -> T:
            work = SqlWork(connection, self._record, self._entropy)
            result = job(work)
            work.flush()
            return result

        if self._writer:
            return self._writer.run(transaction)
        return self._among_others(transaction, tuple(sees))

    def _among_others(self, transaction: Callable[[Connection], T], sees: Sees) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._once(transaction, sees)
            except (Collision, Stale):
                continue
        return self._once(transaction, sees)

    def _once(self, transaction: Callable[[Connection], T], sees: Sees) -> T:
        with in_words(), self.engine.connect() as connection:
            connection.execution_options(sees=sees)
            with _begun(connection):
                return transaction(connection)

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self.engine.dispose()


def _begun(connection: Connection) -> RootTransaction:
    """Begin; once more where the pool had kept a connection that died meanwhile."""
    try:
        return connection.begin()
    except DBAPIError as lost:
        if not lost.connection_invalidated:
            raise
        return connection.begin()
