"""Taking what may be said now, and looking again at who would hear it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.delivery.bucket import Buckets, Limit
from adapters.delivery.chat import Chat, Method
from adapters.withdrawal import why_withdrawn
from domain.member import Member
from domain.member import Standing as Place
from domain.person import Person
from domain.post import Unsure
from storage.cards import Cards, Standing
from storage.outbox import Sending
from storage.pace import Pace
from storage.work import SqlWork

PAGE = 1000  # rows looked at in one go
LEASE = timedelta(minutes=2)  # longer than any platform takes to answer


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A row as it is to be said: anew, or in place of the card that stands.

    `folds`: where nobody can look whether it arrived, the next digest says it.
    """

    row: Sending
    standing: Standing | None
    folds: bool

    @property
    def methods(self) -> tuple[Method, ...]:
        """What the platform will be asked to do."""
        if self.standing:
            return (Method.UPDATE,)
        if self.row.standing_only and not self.row.doubt:
            return ()
        return (Method.LOOK_BACK, Method.POST) if self.row.doubt else (Method.POST,)


@dataclass(frozen=True)
class Claim:
    """What was taken. `later` is when the rates let something more go."""

    errands: Sequence[Errand] = ()
    later: datetime | None = None


def claim(work: SqlWork, chat: Chat, now: datetime, *, most: int) -> Claim:
    """Take up to *most* rows that may be said now; withdraw those that may not."""
    return _Claiming(work, chat, now).take(most)


def limits_of(work: SqlWork, chat: Chat, errand: Errand) -> list[Limit]:
    lane = errand.row.lane
    return [
        limit for method in errand.methods for limit in chat.limits(work, lane, method)
    ]


@dataclass
class _Claiming:
    """One claim, in one transaction."""

    work: SqlWork
    chat: Chat
    now: datetime
    later: datetime | None = None
    found: list[Errand] = field(default_factory=list)
    unfit: list[tuple[Sending, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cards = Cards(self.work.connection)
        self.buckets = Buckets(Pace(self.work.connection), self.now)

    def take(self, most: int) -> Claim:
        after = 0
        while len(self.found) < most and (page := self._page(after)):
            self._look(page, most)
            after = page[-1].id
        self.buckets.keep()
        self._withdraw()
        taken = self._taken([errand.row for errand in self.found])
        errands = [
            Errand(row=row, standing=errand.standing, folds=errand.folds)
            for row, errand in zip(taken, self.found, strict=True)
        ]
        return Claim(errands, self.later)

    def _page(self, after: int) -> list[Sending]:
        return self.work.outbox.ready(self.now, most=PAGE, after=after)

    def _look(self, page: Sequence[Sending], most: int) -> None:
        errands = [self._errand(row) for row in page]
        asked = [limits_of(self.work, self.chat, errand) for errand in errands]
        self.buckets.ask(limits[0].scope for limits in asked if limits)
        for errand, limits in zip(errands, asked, strict=True):
            if len(self.found) == most:
                return
            self._consider(errand, limits)

    def _consider(self, errand: Errand, limits: Sequence[Limit]) -> None:
        at = self.buckets.when(limits)
        if at > self.now:
            self.later = min(self.later or at, at)
        elif why := why_withdrawn(errand.row, self.work, self._present):
            self.unfit.append((errand.row, why))
        else:
            self.buckets.take(limits)
            self.found.append(errand)

    def _errand(self, row: Sending) -> Errand:
        standing = (
            self.cards.standing(row.plan, row.card, row.lane) if row.card else None
        )
        return Errand(row=row, standing=standing, folds=self._folds(row))

    def _folds(self, row: Sending) -> bool:
        if not (row.doubt and row.unsure is Unsure.DIGEST):
            return False
        id_ = row.lane.removeprefix("@")
        person = self.work.one(Person, id=id_)
        active = self.work.count(Member, most=1, person=id_, standing=Place.ACTIVE)
        return person is not None and person.digest_on and active > 0

    def _present(self, lane: str) -> frozenset[str]:
        return self.chat.present(self.work, lane)

    def _taken(self, rows: Sequence[Sending]) -> list[Sending]:
        return self.work.outbox.take(rows, until=self.now + LEASE)

    def _withdraw(self) -> None:
        taken = self._taken([row for row, _ in self.unfit])
        for row, (_, why) in zip(taken, self.unfit, strict=True):
            self.work.outbox.withdraw(row.id, row.fence, why)
