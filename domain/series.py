"""A series of checkpoints: how often both parties meet, and who takes the chair."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from domain.baseline import Agreed, BaselineItem
from domain.checkpoint_fact import ChairGiven
from domain.errors import Said
from domain.fact import Fact
from domain.lifecycle import Moves, move
from domain.member import Member, Tier
from domain.note import Renamed
from domain.recurrence import Rule, Unit
from domain.walltime import instant, wall
from domain.workdays import DAY


class Kind(StrEnum):
    """What a checkpoint is for."""

    REVIEW = "review"
    SITE_VISIT = "site visit"
    AUDIT = "audit"


class Status(StrEnum):
    COMING_BACK = "scheduled"
    CANCELLED = "cancelled"


MOVES: Moves[Status] = {Status.COMING_BACK: {Status.CANCELLED}}


class SeriesCancelled(Fact):
    """{who} took {item} out: {note}."""


@dataclass(eq=False, kw_only=True)
class Series(BaselineItem):
    """`at_time` is wall time in `zone`; `start` is the day that sets the rhythm.

    `unit` to `month` are the rule, as domain.recurrence takes it. `quorum` is how many
    of each party must attend; 0 asks for none.
    """

    NOUN: ClassVar[str] = "series"
    PLURAL: ClassVar[str] = "series"
    PREFIX: ClassVar[str] = "CS"

    unit: Unit
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    month: int | None = None
    at_time: time
    zone: str
    start: date
    tier: Tier | None = None
    kind: Kind = Kind.REVIEW
    chair: str | None = None
    quorum: int = 0
    status: Status = Status.COMING_BACK

    @property
    def settled(self) -> bool:
        return self.agreed is Agreed.DECLINED or self.status is Status.CANCELLED

    @property
    def stands(self) -> bool:
        """Whether both parties agreed that they meet so."""
        return self.agreed is Agreed.AGREED and not self.settled

    @property
    def rule(self) -> Rule:
        return Rule(
            self.unit,
            self.every,
            weekday=self.weekday,
            nth=self.nth,
            day=self.day,
            month=self.month,
        )

    @property
    def often(self) -> str:
        """`every 2 weeks on tue at 10:00 (Europe/London)`."""
        return f"{self.rule} at {self.at_time:%H:%M} ({self.zone})"

    def next_after(self, day: date | None, *, now: datetime) -> tuple[date, datetime]:
        """The first day of the rule after *day* that is not over at *now*, and when.

        Of what *day* None means, the start counts too. The moment is in UTC.
        """
        yesterday = wall(now, self.zone).date() - DAY
        found = max(day or self.start - DAY, yesterday)
        while True:
            found = self.rule.after(found, start=self.start)
            if (moment := instant(found, self.at_time, self.zone)) >= now:
                return found, moment

    def seat(self, chair: Member, *, by: Member, at: datetime) -> Fact:
        """Give the chair to *chair*, of the one ahead and all that follow."""
        if self.settled:
            raise Said(f"{self.ref} is {self.state}; its chair stays as it was.")
        self.guard(by, chair=chair.person)
        return self.change(ChairGiven, by=by, at=at, chair=chair.person)

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        status = move(self.ref, self.status, Status.CANCELLED, MOVES, "cancelled")
        self.guard(by, status=status)
        return self.change(SeriesCancelled, by=by, at=at, note=why, status=status)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        if self.settled:
            raise Said(f"{self.ref} is {self.status}; its title stays as it was.")
        self.guard(by, title=title)
        return self.change(Renamed, by=by, at=at, title=title)
