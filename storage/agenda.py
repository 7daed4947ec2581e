"""Due work: one row for each thing that happens next."""

from collections.abc import Iterator, Sequence
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
LONGEST = (
    select(*(due.c[name] for name in _COLUMNS))
    .where(due.c.free <= bindparam("now"))
    .order_by(due.c.free, due.c.key)
    .limit(bindparam("most"))
)
FIRST = LONGEST.limit(1).with_for_update(skip_locked=True)
HOLD = update(due).where(due.c.key == bindparam("k")).values(free=bindparam("until"))
NEXT = select(func.min(due.c.free))


MOST = 1000  # keys asked for at once


@cache
def _claiming(places: int) -> Select[Any]:
    keys: list[Any] = [bindparam(f"k_{n}") for n in range(places)]
    asked = select(due.c.key).where(due.c.key.in_(keys), due.c.free <= bindparam("now"))
    return asked.with_for_update(skip_locked=True)


@cache
def _asking(places: int, *more: str) -> Select[Any]:
    keys: list[Any] = [bindparam(f"k_{n}") for n in range(places)]
    columns = (due.c[name] for name in ("key", "at", *more))
    return select(*columns).where(due.c.key.in_(keys))


def _asked(keys: Sequence[str]) -> tuple[int, dict[str, str]]:
    """Among how many places, and what stands in each: few statements for any length."""
    places = 1 << (len(keys) - 1).bit_length()
    return places, {f"k_{n}": keys[min(n, len(keys) - 1)] for n in range(places)}


class Agenda:
    """What is to happen, and when. Times are aware UTC."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.soonest: datetime | None = None  # of what was planned here
        self._driver = Driver(connection)

    def put(self, *rows: Due) -> None:
        """Plan each row; a row of the same key is replaced."""
        if rows:
            times = (row.at for row in rows)
            self.soonest = min(filter(None, (self.soonest, *times)))
            put = PUT[self._connection.dialect.name]
            self._driver.run_each(put, [_values(row) for row in rows])

    def drop(self, *keys: str) -> None:
        if keys:
            self._driver.run_each(DROP, [{"k": key} for key in keys])

    def due(self, now: datetime, *, most: int) -> list[Due]:
        """The rows that are due the longest."""
        found = self._driver.rows(LONGEST, {"now": now, "most": most})
        return [Due(**dict(zip(_COLUMNS, row, strict=True))) for row in found]

    def claim(self, rows: Sequence[Due], now: datetime) -> list[Due]:
        """Those of *rows* that are due still, and that nobody else is at work on."""
        places, said = _asked([row.key for row in rows])
        found = self._driver.rows(_claiming(places), {**said, "now": now})
        ours = {key for (key,) in found}
        return [row for row in rows if row.key in ours]

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
        places, said = _asked(keys)
        return dict(self._driver.rows(_asking(places), said))

    def standing(self, *keys: str) -> dict[str, tuple[datetime, datetime]]:
        """When the rows of these keys are due, and when they may be looked at."""
        found: dict[str, tuple[datetime, datetime]] = {}
        for some in _batches(keys):
            asked, said = _asked(some)
            rows = self._driver.rows(_asking(asked, "free"), said)
            found |= {key: (at, free) for key, at, free in rows}
        return found

    def next(self) -> datetime | None:
        """When the next row is due."""
        found: datetime | None = self._driver.rows(NEXT, {})[0][0]
        return found


def _values(row: Due) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS}


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[n : n + MOST] for n in range(0, len(keys), MOST))
