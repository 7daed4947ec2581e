"""What was last seen of each room on its platform, and rooms that change their id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, exists, insert, select, update

from storage.driver import Driver
from storage.tables import cards, last_plan, outbox, room, room_seen

_t = room_seen.c


@dataclass(frozen=True, kw_only=True)
class Seen:
    """`host` is the installation that speaks there, `trouble` why nothing can be said.

    `present` are the organisations that read it, with spaces between them.
    """

    room: str
    host: str = ""
    name: str = ""
    present: str = ""
    trouble: str = ""


_NAMES = ("host", "name", "present", "trouble")
FIND = select(*(_t[name] for name in _NAMES)).where(_t.room == bindparam("k"))
HOSTED = select(_t.room).where(_t.host == bindparam("k")).order_by(_t.room)
FIRST = insert(room_seen)
# What was read stands in the condition: of two who see a change, one tells of it.
CHANGE = (
    update(room_seen)
    .where(_t.room == bindparam("k"), *(_t[n] == bindparam(f"o_{n}") for n in _NAMES))
    .values(at=bindparam("now"), **{n: bindparam(f"n_{n}") for n in _NAMES})
)


class RoomsSeen:
    def __init__(self, connection: Connection) -> None:
        self._driver = Driver(connection)

    def one(self, id_: str) -> Seen | None:
        rows = self._driver.rows(FIND, {"k": id_})
        if not rows:
            return None
        return Seen(room=id_, **dict(zip(_NAMES, rows[0], strict=True)))

    def hosted(self, installation: str) -> Sequence[str]:
        """The rooms in which an installation speaks."""
        return [str(row[0]) for row in self._driver.rows(HOSTED, {"k": installation})]

    def first(self, new: Seen, *, at: datetime) -> None:
        self._driver.run(FIRST, vars(new) | {"at": at})

    def change(self, old: Seen, new: Seen, *, at: datetime) -> bool:
        """Whether it was still as in *old*, and is now as in *new*."""
        before = {f"o_{name}": getattr(old, name) for name in _NAMES}
        after = {f"n_{name}": getattr(new, name) for name in _NAMES}
        said = {"k": old.room, "now": at, **before, **after}
        return bool(self._driver.run(CHANGE, said))

    def move(self, old: str, new: str) -> None:
        """A room has another id: plans, cards, and what waits follow it."""
        for statement in MOVES:
            self._driver.run(statement, {"old": old, "new": new})


def _moving(table: Table, column: str, *others: str) -> object:
    """Where the new id has such a row already, the old one is left behind."""
    taken = table.alias("taken")
    same = (taken.c[name] == table.c[name] for name in others)
    there = exists().where(taken.c[column] == bindparam("new"), *same)
    return (
        update(table)
        .where(table.c[column] == bindparam("old"), ~there)
        .values({column: bindparam("new")})
    )


MOVES: Sequence = (  # type: ignore[type-arg] # statements
    _moving(room, "room", "plan"),
    _moving(cards, "lane", "plan", "ref"),
    _moving(last_plan, "room", "person"),
    _moving(room_seen, "room"),
    update(outbox)
    .where(outbox.c.lane == bindparam("old"))
    .values(lane=bindparam("new")),
)
