"""How a platform is reached: what it said last of a room or a person, by key."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from storage.driver import Driver
from storage.tables import reference
from storage.upsert import upsert

KEY = ("id",)
KEEP = upsert(
    reference, KEY, new={name: bindparam(name) for name in ("id", "body", "at")}
)
FIND = select(reference.c.body).where(reference.c.id == bindparam("id"))

FIND_ALL = (
    select(reference.c.body)
    .where(reference.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(reference.c.id)
)


class References:
    """The table of references. A body is whatever the platform needs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._driver = Driver(connection)

    def find(self, id_: str) -> str:
        """The body; empty where nothing was ever said of it."""
        rows = self._driver.rows(FIND, {"id": id_})
        return str(rows[0][0]) if rows else ""

    def find_all(self, ids: Sequence[str]) -> list[str]:
        """The bodies of those that are known, by key."""
        asked = {"ids": list(ids)}
        return list(self._connection.scalars(FIND_ALL, asked)) if ids else []

    def keep(self, bodies: Mapping[str, str], *, at: datetime) -> None:
        rows = [{"id": id_, "body": b, "at": at} for id_, b in sorted(bodies.items())]
        self._driver.run_each(KEEP[self._dialect], rows)
