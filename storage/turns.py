"""Whose turn it is: of each lane the oldest that is open, while none of it is out."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, update

from storage.tables import STILL_OPEN, Moment, State, outbox

_box = outbox.c
_now: ColumnElement[datetime] = bindparam("now", type_=Moment())
FIELDS = (
    *("id", "fence", "lane", "plan", "audience", "card", "thread", "standing_only"),
    *("body", "marker", "attempts", "at", "topic", "unsure"),
)

_out = case((and_(_box.state == State.SENDING, _box.lease > _now), 1), else_=0)
# One that quiet hours hold back lets others pass; one that was tried does not.
_first = (
    select(func.min(_box.id))
    .where(STILL_OPEN, or_(_box.attempts > 0, _box.not_before <= _now))
    .group_by(_box.lane)
    .having(func.sum(_out) == 0)
)
READY = (
    select(*(_box[name] for name in FIELDS), _box.state)
    .where(
        _box.id.in_(_first),
        or_(
            and_(_box.state.in_((State.WAITING, State.DOUBT)), _box.not_before <= _now),
            and_(_box.state == State.SENDING, _box.lease <= _now),
        ),
        _box.id > bindparam("after"),
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
