"""Due work: one row for each thing that happens next."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from domain.due import Due
from storage.driver import Driver
from storage.tables import due
from storage.upsert import upsert

_COLUMNS = ("key", "kind", "at", "plan", "audience", "ref", "person")
# `free` is when a row may be looked at: when it is due, or when its lease ends.
PUT = upsert(
    due,
    ["key"],
    new={name: bindparam(name) for name in _COLUMNS} | {"free": bindparam("at")},
)
DROP = delete(due).where(due.c.key == bindparam("k"))
TAKE = DROP.where(due.c.at == bindparam("a"))
FIRST = (
    select(*(due.c[name] for name in _COLUMNS))
    .where(due.c.free <= bindparam("now"))
    .order_by(due.c.free, due.c.key)
    .limit(1)
    .with_for_update(skip_locked=True)
)
HOLD = update(due).where(due.c.key == bindparam("k")).values(free=bindparam("until"))
NEXT = select(func.min(due.c.free))


@cache
def _asking(places: int) -> Select[Any]:
    keys: list[Any] = [bindparam(f"k_{n}") for n in range(places)]
    return select(due.c.key, due.c.at).where(due.c.key.in_(keys))


class Agenda:
    """What is to happen, and when. Times are aware UTC."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = Driver(connection)

    def put(self, *rows: Due) -> None:
        """Plan each row; a row of the same key is replaced."""
        if rows:
            put = PUT[self._connection.dialect.name]
            self._driver.run_each(put, [_values(row) for row in rows])

    def drop(self, key: str) -> None:
        self._driver.run(DROP, {"k": key})

    def lease(self, now: datetime, *, until: datetime) -> Due | None:
        """The row that is due the longest. Nobody else is given it before *until*."""
        for found in self._driver.rows(FIRST, {"now": now}):
            row = Due(**dict(zip(_COLUMNS, found, strict=True)))
            self._driver.run(HOLD, {"k": row.key, "until": until})
            return row
        return None

    def take(self, row: Due) -> bool:
        """Take a leased row away; False where it was dropped or moved meanwhile."""
        return self._driver.run(TAKE, {"k": row.key, "a": row.at}) == 1

    def times(self, *keys: str) -> dict[str, datetime]:
        """When the rows of these keys are due; a key without a row is left out."""
        if not keys:
            return {}
        places = 1 << (len(keys) - 1).bit_length()  # few statements for any length
        said = {f"k_{n}": keys[min(n, len(keys) - 1)] for n in range(places)}
        return dict(self._driver.rows(_asking(places), said))

    def next(self) -> datetime | None:
        """When the next row is due."""
        found: datetime | None = self._driver.rows(NEXT, {})[0][0]
        return found


def _values(row: Due) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS}
