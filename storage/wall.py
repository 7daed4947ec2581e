"""The second wall: on PostgreSQL a private row is there only for whoever may see it.

A transaction says what it may see in the setting `jointly.sees`, words with spaces
between them: `PLAN:customer` or `PLAN:supplier` for what is private to that party,
`clock` for all due work, `courier` for all of the outbox. Where nothing is said, only
joint rows are there. What may not be seen can be neither written nor altered.

Whoever owns the tables sees them all by saying `*`, as migrations and dumps must; the
role transactions run as cannot.
"""

from sqlalchemy import Engine, Table, text

from domain.visibility import Audience
from storage.tables import Word, meta

SEES = "jointly.sees"
SEALS = "jointly.seals"  # the plan whose heads are being sealed
ALL = "*"


def audience_columns() -> dict[str, str]:
    """Every table with rows of one party alone, and the column that says whose."""
    return {t.name: name for t in meta.sorted_tables for name in _audience(t)}


def _audience(table: Table) -> list[str]:
    kinds = ((c.name, c.type) for c in table.columns)
    return [n for n, kind in kinds if isinstance(kind, Word) and kind.kind is Audience]


MISSING = (
    "PostgreSQL does not guard the private rows of {tables}: the second wall is"
    " missing. Give Jointly an ordinary role, no superuser and without BYPASSRLS,"
    " and migrate."
)
UNGUARDED = text(
    "SELECT relname FROM pg_class WHERE oid = ANY (CAST(:names AS regclass[])::oid[])"
    " AND NOT row_security_active(oid) ORDER BY relname"
)


def unguarded(engine: Engine) -> list[str]:
    """The tables whose private rows PostgreSQL would show to any transaction."""
    if engine.dialect.name != "postgresql":
        return []
    with engine.begin() as connection:
        names = {"names": list(audience_columns())}
        return list(connection.scalars(UNGUARDED, names))
