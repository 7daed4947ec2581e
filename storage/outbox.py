"""What is to be said, kept until it is: one lane a room or person, in order.

For the courier, each call in a transaction of its own (`store.run(lambda work: …)`):

    claim(now, most=…, lease=…)  rows to send, at most one a lane, each with its `fence`
    ready(now, most=…), take(…)  the same in two steps, for whoever takes only some
    sent(id, fence)              the platform took it
    retry(id, fence, at, why)    it was not sent; its lane waits until `at`
    doubt(id, fence, at, why)    nobody knows: claimed again from `at` with `doubt` set
    failed(id, fence, why)       never to be sent; the lane goes on
    withdraw(id, fence, why)     no longer to be sent: its reader may not read it now
    fold(id, fence, why)         its reader's next digest says it
    release(id, fence)           not tried after all (a graceful stop)

Each says False where the lease ran out and somebody else has the row: then do nothing.
A row whose lease ran out comes back with `doubt` set: look back before sending again.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, update

from domain.post import Post, Unsure
from domain.visibility import Audience
from storage.driver import Driver
from storage.endings import (
    AGAIN,
    DROP,
    END,
    FOLDED,
    LAST_ENDED,
    LOST,
    RELEASE,
    REPLACE,
    UNFOLD,
)
from storage.mending import mend
from storage.tables import State, outbox
from storage.turns import READY, TAKE

MARK = 12  # bytes of a marker: enough never to meet another
_box = outbox.c


@dataclass(frozen=True, kw_only=True)
class Sending:
    """A claimed row. `doubt`: it may have been accepted already, so look back first."""

    id: int
    fence: int
    lane: str
    plan: str
    audience: Audience
    card: str
    thread: str
    standing_only: bool
    body: str
    marker: str
    attempts: int
    at: datetime
    topic: str
    unsure: Unsure
    doubt: bool


# Inline: nobody asks for the id, which whoever writes to another party may not read.
NEW = (
    insert(outbox)
    .values({c.name: bindparam(c.name) for c in _box if c is not _box.id})
    .inline()
)
FRESHEN = (
    update(outbox)
    .where(
        _box.lane == bindparam("l"),
        _box.plan == bindparam("p"),
        _box.card == bindparam("c"),
        _box.state == State.WAITING,
    )
    .values(
        body=bindparam("fresh"),
        standing_only=and_(_box.standing_only, bindparam("only")),
    )
)


class Outbox:
    """`entropy` makes the markers by which a post is found again on its platform."""

    def __init__(
        self,
        connection: Connection,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._connection = connection
        self._driver = Driver(connection)
        self._entropy = entropy

    def put(self, *posts: Post, at: datetime) -> None:
        """Queue each post. A card still waiting is brought up to date instead."""
        for post in posts:
            if post.topic:
                self._driver.run(REPLACE, {"l": post.lane, "t": post.topic})
        latest = _latest(posts)
        stand = self._freshened([post for post in latest if post.card])
        if new := [self._row(post, at) for post in latest if post not in stand]:
            self._driver.run_each(NEW, new)

    def drop(self, plan: str, topic: str) -> None:
        """Withdraw what waits still of *topic*: it no longer holds."""
        self._driver.run(DROP, {"p": plan, "t": topic})

    def mend(self, now: datetime) -> int:
        """Let what waits longer than anything may be tried now; how many that were."""
        return mend(self._driver, now)

    def folded(self, lane: str) -> list[Post]:
        """What somebody's next digest is to say as well; it counts as said then."""
        rows = self._driver.rows(FOLDED, {"l": lane})
        if rows:
            self._driver.run_each(UNFOLD, [{"k": row[0]} for row in rows])
        return [
            Post(lane=lane, plan=plan, audience=audience, body=body)
            for _, plan, audience, body in rows
        ]

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> Sequence[Sending]:
        """Take the oldest row of each lane that is ready, for as long as *lease*."""
        return self.take(self.ready(now, most=most), until=now + lease)

    def ready(self, now: datetime, *, most: int, after: int = 0) -> list[Sending]:
        """The rows whose turn it is, by age; kept from others while this work lasts."""
        asked = {"now": now, "most": most, "after": after}
        ready = READY[self._connection.dialect.name]
        rows = self._connection.execute(ready, asked).all()
        return [_sending(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it

    def take(self, rows: Sequence[Sending], *, until: datetime) -> list[Sending]:
        """Claim what `ready` gave."""
        if rows:
            ids = [row.id for row in rows]
            self._connection.execute(TAKE, {"ids": ids, "until": until})
        return [
            replace(row, fence=row.fence + 1, attempts=row.attempts + 1) for row in rows
        ]

    def lost_before(self, lane: str, id_: int) -> bool:
        """Whether what last ended in *lane* before this row did not reach it either."""
        ended = self._driver.rows(LAST_ENDED, {"l": lane, "k": id_})
        return bool(ended and ended[0][0].startswith(LOST))

    def sent(self, id_: int, fence: int, reason: str = "") -> bool:
        return self._end(END, id_, fence, to=State.SENT, why=reason)

    def retry(self, id_: int, fence: int, at: datetime, reason: str) -> bool:
        return self._end(
            AGAIN, id_, fence, to=State.WAITING, why=reason, **{"from": at}
        )

    def doubt(self, id_: int, fence: int, at: datetime, reason: str) -> bool:
        return self._end(AGAIN, id_, fence, to=State.DOUBT, why=reason, **{"from": at})

    def failed(self, id_: int, fence: int, reason: str) -> bool:
        return self._end(END, id_, fence, to=State.FAILED, why=reason)

    def withdraw(self, id_: int, fence: int, reason: str) -> bool:
        return self._end(END, id_, fence, to=State.WITHDRAWN, why=reason)

    def fold(self, id_: int, fence: int, reason: str) -> bool:
        return self._end(END, id_, fence, to=State.FOLDED, why=reason)

    def release(self, id_: int, fence: int, *, doubt: bool = False) -> bool:
        to = State.DOUBT if doubt else State.WAITING
        return self._end(RELEASE, id_, fence, to=to)

    def _end(self, statement: Any, id_: int, fence: int, **more: Any) -> bool:  # noqa: ANN401 - a prepared update and its values
        done = self._connection.execute(statement, {"k": id_, "f": fence, **more})
        return bool(done.rowcount)

    def _freshened(self, cards: list[Post]) -> list[Post]:
        """Those of *cards* that waited still, and now say what is new."""
        new = [_new(card) for card in cards]
        if len(cards) > 1 and not self._driver.run_each(FRESHEN, new):
            return []
        return [
            card
            for card, said in zip(cards, new, strict=True)
            if self._driver.run(FRESHEN, said)
        ]

    def _row(self, post: Post, at: datetime) -> dict[str, Any]:
        return {
            "marker": self._entropy(MARK).hex(),
            "lane": post.lane,
            "plan": post.plan,
            "audience": post.audience,
            "card": post.card,
            "thread": post.thread,
            "standing_only": post.standing_only,
            "body": post.body,
            "at": at,
            "not_before": post.not_before or at,
            "state": State.WAITING,
            "attempts": 0,
            "fence": 0,
            "lease": None,
            "reason": "",
            "topic": post.topic,
            "unsure": post.unsure,
        }


def _latest(posts: Sequence[Post]) -> list[Post]:
    """Of several of one card the last, in the place of the first."""
    found: dict[object, Post] = {}
    for place, post in enumerate(posts):
        key = (post.lane, post.plan, post.card) if post.card else place
        before = found.get(key)
        only = post.standing_only and (before is None or before.standing_only)
        found[key] = replace(post, standing_only=only) if before else post
    return list(found.values())


def _new(card: Post) -> dict[str, Any]:
    what = {"l": card.lane, "p": card.plan, "c": card.card}
    return what | {"fresh": card.body, "only": card.standing_only}


def _sending(row: dict[str, Any]) -> Sending:
    doubt = row.pop("state") is not State.WAITING
    return Sending(**row, doubt=doubt)
