"""The statuses of an action, and which may follow which."""

from enum import StrEnum

from domain.lifecycle import Moves, move


class Status(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    BLOCKED = "blocked"
    DONE = "done, awaiting acceptance"
    ACCEPTED = "accepted"
    NO_OBJECTION = "closed without objection"
    CANCELLED = "cancelled"
    SHARED = "shared"  # a private item that became a joint one


LIVE = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.BLOCKED})
SETTLED = frozenset(
    {Status.ACCEPTED, Status.NO_OBJECTION, Status.CANCELLED, Status.SHARED}
)

ENDS = frozenset({Status.DONE, Status.CANCELLED, Status.SHARED})

MOVES: Moves[Status] = {
    Status.OPEN: {Status.IN_PROGRESS, Status.BLOCKED, *ENDS},
    Status.IN_PROGRESS: {Status.OPEN, Status.BLOCKED, *ENDS},
    Status.BLOCKED: {Status.OPEN, Status.IN_PROGRESS, *ENDS},
    Status.DONE: {Status.OPEN, Status.ACCEPTED, Status.NO_OBJECTION, Status.CANCELLED},
    Status.ACCEPTED: {Status.OPEN},
    Status.NO_OBJECTION: {Status.OPEN},
    Status.CANCELLED: {Status.OPEN},
}
VERBS: dict[Status, str] = {
    Status.OPEN: "reopened",
    Status.IN_PROGRESS: "started",
    Status.DONE: "called done",
    Status.NO_OBJECTION: "closed",
}


def step(ref: str, current: Status, wanted: Status) -> Status:
    """Return *wanted*, or refuse in the verb that *wanted* comes of."""
    return move(ref, current, wanted, MOVES, VERBS.get(wanted, wanted))
