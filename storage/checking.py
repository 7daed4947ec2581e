"""The record as the database keeps it, read from its first fact to its last."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select

from storage.sealing import Head
from storage.tables import facts, head, plans

CHUNK = 2000
FACTS = select(
    facts.c.plan, facts.c.log, facts.c.seq, facts.c.body, facts.c.hash
).order_by(facts.c.plan, facts.c.log, facts.c.seq)
HEADS = select(head.c.plan, head.c.log, head.c.seq, head.c.hash)
KEYS = select(plans.c.id, plans.c.key)
NEWEST = select(func.max(facts.c.at))


@dataclass(frozen=True)
class Broken:
    """The first fact of a log that is not as it was recorded."""

    plan: str
    log: str
    seq: int


def broken(connection: Connection) -> Iterator[Broken]:
    """Each log that does not hold together: at most one place a log."""
    ends: dict[tuple[str, str], Head] = {}
    keys: dict[str, str] = {row.id: row.key for row in connection.execute(KEYS)}
    rows = connection.execution_options(yield_per=CHUNK).execute(FACTS)
    for (plan, log), told in groupby(rows, key=itemgetter(0, 1)):
        end, bad = _followed(told)
        ends[plan, log] = end
        if bad:
            yield Broken(keys.get(plan, plan), log, bad)
    for plan, log, seq, hashed in connection.execute(HEADS):
        if ends.get((plan, log), Head()) != Head(seq, hashed):
            yield Broken(keys.get(plan, plan), log, seq)


def _followed(told: Iterator[Any]) -> tuple[Head, int]:
    """Where a log ends, and the number of its first bad fact, or 0."""
    here, bad = Head(), 0
    for _, _, seq, body, hashed in told:
        whole = sha256(body.encode()).hexdigest() == hashed
        follows = json.loads(body).get("prev") == here.hash and seq == here.seq + 1
        if not (whole and follows) and not bad:
            bad = seq
        here = Head(seq, hashed)
    return here, bad
