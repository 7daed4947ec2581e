"""How a row ends, or when it is tried again: one transaction after each try."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.delivery.bucket import Buckets, Limit
from adapters.delivery.chat import Chat, Posted
from adapters.delivery.claim import Errand, limits_of
from adapters.delivery.outcome import COURSES, NotSaid, Outcome
from storage.cards import Cards, Standing
from storage.endings import LOST
from storage.outbox import Sending
from storage.pace import Pace
from storage.tables import State
from storage.work import SqlWork

Lost = Callable[[SqlWork, Sending, datetime], None]

AGAIN = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600))  # until a next try
OUTLASTS = timedelta(days=4)  # an outage of three days loses nothing
SETTLED = 3  # so many times the timeout after which nothing can arrive any more


def nobody(*_: object) -> None:
    """Where there are no leads to be told."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What became of one try. `mine` is False where another worker has the row."""

    state: State
    why: str = ""
    mine: bool = True


@dataclass(frozen=True)
class Ending:
    """Writes what one try came to. `lost` tells the leads of what never arrives."""

    work: SqlWork
    chat: Chat
    errand: Errand
    now: datetime
    lost: Lost

    def said(self, posted: Posted) -> Ended:
        """The platform has it, or there was nothing to say."""
        row = self.errand.row
        if not self.work.outbox.sent(row.id, row.fence):
            return Ended(state=State.SENT, mine=False)
        if row.card and posted.id:
            card = Standing(
                posted=posted.id, installation=posted.installation, revision=row.id
            )
            cards = Cards(self.work.connection)
            cards.keep(row.plan, row.card, row.lane, card, at=self.now)
        self._space()
        return Ended(state=State.SENT)

    def not_said(self, refused: NotSaid, *, poison: bool = False) -> Ended:
        course, row = COURSES[refused.outcome], self.errand.row
        state, lost = course.state, course.lost
        if state in {State.WAITING, State.DOUBT} and self._over(poison=poison):
            state, lost = State.FAILED, not poison
        why = f"{LOST}, " * lost + f"{refused.outcome}: {refused.why}"
        later = refused.after or max(course.waits, self._pause(state))
        if not self._write(state, why, self.now + later):
            return Ended(state=state, mine=False)
        if refused.outcome is Outcome.GONE:
            Cards(self.work.connection).forget(row.plan, row.card, row.lane)
        if lost:
            self.lost(self.work, row, self.now)
        self._hold(refused, later)
        return Ended(state=state, why=why)

    def _over(self, *, poison: bool) -> bool:
        return poison or self.now - self.errand.row.at > OUTLASTS

    def _pause(self, state: State) -> timedelta:
        row = self.errand.row
        pause = AGAIN[min(row.attempts, len(AGAIN)) - 1]
        if state is State.DOUBT:
            return max(pause, timedelta(seconds=SETTLED * self.chat.timeout))
        return pause

    def _write(self, state: State, why: str, later: datetime) -> bool:
        row, box = self.errand.row, self.work.outbox
        if state is State.WAITING and row.doubt:
            state = State.DOUBT  # this try said nothing; an earlier one may have
        match state:
            case State.WAITING:
                return box.retry(row.id, row.fence, later, why)
            case State.DOUBT:
                return box.doubt(row.id, row.fence, later, why)
            case State.FOLDED:
                return box.fold(row.id, row.fence, why)
            case _:
                return box.failed(row.id, row.fence, why)

    def _hold(self, refused: NotSaid, later: timedelta) -> None:
        """Only what the platform named has to wait, and everybody minds it."""
        if refused.scope:
            known = {limit.scope: limit for limit in self._limits()}
            limit = known.get(refused.scope, Limit(refused.scope, 0))
            buckets = Buckets(Pace(self.work.connection), self.now)
            buckets.hold(limit, self.now + later)
            buckets.keep()

    def _space(self) -> None:
        """Where one call at a time is let through, count from its answer.

        When it was accepted only the platform knows: at the latest just now.
        """
        buckets = Buckets(Pace(self.work.connection), self.now)
        for limit in self._limits():
            if limit.burst == 1:
                buckets.hold(limit, self.now + limit.one)
        buckets.keep()

    def _limits(self) -> Sequence[Limit]:
        return limits_of(self.work, self.chat, self.errand)
