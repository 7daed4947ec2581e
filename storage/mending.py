"""What is to be said has a next try, and none that is too far away."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, update

from storage.driver import Driver
from storage.tables import Moment, State, outbox

_box = outbox.c
_now = bindparam("now", type_=Moment())
# Quiet hours end within sixty days; a room may ask to wait for less. A lease is short.
LONGEST_HOLD = timedelta(days=62)
LONGEST_LEASE = timedelta(minutes=10)
HELD = (
    update(outbox)
    .where(
        or_(_box.state == State.WAITING, _box.state == State.DOUBT),
        _box.not_before > bindparam("far"),
    )
    .values(not_before=_now)
)
LEASED = (
    update(outbox)
    .where(
        _box.state == State.SENDING,
        or_(_box.lease.is_(None), _box.lease > bindparam("leased")),
    )
    .values(lease=_now)
)


def mend(driver: Driver, now: datetime) -> int:
    """Let what waits longer than anything may be tried now; how many that were."""
    held = driver.run(HELD, {"now": now, "far": now + LONGEST_HOLD})
    return held + driver.run(LEASED, {"now": now, "leased": now + LONGEST_LEASE})
