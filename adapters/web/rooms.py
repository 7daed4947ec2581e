"""The web chat: what was said where, in order, each message with its revision.

Revisions of a lane are drawn from the same series as its ids, so that one number tells
both what is new and what has changed since.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Protocol, TypeVar

from anyio import to_thread
from sqlalchemy import (
    Row,
    bindparam,
    delete,
    desc,
    func,
    insert,
    or_,
    select,
    update,
)

from adapters.clock import Clock
from adapters.delivery.bucket import Limit
from adapters.delivery.chat import Method, Outgoing, Posted
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.web.access import Reader, still_present
from adapters.web.shapes import Said, Writer
from bot.message import BODY, Message
from bot.ports import Work
from domain.member import Member
from domain.person import Person
from storage.cards import Standing
from storage.store import SqlStore
from storage.tables import said
from storage.work import SqlWork

T = TypeVar("T")
MOST = 1000  # messages in one answer
TIMEOUT = 20.0  # seconds: far longer than a commit may take

# Waits for others in the lane. Two lanes of one hash wait for each other needlessly.
ALONE = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("l"), 0)))
LAST = select(func.coalesce(func.max(said.c.revision), 0)).where(
    said.c.lane == bindparam("l")
)
KNOWN = select(said.c.seq).where(said.c.marker == bindparam("m"))
NEW = insert(said)
UNSAY = delete(said).where(said.c.lane == bindparam("l"), said.c.seq == bindparam("s"))
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
    timeout: float = TIMEOUT

    async def post(self, out: Outgoing) -> Posted:
        """Say it once, however often it is tried."""
        seq = await self._do(lambda work: self._once(work, out))
        self.told(out.lane)
        return Posted(str(seq))

    async def update(self, standing: Standing, out: Outgoing) -> None:
        await self._do(lambda work: self._update(work, standing.posted, out))
        self.told(out.lane)

    async def look_back(self, out: Outgoing) -> list[Posted]:
        return await self._do(lambda work: _known(work, out))

    async def delete(self, posted: Posted, out: Outgoing) -> None:
        where = {"l": out.lane, "s": int(posted.id)}
        await self._do(lambda work: work.connection.execute(UNSAY, where))

    def limits(self, work: Work, lane: str, method: Method) -> Sequence[Limit]:
        """Our own database has no rates."""
        del work, lane, method
        return ()

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

    def _once(self, work: SqlWork, out: Outgoing, *, by: str = "") -> int:
        _alone(work, out.lane)
        known = work.connection.scalar(KNOWN, {"m": out.marker})
        if known is not None:
            return int(known)
        return _insert(work, out, by=by, at=self.clock.now())

    def _update(self, work: SqlWork, standing: str, out: Outgoing) -> None:
        _alone(work, out.lane)
        change = {"l": out.lane, "s": int(standing), "b": _body(out)}
        change["r"] = _next(work, out.lane)
        if not work.connection.execute(CHANGE, change).rowcount:
            raise NotSaid(Outcome.GONE, "no such message")

    async def _do(self, job: Callable[[SqlWork], T]) -> T:
        return await to_thread.run_sync(self.store.run, job)


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


def _known(work: SqlWork, out: Outgoing) -> list[Posted]:
    found = work.connection.scalars(KNOWN, {"m": out.marker})
    return [Posted(str(seq)) for seq in found]


def _insert(work: SqlWork, out: Outgoing, *, by: str, at: datetime) -> int:
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
    return place


def _next(work: SqlWork, lane: str) -> int:
    return int(work.connection.scalar(LAST, {"l": lane}) or 0) + 1


def _body(out: Outgoing) -> str:
    return BODY.dump_json(out.message).decode()
