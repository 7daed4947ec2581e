"""Minutes: who was there, what was said, and what both parties say of it."""

from dataclasses import dataclass
from datetime import datetime

from domain import checkpoint_fact as facts
from domain.checkpoint_status import Status, step
from domain.errors import DomainError, IllegalMove, NotAllowed, Said
from domain.fact import Fact
from domain.item import Item
from domain.member import May, Member
from domain.visibility import Side

LONGEST_MINUTES = 20_000  # letters: what one export, one page and one card still hold
TAKES_PEOPLE = frozenset({Status.RUNNING, Status.ENDED, Status.DISPUTED})
ANSWERABLE = frozenset({Status.ENDED, Status.DISPUTED})


class NotBegun(DomainError):
    """{ref} has not begun. Start it first: `{ref} start`."""

    def __init__(self, ref: str) -> None:
        self.ref = ref


class MinutesTooLong(DomainError):
    """The minutes of {ref} would be longer than {most} letters. Put the rest in a note: `{ref} note "…"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.most = LONGEST_MINUTES


@dataclass(eq=False, kw_only=True)
class Minuted(Item):
    """What both parties keep minutes of.

    `attended` holds ids of persons, separated by spaces. `written_side` is the party
    whose minutes wait since `written_at`: for the other, or disputed, to be put right.
    """

    starts: datetime
    status: Status = Status.SCHEDULED
    chair: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    attended: str = ""
    minutes: str = ""
    written_side: Side | None = None
    written_at: datetime | None = None
    agreed_by: str | None = None
    disputed_why: str = ""

    @property
    def accepting_side(self) -> Side | None:
        """The party that did not write the minutes, and so answers them."""
        return self.written_side.other if self.written_side else None

    @property
    def waits_since(self) -> datetime:
        return self.written_at or self.created_at

    @property
    def unanswered(self) -> bool:
        return self.status is Status.ENDED

    @property
    def to_put_right(self) -> Side | None:
        """The party whose minutes the other disputes."""
        return self.written_side if self.status is Status.DISPUTED else None

    @property
    def present(self) -> tuple[str, ...]:
        return tuple(self.attended.split())

    def start(self, *, by: Member, at: datetime) -> Fact:
        self._led(by)
        status = step(self.ref, self.status, Status.RUNNING)
        there = self._with((by.person,))
        return self.change(
            facts.CheckpointStarted,
            by=by,
            at=at,
            status=status,
            started_at=at,
            attended=there,
        )

    def attend(self, people: tuple[str, ...], *, by: Member, at: datetime) -> Fact:
        """Say that *people* were there, besides those who are known to have been."""
        self._led(by)
        if self.status not in TAKES_PEOPLE:
            raise IllegalMove(self.ref, self.status, "attended")
        self._written_by(by)
        there = self._with(people)
        return self.change(facts.CheckpointAttended, by=by, at=at, attended=there)

    def write(self, text: str, *, by: Member, at: datetime) -> Fact:
        """Add *text* to the minutes; of what was not started here it makes them."""
        self._led(by)
        if self.status is Status.SCHEDULED and at < self.starts:
            raise NotBegun(self.ref)
        minutes = self._minuted("\n".join(filter(None, (self.minutes, text))))
        if self.status is Status.RUNNING:
            return self.change(
                facts.MinutesTaken, by=by, at=at, note=text, minutes=minutes
            )
        self._written_by(by)
        status = Status.ENDED
        if self.status is not Status.ENDED:
            step(self.ref, self.status, status)
        return self.change(
            facts.MinutesTaken,
            by=by,
            at=at,
            note=text,
            status=status,
            minutes=minutes,
            written_side=by.side,
            written_at=at,
            ended_at=self.ended_at or at,
            disputed_why="",
        )

    def end(self, minutes: str, *, by: Member | None, side: Side, at: datetime) -> Fact:
        """Close it with its *minutes*, for which *side* speaks; *by* None is time."""
        if by:
            self._led(by)
        if self.status is not Status.RUNNING:
            raise IllegalMove(self.ref, self.status, "ended")
        status = step(self.ref, self.status, Status.ENDED)
        return self.change(
            facts.CheckpointEnded,
            by=by,
            at=at,
            status=status,
            ended_at=at,
            written_side=side,
            written_at=at,
            minutes=self._minuted(minutes),
        )

    def agree(self, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        status = step(self.ref, self.status, Status.AGREED)
        return self.change(
            facts.MinutesAgreed, by=by, at=at, status=status, agreed_by=by.person
        )

    def dispute(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        status = step(self.ref, self.status, Status.DISPUTED)
        return self.change(
            facts.MinutesDisputed,
            by=by,
            at=at,
            note=why,
            status=status,
            written_at=at,
            disputed_why=why,
        )

    def pass_in_silence(self, *, at: datetime) -> Fact:
        """Close minutes nobody answered: no objection, which is not agreement."""
        status = step(self.ref, self.status, Status.NO_OBJECTION)
        return self.change(facts.MinutesNotObjected, by=None, at=at, status=status)

    def _led(self, by: Member) -> None:
        if by.person != self.chair and not by.may(May.LEAD):
            raise NotAllowed(f"a lead, or whoever takes the chair of {self.ref},")

    def _judged(self, by: Member) -> None:
        by.require(May.LEAD)
        if self.status not in ANSWERABLE:
            raise Said(f"{self.ref} is {self.status}; no minutes wait for an answer.")
        if by.side is not self.accepting_side:
            raise NotAllowed(f"the {self.accepting_side}'s lead")

    def _written_by(self, by: Member) -> None:
        """Minutes that wait for the other party are added to by their own only."""
        if self.unanswered and by.side is self.accepting_side:
            raise Said(
                f"The minutes of {self.ref} wait for your party. Agree them, or say"
                f' what is wrong: `{self.ref} dispute "why"`.'
            )

    def _with(self, people: tuple[str, ...]) -> str:
        return " ".join(dict.fromkeys((*self.present, *people)))

    def _minuted(self, text: str) -> str:
        if len(text) > LONGEST_MINUTES:
            raise MinutesTooLong(self.ref)
        return text
