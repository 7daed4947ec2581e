"""The web chat: what was said where, in order, each message with its revision.

Revisions of a lane are drawn from the same series as its ids, so that one number tells
both what is new and what has changed since.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Protocol

from anyio import to_thread
from sqlalchemy import (
    Row,
    bindparam,
    desc,
    func,
    insert,
    or_,
    select,
    update,
)

from adapters.clock import Clock
from adapters.courier import Outgoing
from adapters.web.access import Reader, still_present
from adapters.web.shapes import Said, Writer
from bot.message import BODY, Message
from bot.ports import Work
from domain.member import Member
from domain.person import Person
from storage.outbox import Sending
from storage.store import SqlStore
from storage.tables import said
from storage.work import SqlWork

MOST = 1000  # messages in one answer

# Waits for others in the lane. Two lanes of one hash wait for each other needlessly.
ALONE = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("l"), 0)))
LAST = select(func.coalesce(func.max(said.c.revision), 0)).where(
    said.c.lane == bindparam("l")
)
KNOWN = select(said.c.seq).where(said.c.marker == bindparam("m"))
STANDING = select(said.c.seq).where(
    said.c.lane == bindparam("l"),
    said.c.plan == bindparam("p"),
    said.c.card == bindparam("c"),
)
NEW = insert(said)
CHANGE = (
    update(said)
    .where(said.c.lane == bindparam("l"), said.c.seq == bindparam("s"))
    .values(revision=bindparam("r"), body=bindparam("b"))
)
NEWEST = (
    select(said)
    .where(said.c.lane == bindparam("l"))
    .order_by(desc(said.c.seq))
    .limit(MOST)
)
SINCE = (
    select(said)
    .where(
        said.c.lane == bindparam("l"),
        or_(said.c.seq > bindparam("a"), said.c.revision > bindparam("a")),
    )
    .order_by(said.c.seq)
    .limit(MOST)
)


class Places(Protocol):
    """The rooms there are, and the organisations each was opened for."""

    def opened(self, work: Work, room: str) -> frozenset[str] | None: ...


@dataclass(frozen=True)
class WebChat:
    """A chat that lives in our own database. `told` hears which lane has news."""

    store: SqlStore
    clock: Clock
    places: Places
    told: Callable[[str], None]

    async def post(self, out: Outgoing) -> None:
        """Say it once, however often it is tried."""
        await to_thread.run_sync(self.store.run, lambda work: self._once(work, out))
        self.told(out.lane)

    async def update(self, standing: str, out: Outgoing) -> None:
        await to_thread.run_sync(
            self.store.run, lambda work: self._update(work, standing, out)
        )
        self.told(out.lane)

    def standing(self, work: SqlWork, row: Sending) -> str | None:
        """The message that is this item's card, if one stands in the lane."""
        where = {"l": row.lane, "p": row.plan, "c": row.card}
        found = work.connection.scalar(STANDING, where)
        return None if found is None else str(found)

    def present(self, work: Work, lane: str) -> frozenset[str]:
        """The organisations that read a room at this moment."""
        return still_present(work, lane, self.places.opened(work, lane) or frozenset())

    def speak(  # noqa: PLR0913 - who says what, where, about which plan
        self,
        work: SqlWork,
        lane: str,
        person: Person,
        plan: str,
        words: str,
        *,
        once: str = "",
    ) -> None:
        """A person's own words, in a room that hears them; *once* names a repeat."""
        marker = sha256(once.encode()).hexdigest()[:24] if once else token_hex(12)
        out = Outgoing(lane=lane, message=Message(text=words), marker=marker, plan=plan)
        self._once(work, out, by=person.id)

    def read(self, work: SqlWork, lane: str, after: int | None) -> list[Row[Any]]:
        """What stands in a lane, newest last; with *after*, what is new or changed."""
        if after is None:
            found = work.connection.execute(NEWEST, {"l": lane}).all()
            return list(reversed(found))
        return list(work.connection.execute(SINCE, {"l": lane, "a": after}).all())

    def _once(self, work: SqlWork, out: Outgoing, *, by: str = "") -> None:
        _alone(work, out.lane)
        if work.connection.scalar(KNOWN, {"m": out.marker}) is None:
            _insert(work, out, by=by, at=self.clock.now())

    def _update(self, work: SqlWork, standing: str, out: Outgoing) -> None:
        _alone(work, out.lane)
        change = {"l": out.lane, "s": int(standing), "b": _body(out)}
        change["r"] = _next(work, out.lane)
        work.connection.execute(CHANGE, change)


def shown(work: Work, rows: list[Row[Any]], reader: Reader | None) -> list[Said]:
    """Rows as *reader* may see them; None reads a lane of their own."""
    seen = [row for row in rows if reader is None or reader.may_read(row.plan)]
    writers = _writers(work, {(row.by, row.plan) for row in seen if row.by})
    return [
        Said(
            id=str(row.seq),
            revision=row.revision,
            at=row.at,
            message=BODY.validate_json(row.body),
            card=row.card,
            thread=row.thread,
            by=writers.get((row.by, row.plan)),
        )
        for row in seen
    ]


def _writers(work: Work, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Writer]:
    found = {}
    for by, plan in wanted:
        person = work.one(Person, id=by)
        member = work.one(Member, plan=plan, person=by) if plan else None
        party = member.side.value if member else "none"
        found[by, plan] = Writer(name=person.name if person else "", party=party)
    return found


def _alone(work: SqlWork, lane: str) -> None:
    """Until this work ends nobody else writes in *lane*; SQLite has one writer."""
    if work.connection.dialect.name == "postgresql":
        work.connection.execute(ALONE, {"l": lane})


def _insert(work: SqlWork, out: Outgoing, *, by: str, at: datetime) -> None:
    place = _next(work, out.lane)
    row = {
        "lane": out.lane,
        "seq": place,
        "revision": place,
        "at": at,
        "by": by,
        "plan": out.plan,
        "card": out.card,
        "thread": out.thread,
        "marker": out.marker,
        "body": _body(out),
    }
    work.connection.execute(NEW, row)


def _next(work: SqlWork, lane: str) -> int:
    return int(work.connection.scalar(LAST, {"l": lane}) or 0) + 1


def _body(out: Outgoing) -> str:
    return BODY.dump_json(out.message).decode()
