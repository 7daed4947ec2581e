"""What is to be said, kept until it is: one lane a room or person, in order.

For the courier, each call in a transaction of its own (`store.run(lambda work: …)`):

    claim(now, most=…, lease=…)  rows to send, at most one a lane, each with its `fence`
    sent(id, fence)              the platform took it
    retry(id, fence, at, why)    it was not sent; its lane waits until `at`
    doubt(id, fence, at, why)    nobody knows: claimed again from `at` with `doubt` set
    failed(id, fence, why)       never to be sent; the lane goes on
    withdraw(id, fence, why)     no longer to be sent: its reader may not read it now
    release(id, fence)           not tried after all (a graceful stop)

Each says False where the lease ran out and somebody else has the row: then do nothing.
A row whose lease ran out comes back with `doubt` set: look back before sending again.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    insert,
    or_,
    select,
    update,
)

from domain.post import Post
from domain.visibility import Audience
from storage.driver import Driver
from storage.tables import State, outbox

OPEN = (State.WAITING, State.SENDING, State.DOUBT)
MARK = 12  # bytes of a marker: enough never to meet another
_box, _before = outbox.c, outbox.alias("before")


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
    doubt: bool


def _stands_before() -> ColumnElement[bool]:
    """Whether an earlier row of the lane has to go first.

    One that quiet hours hold back lets others pass; one that was tried does not.
    """
    return exists().where(
        _before.c.lane == _box.lane,
        _before.c.state.in_(OPEN),
        _before.c.id < _box.id,
        or_(_before.c.attempts > 0, _before.c.not_before <= bindparam("now")),
    )


NEW = insert(outbox).values(
    {c.name: bindparam(c.name) for c in _box if c is not _box.id}
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
CLAIM = (
    select(*(_box[n] for n in Sending.__dataclass_fields__ if n != "doubt"), _box.state)
    .where(
        or_(
            and_(
                _box.state.in_((State.WAITING, State.DOUBT)),
                _box.not_before <= bindparam("now"),
            ),
            and_(_box.state == State.SENDING, _box.lease <= bindparam("now")),
        ),
        ~_stands_before(),
    )
    .order_by(_box.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
TAKE = (
    update(outbox)
    .where(_box.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=State.SENDING,
        fence=_box.fence + 1,
        attempts=_box.attempts + 1,
        lease=bindparam("until"),
    )
)
_mine = update(outbox).where(
    _box.id == bindparam("k"),
    _box.fence == bindparam("f"),
    _box.state == State.SENDING,
)
END = _mine.values(state=bindparam("to"), reason=bindparam("why"), lease=None)
AGAIN = END.values(not_before=bindparam("from"))
RELEASE = _mine.values(state=State.WAITING, attempts=_box.attempts - 1, lease=None)


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
        stand = self._freshened([post for post in posts if post.card])
        if new := [self._row(post, at) for post in posts if post not in stand]:
            self._driver.run_each(NEW, new)

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> Sequence[Sending]:
        """Take the oldest row of each lane that is ready, for as long as *lease*."""
        rows = self._connection.execute(CLAIM, {"now": now, "most": most}).all()
        if rows:
            taken = {"ids": [row.id for row in rows], "until": now + lease}
            self._connection.execute(TAKE, taken)
        return [_sending(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it

    def sent(self, id_: int, fence: int) -> bool:
        return self._end(END, id_, fence, to=State.SENT, why="")

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

    def release(self, id_: int, fence: int) -> bool:
        return self._end(RELEASE, id_, fence)

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
        }


def _new(card: Post) -> dict[str, Any]:
    what = {"l": card.lane, "p": card.plan, "c": card.card}
    return what | {"fresh": card.body, "only": card.standing_only}


def _sending(row: dict[str, Any]) -> Sending:
    """The row as it stands once it is taken."""
    doubt = row.pop("state") is not State.WAITING
    taken = {"fence": row["fence"] + 1, "attempts": row["attempts"] + 1}
    return Sending(**row | taken, doubt=doubt)
