"""Where the card of an item stands: in which room, as which message of the platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from storage.driver import Driver
from storage.tables import cards, room
from storage.upsert import upsert


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A card as it stands. Only the `installation` that posted it may change it.

    `revision` is the row of the outbox it shows: an older one never replaces it.
    """

    posted: str
    installation: str
    revision: int


KEY = ("plan", "ref", "lane")
_here = [cards.c[name] == bindparam(name) for name in KEY]
_said = ("posted", "installation", "revision")
FIND = select(*(cards.c[name] for name in _said)).where(*_here)
KEEP = upsert(cards, KEY, new={name: bindparam(name) for name in (*KEY, *_said, "at")})
FORGET = delete(cards).where(*_here)
ROOMS = (
    select(cards.c.lane)
    .where(cards.c.plan == bindparam("plan"), cards.c.ref == bindparam("ref"))
    .order_by(cards.c.lane)
)
# By the room's plans first: their cards are few, and the key begins with the plan.
SHOWN = (
    select(cards.c.ref)
    .join(room, (room.c.plan == cards.c.plan) & (room.c.room == cards.c.lane))
    .where(room.c.room == bindparam("lane"), cards.c.posted == bindparam("posted"))
)


class Cards:
    """The table of cards, by plan, reference and lane."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect.name
        self._driver = Driver(connection)

    def standing(self, plan: str, ref: str, lane: str) -> Standing | None:
        rows = self._driver.rows(FIND, {"plan": plan, "ref": ref, "lane": lane})
        return Standing(**dict(zip(_said, rows[0], strict=True))) if rows else None

    def keep(
        self, plan: str, ref: str, lane: str, card: Standing, *, at: datetime
    ) -> None:
        key = {"plan": plan, "ref": ref, "lane": lane, "at": at}
        self._driver.run(KEEP[self._dialect], key | vars(card))

    def forget(self, plan: str, ref: str, lane: str) -> None:
        """It was taken away on its platform."""
        self._driver.run(FORGET, {"plan": plan, "ref": ref, "lane": lane})

    def shown(self, lane: str, posted: str) -> str:
        """The item whose card a message in a room is; empty where it is none."""
        rows = self._driver.rows(SHOWN, {"lane": lane, "posted": posted})
        return str(rows[0][0]) if rows else ""

    def rooms(self, plan: str, ref: str) -> Sequence[str]:
        """Everywhere the card of an item stands."""
        return [str(r[0]) for r in self._driver.rows(ROOMS, {"plan": plan, "ref": ref})]
