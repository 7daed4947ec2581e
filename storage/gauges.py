"""How far behind we are: what is due, what is unsaid. Counts only, never whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.due import Kind
from storage.tables import State, due, outbox

UNENDED = (State.WAITING, State.SENDING, State.DOUBT, State.FAILED, State.HELD)
_first = func.min(due.c.at)
DUE = select(due.c.kind, func.count(), _first).group_by(due.c.kind)
UNSAID = (
    select(outbox.c.state, func.count(), func.min(outbox.c.not_before))
    .where(outbox.c.state.in_(UNENDED))
    .group_by(outbox.c.state)
)


@dataclass(frozen=True)
class Pile:
    """So many rows, the first of which was to be dealt with at *first* (aware UTC)."""

    many: int
    first: datetime

    def behind(self, now: datetime) -> float:
        """For how many seconds the first has waited; 0 where its time is to come."""
        return max((now - self.first).total_seconds(), 0.0)


@dataclass(frozen=True)
class Gauges:
    due: Mapping[Kind, Pile]
    unsaid: Mapping[State, Pile]


def gauges(connection: Connection) -> Gauges:
    """Both tables as they stand; what has ended is not counted."""
    return Gauges(
        due={kind: Pile(n, at) for kind, n, at in connection.execute(DUE)},
        unsaid={state: Pile(n, at) for state, n, at in connection.execute(UNSAID)},
    )
