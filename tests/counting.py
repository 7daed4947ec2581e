"""How often a line asks the database: counts, which are the same on every machine."""

import sqlite3
from functools import partial
from typing import Any

from sqlalchemy.pool import StaticPool

from storage import tables
from storage.engine import open_engine
from tests.cast import Stage


class Counting(sqlite3.Connection):
    """A connection that remembers what it was asked."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.said: list[str] = []

    def cursor(self, *_: Any) -> sqlite3.Cursor:
        return super().cursor(partial(_Cursor, said=self.said))  # type: ignore[arg-type]


class _Cursor(sqlite3.Cursor):
    def __init__(self, connection: sqlite3.Connection, *, said: list[str]) -> None:
        super().__init__(connection)
        self._said = said

    def execute(self, text: str, *values: Any) -> sqlite3.Cursor:
        self._said.append(text)
        return super().execute(text, *values)

    def executemany(self, text: str, *values: Any) -> sqlite3.Cursor:
        self._said.append(text)
        return super().executemany(text, *values)


def counting() -> tuple[Stage, list[str]]:
    """A stage on a database in memory, and all that it will have been asked."""
    here = sqlite3.connect(":memory:", check_same_thread=False, factory=Counting)
    engine = open_engine("sqlite://", poolclass=StaticPool, creator=lambda: here)
    tables.meta.create_all(engine)
    return Stage(engine), here.said
