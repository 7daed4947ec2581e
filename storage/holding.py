"""What a restored database would say anew, held until the operator decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal, select, update

from storage.tables import OPEN, State, outbox, person

_box = outbox.c
_to = func.coalesce(person.c.name, _box.lane)
WHY = "held since the restore: it may have been said already"


@dataclass(frozen=True, kw_only=True)
class Held:
    """One message that stays here, for the room or person *to*, decided *at* (UTC)."""

    id: int
    at: datetime
    to: str
    plan: str
    card: str
    thread: str


HELD = (
    select(_box.id, _box.at, _to.label("to"), _box.plan, _box.card, _box.thread)
    .outerjoin(person, literal("@") + person.c.id == _box.lane)
    .where(_box.state == State.HELD)
    .order_by(_box.id)
)
HOLD = (
    update(outbox)
    .where(_box.state.in_((*OPEN, State.FOLDED)))
    .values(state=State.HELD, reason=WHY, lease=None)
)
_these = update(outbox).where(
    _box.state == State.HELD, _box.id.in_(bindparam("ids", expanding=True))
)
LET_GO = _these.values(state=State.WAITING, reason="", not_before=bindparam("now"))
DROP = _these.values(state=State.WITHDRAWN, reason="dropped after a restore")


def hold(connection: Connection) -> int:
    """Hold all that is unsent, and what may have been sent; how many that are."""
    return connection.execute(HOLD).rowcount


def held(connection: Connection) -> Sequence[Held]:
    """What is held, oldest first."""
    return [Held(**row._mapping) for row in connection.execute(HELD)]  # noqa: SLF001 - SQLAlchemy's public name for it


def let_go(connection: Connection, ids: Sequence[int], *, now: datetime) -> int:
    """Say these after all, from *now* on; how many were still held."""
    return connection.execute(LET_GO, {"ids": list(ids), "now": now}).rowcount


def drop(connection: Connection, ids: Sequence[int]) -> int:
    """Never say these; how many were still held."""
    return connection.execute(DROP, {"ids": list(ids)}).rowcount
