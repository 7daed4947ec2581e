"""What may become of something a platform was asked to say, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from storage.tables import State


class Outcome(StrEnum):
    """Every error of every platform is one of these; what was accepted is none."""

    LATER = "not sent"
    DOUBT = "in doubt"
    ROOM = "room dead"
    INSTALLATION = "installation dead"
    REFUSED = "content refused"
    GONE = "the card is gone"
    UNSEEN = "nobody can look"
    UNKNOWN = "unknown"


class NotSaid(Exception):
    """A platform did not take it, or nobody knows.

    `why` is for the operator and never quotes what people wrote. `after` is how long to
    leave `scope` alone, where the platform says so: one room, one method, one tenant.
    """

    def __init__(
        self,
        outcome: Outcome,
        why: str,
        *,
        after: timedelta | None = None,
        scope: str = "",
    ) -> None:
        super().__init__(why)
        self.outcome = outcome
        self.why = why
        self.after = after
        self.scope = scope


@dataclass(frozen=True, kw_only=True)
class Course:
    """Where the row goes.

    `waits` is the least time until a next try. With `parks`, a row that fails so again
    and again while others get through is poison; with `answers`, whatever others do.
    With `lost`, the leads are told elsewhere.
    """

    state: State
    waits: timedelta = timedelta(0)
    parks: bool = False
    answers: bool = False
    lost: bool = False


COURSES: Mapping[Outcome, Course] = {
    Outcome.LATER: Course(state=State.WAITING),
    Outcome.DOUBT: Course(state=State.DOUBT, parks=True),
    Outcome.ROOM: Course(state=State.FAILED, lost=True),
    Outcome.INSTALLATION: Course(state=State.WAITING, waits=timedelta(minutes=10)),
    Outcome.REFUSED: Course(state=State.FAILED),
    Outcome.GONE: Course(state=State.WAITING),
    Outcome.UNSEEN: Course(state=State.FOLDED),
    Outcome.UNKNOWN: Course(state=State.DOUBT, parks=True, answers=True),
}
