"""One database's rows into another: what backups, restores and moves are made of."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from domain.changing import plain
from domain.errors import DomainError
from storage.canonical import canonical
from storage.faults import in_words
from storage.tables import meta

CHUNK = 2000  # rows that are in memory at once
SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
WHOLE = 1 << 256  # a SHA-256 and all sums of them stay below it
AFTER = "SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0}"


class NotEmpty(DomainError):
    """That database holds plans or messages already. Name an empty one: nothing is written over."""  # noqa: E501 - one sentence people read


class NotAlike(DomainError):
    """The copy does not hold what was read, so do not use it. Try again, and tell whoever runs the database if it stays so."""  # noqa: E501 - one sentence people read


@dataclass
class Sum:
    """How many rows a database holds, and a hash of all of them in any order."""

    rows: int = 0
    tables: dict[str, int] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The same for the same rows, whichever database keeps them."""
        return sha256(
            canonical({n: str(s) for n, s in self.tables.items()}).encode()
        ).hexdigest()

    def add(self, table: Table, rows: Sequence[Any]) -> None:
        before = self.tables.get(table.name, 0)
        self.tables[table.name] = (before + sum(map(_number, rows))) % WHOLE
        self.rows += len(rows)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One moment of a database that goes on being written to."""
    with in_words(), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(SNAPSHOT)
        yield connection


def copy(source: Connection, target: Engine, told: Callable[[int], None]) -> Sum:
    """Every row of *source* into the empty *target*; *told* hears how many so far.

    Raises NotEmpty, and NotAlike where what was written is not what was read.
    """
    read = Sum()
    with in_words(), target.begin() as there:
        _require_empty(there)
        for table in meta.sorted_tables:
            for rows in _chunks(source, table):
                there.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001 - SQLAlchemy's public name for it
                read.add(table, rows)
                told(read.rows)
        _number_on(there)
        if summed(there).hash != read.hash:
            raise NotAlike
    return read


def summed(connection: Connection) -> Sum:
    """What a database holds, as one moment shows it."""
    found = Sum()
    for table in meta.sorted_tables:
        for rows in _chunks(connection, table):
            found.add(table, rows)
    return found


def _chunks(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    asked = connection.execution_options(yield_per=CHUNK).execute(select(table))
    yield from asked.partitions()


def _number(row: Any) -> int:  # noqa: ANN401 - a row of any table
    said = canonical({name: plain(value) for name, value in row._mapping.items()})  # noqa: SLF001 - SQLAlchemy's public name for it
    return int.from_bytes(sha256(said.encode()).digest())


def _require_empty(connection: Connection) -> None:
    for table in meta.sorted_tables:
        if connection.scalar(select(func.count()).select_from(table)):
            raise NotEmpty


def _number_on(connection: Connection) -> None:
    """Rows PostgreSQL numbers itself go on after the last one that was copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in meta.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            connection.execute(text(AFTER.format(table.name, column.name)))
