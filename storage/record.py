"""The record: facts chained by hash in three logs a plan, which nothing can rewrite."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, select, update

from domain.fact import Fact
from domain.visibility import Audience, Side
from storage import tables
from storage.canonical import canonical, moment
from storage.driver import Driver
from storage.mapping import Asked, matching, once
from storage.sealing import Head, Opening, Seal, Sealer

HEAD = (
    select(tables.head.c.seq, tables.head.c.hash)
    .where(
        and_(
            tables.head.c.plan == bindparam("plan"),
            tables.head.c.log == bindparam("log"),
        )
    )
    .with_for_update()
)
MOVE_HEAD = (
    update(tables.head)
    .where(tables.head.c.plan == bindparam("p"), tables.head.c.log == bindparam("l"))
    .values(seq=bindparam("seq"), hash=bindparam("hash"))
)
NEW_HEAD = insert(tables.head)
NEW_FACTS = insert(tables.facts)
LOG = (
    select(tables.facts.c.seq, tables.facts.c.body, tables.facts.c.hash)
    .where(
        tables.facts.c.plan == bindparam("plan"), tables.facts.c.log == bindparam("log")
    )
    .order_by(tables.facts.c.seq)
)
NEW_SEAL = insert(tables.seals)
NEW_OPENINGS = insert(tables.openings)
SEALS = (
    select(*(tables.seals.c[field.name] for field in fields(Seal)))
    .where(tables.seals.c.plan == bindparam("plan"))
    .order_by(tables.seals.c.number)
)
LAST_SEAL = SEALS.order_by(None).order_by(tables.seals.c.number.desc()).limit(1)
OPENINGS = (
    select(*(tables.openings.c[field.name] for field in fields(Opening)))
    .where(
        tables.openings.c.plan == bindparam("plan"),
        tables.openings.c.audience == bindparam("audience"),
    )
    .order_by(tables.openings.c.number)
)


@dataclass(frozen=True)
class Told:
    """A fact as the record keeps it: its place, its line, its hash."""

    seq: int
    line: str
    hash: str
    body: str
    fact: Fact


class Record:
    """Appends facts, and seals what stands. One head a log says where the chain is."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def append(self, driver: Driver, facts: Sequence[Fact], *, line: str) -> None:
        logs: dict[tuple[str, Audience], list[Fact]] = {}
        for fact in facts:
            logs.setdefault((fact.plan, fact.audience), []).append(fact)
        # Always in the same order, so that two transactions never wait for each other.
        for (plan, log), told in sorted(logs.items()):
            self._extend(driver, plan, log, told, line)

    def seal(self, connection: Connection, plan: str, at: datetime) -> Seal:
        """Seal the heads as they stand; the openings are kept for each party."""
        driver = Driver(connection)
        heads = {log: _head(driver, plan, log) for log in sorted(Audience)}
        seal, openings = self._sealer.seal(plan, heads, last_seal(connection, plan), at)
        connection.execute(NEW_SEAL, vars(seal) | {"fingerprint": seal.fingerprint})
        connection.execute(NEW_OPENINGS, [vars(opening) for opening in openings])
        return seal

    def _extend(
        self,
        driver: Driver,
        plan: str,
        log: Audience,
        told: list[Fact],
        line: str,
    ) -> None:
        head = _head(driver, plan, log)
        rows = list(_chain(told, head.seq, head.hash, line))
        driver.run_each(NEW_FACTS, rows)
        end = {"p": plan, "l": log, "seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}
        driver.run(MOVE_HEAD, end)


def seals(connection: Connection, plan: str) -> list[Seal]:
    """All seals of a plan, oldest first."""
    return [_sealed(row) for row in connection.execute(SEALS, {"plan": plan})]


def last_seal(connection: Connection, plan: str) -> Seal | None:
    row = connection.execute(LAST_SEAL, {"plan": plan}).first()
    return _sealed(row) if row else None


def openings(connection: Connection, plan: str, audience: Audience) -> list[Opening]:
    """What *audience* may open of the anchors, oldest first."""
    rows = connection.execute(OPENINGS, {"plan": plan, "audience": audience})
    return [Opening(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it


def log(connection: Connection, plan: str, audience: Audience) -> list[dict[str, Any]]:
    """A log word for word: number, body and hash of each line, in order."""
    rows = connection.execute(LOG, {"plan": plan, "log": audience})
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it


def _sealed(row: Any) -> Seal:  # noqa: ANN401 - a row of the seal table
    return Seal(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _head(driver: Driver, plan: str, log: Audience) -> Head:
    """Where a log stands, held until this transaction ends; begun where it is new."""
    for seq, last in driver.rows(HEAD, {"plan": plan, "log": log}):
        return Head(seq, last)
    driver.run(NEW_HEAD, {"plan": plan, "log": log, **vars(Head())})
    return Head()


def _chain(
    told: list[Fact], seq: int, last: str, line: str
) -> Iterator[dict[str, Any]]:
    for fact in told:
        seq += 1
        body = canonical(_body(fact, seq, last, line))
        last = sha256(body.encode()).hexdigest()
        yield {
            "plan": fact.plan,
            "log": fact.audience,
            "seq": seq,
            "kind": fact.kind,
            "ref": fact.ref,
            "by": fact.by,
            "at": fact.at,
            "line": line,
            "body": body,
            "hash": last,
        }


def _body(fact: Fact, seq: int, last: str, line: str) -> dict[str, Any]:
    return {
        "at": moment(fact.at),
        "audience": fact.audience.value,
        "by": fact.by,
        "changes": {name: list(pair) for name, pair in fact.changes.items()},
        "kind": fact.kind,
        "line": line,
        "note": fact.note,
        "plan": fact.plan,
        "prev": last,
        "ref": fact.ref,
        "seq": seq,
        "side": fact.side.value if fact.side else None,
    }


@once
def telling(asked: Asked) -> Select[Any]:
    """Facts in order of time, as `retold` takes them."""
    kept = tables.facts.c
    found = select(kept.seq, kept.line, kept.hash, kept.body)
    in_time = (kept.at, kept.log, kept.seq)
    return found.where(*matching(tables.facts, asked)).order_by(*in_time)


def retold(seq: int, line: str, hashed: str, text: str) -> Told:
    """A stored fact as the domain knows it."""
    body = json.loads(text)
    fact = Fact.kinds.get(body["kind"], Fact)(
        plan=body["plan"],
        ref=body["ref"],
        by=body["by"],
        at=datetime.fromisoformat(body["at"]),
        audience=Audience(body["audience"]),
        side=Side(body["side"]) if body["side"] else None,
        note=body["note"],
        changes={name: (pair[0], pair[1]) for name, pair in body["changes"].items()},
    )
    return Told(seq, line, hashed, text, fact)
