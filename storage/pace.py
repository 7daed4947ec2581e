"""How soon more may be said: a moment a scope, shared by all who deliver."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam

from storage.driver import Driver
from storage.tables import pace
from storage.upsert import upsert

# Asking locks the row until this work ends, so that two never count on the same room.
ASK = {
    dialect: statement.returning(pace.c.free)
    for dialect, statement in upsert(
        pace,
        ["scope"],
        new={"scope": bindparam("s"), "free": bindparam("now")},
        again={"free": pace.c.free},
    ).items()
}
KEEP = upsert(pace, ["scope"], new={"scope": bindparam("s"), "free": bindparam("at")})


class Pace:
    """When each scope is free. Times are aware UTC."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def free(self, scopes: Iterable[str], now: datetime) -> dict[str, datetime]:
        """Since or from when; *now* where nothing was ever said there."""
        return {scope: self._ask(scope, now) for scope in sorted(set(scopes))}

    def keep(self, free: Mapping[str, datetime]) -> None:
        rows = [{"s": scope, "at": at} for scope, at in sorted(free.items())]
        if rows:
            Driver(self._connection).run_each(KEEP[self._dialect], rows)

    def _ask(self, scope: str, now: datetime) -> datetime:
        asked = {"s": scope, "now": now}
        found: datetime = self._connection.execute(
            ASK[self._dialect], asked
        ).scalar_one()
        return found
