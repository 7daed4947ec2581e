"""The statuses of an issue, which may follow which, and what may be asked of it."""

from enum import StrEnum

from domain.lifecycle import Moves, move


class Status(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    PAUSED = "paused"
    DISPUTED = "disputed"
    RESOLVED = "resolved, awaiting acceptance"
    ACCEPTED = "accepted"
    NO_OBJECTION = "closed without objection"
    CANCELLED = "cancelled"
    SHARED = "shared"  # a private item that became a joint one


class Ask(StrEnum):
    """What holds only when the other party agrees."""

    BY = "a date"
    PAUSE = "a pause"
    STEP_DOWN = "a step down"
    LOWER = "a lower severity"


RUNNING = frozenset({Status.OPEN, Status.ACKNOWLEDGED})  # its clocks run
STOPPED = frozenset({Status.PAUSED, Status.DISPUTED})
LIVE = RUNNING | STOPPED
SETTLED = frozenset(
    {Status.ACCEPTED, Status.NO_OBJECTION, Status.CANCELLED, Status.SHARED}
)

OUT = frozenset({Status.RESOLVED, Status.CANCELLED, Status.SHARED})
MOVES: Moves[Status] = {
    Status.OPEN: {Status.ACKNOWLEDGED, *STOPPED, *OUT},
    Status.ACKNOWLEDGED: {Status.OPEN, *STOPPED, *OUT},
    Status.PAUSED: {*RUNNING, Status.DISPUTED, *OUT},
    Status.DISPUTED: {*RUNNING, *OUT},
    Status.RESOLVED: {
        *RUNNING,
        Status.ACCEPTED,
        Status.NO_OBJECTION,
        Status.CANCELLED,
    },
    Status.ACCEPTED: {*RUNNING},
    Status.NO_OBJECTION: {*RUNNING},
    Status.CANCELLED: {*RUNNING},
}
VERBS: dict[Status, str] = {
    Status.OPEN: "reopened",
    Status.RESOLVED: "resolved",
    Status.NO_OBJECTION: "closed",
}


def step(ref: str, current: Status, wanted: Status) -> Status:
    """Return *wanted*, or refuse in the verb that *wanted* comes of."""
    return move(ref, current, wanted, MOVES, VERBS.get(wanted, wanted))
