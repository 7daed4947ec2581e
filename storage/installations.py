"""The table of installations: whose token is kept, and who is renewing it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.driver import Driver
from storage.tables import installation
from storage.upsert import upsert

_t = installation.c


@dataclass(frozen=True, kw_only=True)
class Installed:
    """One row. `token` and `refresh` are sealed; `gone` says why it speaks no more.

    `id` is a workspace, or an enterprise where the app is installed in all of it.
    """

    id: str
    name: str
    bot: str
    bot_id: str
    scopes: str
    at: datetime
    token: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    enterprise: str = ""
    wide: bool = False
    expires: datetime | None = None
    gone: str = ""


_NAMES = tuple(Installed.__dataclass_fields__)
KEEP = upsert(
    installation,
    ["id"],
    new={name: bindparam(name) for name in (*_NAMES, "busy")},
)
ALL = select(*(_t[name] for name in _NAMES)).order_by(_t.at, _t.id)
ONE = select(*(_t[name] for name in _NAMES)).where(_t.id == bindparam("k"))
END = (
    update(installation)
    .where(_t.id == bindparam("k"), _t.at < bindparam("before"), _t.gone == "")
    .values(gone=bindparam("why"), token="", refresh="", expires=None, busy=None)
)
# What was read stands in the condition: whoever comes second renews nothing.
TAKE = (
    update(installation)
    .where(
        _t.id == bindparam("k"),
        _t.refresh == bindparam("old"),
        _t.gone == "",
        (_t.busy.is_(None)) | (_t.busy < bindparam("now")),
    )
    .values(busy=bindparam("until"))
)
LET_GO = (
    update(installation)
    .where(_t.id == bindparam("k"), _t.refresh == bindparam("old"))
    .values(busy=None)
)
RENEW = (
    update(installation)
    .where(_t.id == bindparam("k"), _t.refresh == bindparam("old"), _t.gone == "")
    .values(
        token=bindparam("new_token"),
        refresh=bindparam("new_refresh"),
        expires=bindparam("new_expires"),
        busy=None,
    )
)


class InstallationTable:
    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect.name
        self._driver = Driver(connection)

    def keep(self, new: Installed) -> None:
        """Installed, or installed again."""
        self._driver.run(KEEP[self._dialect], vars(new) | {"busy": None})

    def all(self) -> list[Installed]:
        """Also those that are gone, in the order they were made."""
        return [_made(row) for row in self._driver.rows(ALL, {})]

    def one(self, id_: str) -> Installed | None:
        rows = self._driver.rows(ONE, {"k": id_})
        return _made(rows[0]) if rows else None

    def end(self, id_: str, why: str, *, before: datetime) -> bool:
        """Forget its tokens, unless it was made anew at *before* or later."""
        return bool(self._driver.run(END, {"k": id_, "why": why, "before": before}))

    def take(self, old: Installed, *, now: datetime, until: datetime) -> bool:
        """Whether the caller alone may renew it now, as long as *until*."""
        said = {"k": old.id, "old": old.refresh, "now": now, "until": until}
        return bool(self._driver.run(TAKE, said))

    def let_go(self, old: Installed) -> None:
        self._driver.run(LET_GO, {"k": old.id, "old": old.refresh})

    def renew(
        self, old: Installed, *, token: str, refresh: str, expires: datetime
    ) -> bool:
        """Put the new tokens in the place of the old."""
        new = {"new_token": token, "new_refresh": refresh, "new_expires": expires}
        return bool(self._driver.run(RENEW, {"k": old.id, "old": old.refresh, **new}))


def _made(row: tuple[object, ...]) -> Installed:
    return Installed(**dict(zip(_NAMES, row, strict=True)))  # type: ignore[arg-type] # as typed in the table
