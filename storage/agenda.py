"""Due work: one row for each thing that happens next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from domain.due import Due
from storage.tables import due
from storage.upsert import upsert

_COLUMNS = ("key", "kind", "at", "plan", "audience", "ref", "person")
PUT = upsert(due, ["key"], new={name: bindparam(name) for name in _COLUMNS})
DROP = delete(due).where(due.c.key == bindparam("k"))
CLAIM = (
    select(*(due.c[name] for name in _COLUMNS))
    .where(due.c.at <= bindparam("now"))
    .order_by(due.c.at, due.c.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
NEXT = select(func.min(due.c.at))
TAKE = delete(due).where(due.c.key.in_(bindparam("keys", expanding=True)))


class Agenda:
    """What is to happen, and when. Times are aware UTC."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, *rows: Due) -> None:
        """Plan each row; a row of the same key is replaced."""
        if rows:
            put = PUT[self._connection.dialect.name]
            self._connection.execute(put, [_values(row) for row in rows])

    def drop(self, key: str) -> None:
        self._connection.execute(DROP, {"k": key})

    def claim(self, now: datetime, *, most: int) -> Sequence[Due]:
        """Take rows that are due: they are gone when this transaction commits."""
        rows = self._connection.execute(CLAIM, {"now": now, "most": most}).all()
        if rows:
            self._connection.execute(TAKE, {"keys": [row.key for row in rows]})
        return [Due(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it

    def next(self) -> datetime | None:
        """When the next row is due."""
        found: datetime | None = self._connection.scalar(NEXT)
        return found


def _values(row: Due) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS}
