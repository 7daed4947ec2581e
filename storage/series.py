"""Numbers of references: each plan, audience and kind counts for itself."""

from sqlalchemy import bindparam

from storage.tables import series
from storage.upsert import upsert

KEY = ("plan", "audience", "prefix")

# Where it stands already it is counted on, where it does not it begins.
NEXT = {
    dialect: statement.returning(series.c.last)
    for dialect, statement in upsert(
        series,
        KEY,
        new={name: bindparam(name) for name in KEY} | {"last": bindparam("many")},
        again={"last": series.c.last + bindparam("many")},
    ).items()
}
