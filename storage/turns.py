"""Whose turn it is: of each lane the oldest that is open, while none of it is out.

The lanes are walked from one to the next through the index of what is open: a claim
costs as much as there are lanes, however much waits in each.
"""

from sqlalchemy import and_, bindparam, exists, func, or_, select, update

from storage.tables import STILL_OPEN, Moment, State, outbox

_box = outbox.c
_now = bindparam("now", type_=Moment())
FIELDS = (
    *("id", "fence", "lane", "plan", "audience", "card", "thread", "standing_only"),
    *("body", "marker", "attempts", "at", "topic", "unsure"),
)

_lanes = (
    select(func.min(_box.lane).label("lane"))
    .where(STILL_OPEN)
    .cte("lanes", recursive=True)
)
_next = (
    select(func.min(_box.lane))
    .where(STILL_OPEN, _box.lane > _lanes.c.lane)
    .scalar_subquery()
)
_lanes = _lanes.union_all(select(_next).where(_lanes.c.lane.is_not(None)))

# One that quiet hours hold back lets others pass; one that was tried does not.
_first = (
    select(_box.id)
    .where(
        STILL_OPEN,
        _box.lane == _lanes.c.lane,
        or_(_box.attempts > 0, _box.not_before <= _now),
    )
    .order_by(_box.id)
    .limit(1)
    .correlate(_lanes)
    .scalar_subquery()
)
_sending = outbox.alias("sending")
_out = exists().where(
    _sending.c.state == State.SENDING,
    _sending.c.lane == _box.lane,
    _sending.c.lease > _now,
)
READY = (
    select(*(_box[name] for name in FIELDS), _box.state)
    .select_from(_lanes.join(outbox, _box.id == _first))
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
    .with_for_update(skip_locked=True, of=outbox)
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
