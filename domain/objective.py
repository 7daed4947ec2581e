"""An objective: a shared goal, with what it is worth to each party."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from domain.baseline import Agreed, BaselineItem
from domain.errors import NotAllowed, Said
from domain.fact import Fact
from domain.lifecycle import Moves, move
from domain.member import May, Member
from domain.note import Renamed
from domain.sharing import ItemShared
from domain.visibility import Side


class Kind(StrEnum):
    IMPROVEMENT = "improvement"
    INNOVATION = "innovation"
    SUSTAINABILITY = "sustainability"
    RISK = "risk"
    CAPABILITY = "capability"


class Status(StrEnum):
    OPEN = "open"
    CLAIMED = "met, awaiting acceptance"
    MET = "met"
    CANCELLED = "cancelled"
    SHARED = "shared"  # a private item that became a joint one


SETTLED = frozenset({Status.MET, Status.CANCELLED, Status.SHARED})
MOVES: Moves[Status] = {
    Status.OPEN: {Status.CLAIMED, Status.CANCELLED, Status.SHARED},
    Status.CLAIMED: {Status.MET, Status.OPEN},
}


class ObjectiveClaimed(Fact):
    """{who} says {item} is met: {note}."""


class ObjectiveAccepted(Fact):
    """{who} agrees that {item} is met."""

    STANDS = True


class ObjectiveSentBack(Fact):
    """{who} does not agree that {item} is met: {note}."""

    STANDS = True


class ObjectiveCancelled(Fact):
    """{who} took {item} out: {note}."""


class ObjectiveMoved(Fact):
    """{who} moved {item} to {due}.{and_note}"""


@dataclass(eq=False, kw_only=True)
class Objective(BaselineItem):
    NOUN: ClassVar[str] = "objective"
    PLURAL: ClassVar[str] = "objectives"
    PREFIX: ClassVar[str] = "O"
    FRESH: ClassVar[dict[str, object]] = {
        "status": Status.OPEN,
        "evidence": "",
        "claimed_side": None,
        "claimed_at": None,
    }

    status: Status = Status.OPEN
    kind: Kind | None = None
    benefit_customer: str = ""
    benefit_supplier: str = ""
    measure: str = ""
    due: date | None = None
    evidence: str = ""
    claimed_side: Side | None = None
    claimed_at: datetime | None = None

    @property
    def settled(self) -> bool:
        return self.agreed is Agreed.DECLINED or self.status in SETTLED

    @property
    def accepting_side(self) -> Side | None:
        return self.side or (self.claimed_side.other if self.claimed_side else None)

    def claim_met(self, evidence: str, *, by: Member, at: datetime) -> Fact:
        """Say that it is met. A lead of the other party agrees or sends it back."""
        self.claimable(by)
        status = move(self.ref, self.status, Status.CLAIMED, MOVES, "called met")
        return self.change(
            ObjectiveClaimed,
            by=by,
            at=at,
            note=evidence,
            status=status,
            evidence=evidence,
            claimed_side=by.side,
            claimed_at=at,
        )

    def accept(self, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        status = move(self.ref, self.status, Status.MET, MOVES, "accepted")
        return self.change(ObjectiveAccepted, by=by, at=at, status=status)

    def send_back(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        return self.change(ObjectiveSentBack, by=by, at=at, note=why, **self.FRESH)

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        status = move(self.ref, self.status, Status.CANCELLED, MOVES, "cancelled")
        self.guard(by, status=status)
        return self.change(ObjectiveCancelled, by=by, at=at, note=why, status=status)

    def move_to(self, due: date, why: str = "", *, by: Member, at: datetime) -> Fact:
        self._open("its date no longer moves")
        self.guard(by, due=due)
        return self.change(ObjectiveMoved, by=by, at=at, note=why, due=due)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        self._open("its title stays as it was")
        self.guard(by, title=title)
        return self.change(Renamed, by=by, at=at, title=title)

    def share(self, joint: str, *, by: Member, at: datetime) -> Fact:
        """Say that the joint item *joint* takes the place of this private one."""
        by.require(May.LEAD)
        status = move(self.ref, self.status, Status.SHARED, MOVES, "shared")
        return self.change(ItemShared, by=by, at=at, note=joint, status=status)

    def _open(self, so: str) -> None:
        if self.status is not Status.OPEN:
            raise Said(f"{self.ref} is {self.status}; {so}.")

    def _judged(self, by: Member) -> None:
        if self.status is not Status.CLAIMED:
            raise Said(f"{self.ref} is {self.status}; nobody has claimed it is met.")
        if by.side is not self.accepting_side or not by.may(May.LEAD):
            raise NotAllowed(f"the {self.accepting_side}'s lead")
