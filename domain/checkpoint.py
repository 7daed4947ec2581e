"""A checkpoint: one time at which both parties go through the plan together."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain import checkpoint_fact as facts
from domain.checkpoint_status import AHEAD, HELD, SETTLED, Status, step
from domain.errors import DomainError, Said
from domain.fact import Fact
from domain.member import May, Member, Tier
from domain.minutes import Minuted
from domain.note import Renamed
from domain.series import Kind

__all__ = ["AHEAD", "HELD", "Checkpoint", "Status"]


class OneOfASeries(DomainError):
    """{ref} is one of {series}. Skip it, and the next one stays: `{ref} skip "why"`."""

    def __init__(self, ref: str, series: str) -> None:
        self.ref = ref
        self.series = series


@dataclass(eq=False, kw_only=True)
class Checkpoint(Minuted):
    """One occurrence. `starts` is aware UTC, meant on the wall in `zone`.

    `slot` is the day of the series it stands for, also once it has been moved.
    `asked_at` is when the chair was asked how it went.
    """

    NOUN: ClassVar[str] = "checkpoint"
    PLURAL: ClassVar[str] = "checkpoints"
    PREFIX: ClassVar[str] = "CP"

    zone: str
    series: str = ""
    slot: date | None = None
    tier: Tier | None = None
    kind: Kind = Kind.REVIEW
    quorum: int = 0
    asked_at: datetime | None = None

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    def move_to(self, starts: datetime, *, by: Member, at: datetime) -> Fact:
        by.require(May.LEAD)
        if self.status is not Status.SCHEDULED:
            raise Said(f"{self.ref} is {self.status}; it no longer moves.")
        if starts <= at:
            raise Said(f"{self.ref} cannot move into the past. Give a later time.")
        return self.change(
            facts.CheckpointMoved, by=by, at=at, starts=starts, asked_at=None
        )

    def seat(self, chair: Member, *, by: Member, at: datetime) -> Fact:
        """Give the chair to *chair*, until minutes are written."""
        by.require(May.LEAD)
        if self.status not in AHEAD:
            raise Said(f"{self.ref} is {self.status}; its chair no longer changes.")
        return self.change(facts.ChairGiven, by=by, at=at, chair=chair.person)

    def skip(self, why: str, *, by: Member, at: datetime) -> Fact:
        by.require(May.LEAD)
        status = step(self.ref, self.status, Status.SKIPPED)
        return self.change(
            facts.CheckpointSkipped, by=by, at=at, note=why, status=status
        )

    def ask(self, *, at: datetime) -> Fact:
        """Nobody said how it went: whoever takes the chair is asked."""
        return self.change(facts.MinutesAsked, by=None, at=at, asked_at=at)

    def miss(self, *, at: datetime) -> Fact:
        status = step(self.ref, self.status, Status.MISSED)
        return self.change(facts.CheckpointMissed, by=None, at=at, status=status)

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        by.require(May.LEAD)
        if self.series:
            raise OneOfASeries(self.ref, self.series)
        status = step(self.ref, self.status, Status.CANCELLED)
        return self.change(
            facts.CheckpointCancelled, by=by, at=at, note=why, status=status
        )

    def fall_away(self, *, by: Member, at: datetime) -> Fact:
        """Go with its series, which both parties ended."""
        status = step(self.ref, self.status, Status.CANCELLED)
        return self.change(
            facts.CheckpointCancelled, by=by, at=at, note=self.series, status=status
        )

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        by.require(May.LEAD)
        if self.status not in AHEAD:
            raise Said(f"{self.ref} is {self.status}; its title stays as it was.")
        return self.change(Renamed, by=by, at=at, title=title)
