"""How what was claimed ends, and what a newer one does to an older one that waits."""

from sqlalchemy import bindparam, or_, select, update

from storage.tables import State, outbox

_box = outbox.c

_dropped = update(outbox).where(
    _box.topic == bindparam("t"), _box.state == State.WAITING
)
REPLACE = _dropped.where(_box.lane == bindparam("l")).values(
    state=State.WITHDRAWN, reason="a newer one took its place"
)
DROP = _dropped.where(_box.plan == bindparam("p")).values(
    state=State.WITHDRAWN, reason="it no longer holds"
)
_mine = update(outbox).where(
    _box.id == bindparam("k"),
    _box.fence == bindparam("f"),
    _box.state == State.SENDING,
)
END = _mine.values(state=bindparam("to"), reason=bindparam("why"), lease=None)
AGAIN = END.values(not_before=bindparam("from"))
RELEASE = _mine.values(state=bindparam("to"), attempts=_box.attempts - 1, lease=None)
FOLDED = (
    select(*(_box[name] for name in ("id", "plan", "audience", "body")))
    .where(_box.lane == bindparam("l"), _box.state == State.FOLDED)
    .order_by(_box.id)
)
UNFOLD = (
    update(outbox)
    .where(_box.id == bindparam("k"), _box.state == State.FOLDED)
    .values(state=State.SENT)
)


LOST = "unreachable"  # begins the reason of what never reaches its lane
LAST_ENDED = (
    select(_box.reason)
    .where(
        _box.lane == bindparam("l"),
        _box.id < bindparam("k"),
        or_(_box.state == State.SENT, _box.state == State.FAILED),
    )
    .order_by(_box.id.desc())
    .limit(1)
)
