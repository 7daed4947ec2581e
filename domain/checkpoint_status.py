"""The statuses of a checkpoint, and which may follow which."""

from enum import StrEnum

from domain.lifecycle import Moves, move


class Status(StrEnum):
    SCHEDULED = "scheduled"
    RUNNING = "running"
    ENDED = "ended, awaiting agreement"
    AGREED = "agreed"
    NO_OBJECTION = "closed without objection"
    DISPUTED = "disputed"
    SKIPPED = "skipped"
    MISSED = "missed"
    CANCELLED = "cancelled"


AHEAD = frozenset({Status.SCHEDULED, Status.RUNNING})
HELD = frozenset({Status.ENDED, Status.DISPUTED, Status.AGREED, Status.NO_OBJECTION})
SETTLED = frozenset(Status) - AHEAD - {Status.ENDED, Status.DISPUTED}
MOVES: Moves[Status] = {
    # Minutes written of what nobody started in the bot end it at once.
    Status.SCHEDULED: {
        Status.RUNNING,
        Status.ENDED,
        Status.SKIPPED,
        Status.MISSED,
        Status.CANCELLED,
    },
    Status.RUNNING: {Status.ENDED},
    Status.ENDED: {Status.AGREED, Status.NO_OBJECTION, Status.DISPUTED},
    Status.DISPUTED: {Status.ENDED, Status.AGREED},
    Status.MISSED: {Status.ENDED},
}
VERBS: dict[Status, str] = {
    Status.RUNNING: "started",
    Status.ENDED: "ended",
    Status.NO_OBJECTION: "closed",
}


def step(ref: str, current: Status, wanted: Status) -> Status:
    """Return *wanted*, or refuse in the verb that *wanted* comes of."""
    return move(ref, current, wanted, MOVES, VERBS.get(wanted, wanted))
