"""Write a row, or alter the one that has its key, in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

Again = Mapping[str, Any] | None


def upsert(
    table: Table,
    key: Sequence[str],
    *,
    new: Mapping[str, Any],
    again: Again = None,
) -> Mapping[str, Insert]:
    """The statement by name of dialect. Without *again*, every other column is set."""
    return {
        "sqlite": _on_sqlite(table, key, new, again),
        "postgresql": _on_postgresql(table, key, new, again),
    }


def _on_sqlite(
    table: Table, key: Sequence[str], new: Mapping[str, Any], again: Again
) -> Insert:
    made = sqlite.insert(table).values(new)
    given = again or {name: made.excluded[name] for name in new if name not in key}
    return made.on_conflict_do_update(index_elements=list(key), set_=given)


def _on_postgresql(
    table: Table, key: Sequence[str], new: Mapping[str, Any], again: Again
) -> Insert:
    made = postgresql.insert(table).values(new)
    given = again or {name: made.excluded[name] for name in new if name not in key}
    return made.on_conflict_do_update(index_elements=list(key), set_=given)
