"""Whose turn it is: of each lane the oldest that is open, while none of it is out."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, update

from storage.tables import STILL_OPEN, Moment, State, outbox

_box = outbox.c
_now = bindparam("now", type_=Moment())
FIELDS = (
    *("id", "fence", "lane", "plan", "audience", "card", "thread", "standing_only"),
    *("body", "marker", "attempts", "at", "topic", "unsure"),
)

# One that quiet hours hold back lets others pass; one that was tried does not.
_counts = and_(STILL_OPEN, or_(_box.attempts > 0, _box.not_before <= _now))

# SQLite walks from lane to lane through the index of what is open, however much waits.
_least = select(_box.lane).where(STILL_OPEN).order_by(_box.lane).limit(1)
_lanes = select(_least.scalar_subquery().label("lane")).cte("lanes", recursive=True)
_next = _least.where(_box.lane > _lanes.c.lane).correlate(_lanes).scalar_subquery()
_lanes = _lanes.union_all(select(_next).where(_lanes.c.lane.is_not(None)))
_its_first = select(_box.id).where(_counts, _box.lane == _lanes.c.lane)
_walked = select(
    _its_first.order_by(_box.id).limit(1).correlate(_lanes).scalar_subquery()
).select_from(_lanes)

# PostgreSQL, which guards each row, would read all lanes at each step of such a walk.
_grouped = select(func.min(_box.id)).where(_counts).group_by(_box.lane)

_sending = outbox.alias("sending")
_out = exists().where(
    _sending.c.state == State.SENDING,
    _sending.c.lane == _box.lane,
    _sending.c.lease > _now,
)
_READY = (
    select(*(_box[name] for name in FIELDS), _box.state)
    .where(
        or_(
            and_(_box.state.in_((State.WAITING, State.DOUBT)), _box.not_before <= _now),
            and_(_box.state == State.SENDING, _box.lease <= _now),
        ),
        ~_out,
        _box.id > bindparam("after"),
    )
    .order_by(_box.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
READY: Mapping[str, Select[Any]] = {
    "sqlite": _READY.where(_box.id.in_(_walked)),
    "postgresql": _READY.where(_box.id.in_(_grouped)),
}
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
