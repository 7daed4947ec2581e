"""A milestone: a dated event of the baseline, always answered by the other party."""

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


class Status(StrEnum):
    """The words of OCDS, with the other party's answer between claim and result."""

    SCHEDULED = "scheduled"
    CLAIMED = "claimed, awaiting acceptance"
    MET = "met"
    PARTLY = "partly met"
    MISSED = "not met"
    CANCELLED = "cancelled"
    SHARED = "shared"  # a private item that became a joint one


RESULTS = frozenset({Status.MET, Status.PARTLY, Status.MISSED})
SETTLED = RESULTS | {Status.CANCELLED, Status.SHARED}
MOVES: Moves[Status] = {
    Status.SCHEDULED: {Status.CLAIMED, Status.CANCELLED, Status.SHARED},
    Status.CLAIMED: {Status.SCHEDULED, *RESULTS},
    Status.PARTLY: {Status.CLAIMED},
    Status.MISSED: {Status.CLAIMED},
}


class MilestoneClaimed(Fact):
    """{who} says {item} is {claim}: {note}."""


class MilestoneAccepted(Fact):
    """{who} accepts that {item} is {status}."""

    STANDS = True


class MilestoneSentBack(Fact):
    """{who} sent {item} back: {note}."""

    STANDS = True


class MilestoneCancelled(Fact):
    """{who} took {item} out: {note}."""


class MilestoneMoved(Fact):
    """{who} moved {item} to {due}.{and_note}"""


@dataclass(eq=False, kw_only=True)
class Milestone(BaselineItem):
    NOUN: ClassVar[str] = "milestone"
    PLURAL: ClassVar[str] = "milestones"
    PREFIX: ClassVar[str] = "M"
    FRESH: ClassVar[dict[str, object]] = {
        "status": Status.SCHEDULED,
        "acceptor": None,
        "claim": None,
        "claimed_side": None,
        "claimed_at": None,
        "evidence": "",
    }

    due: date
    status: Status = Status.SCHEDULED
    acceptor: str | None = None
    claim: Status | None = None
    claimed_side: Side | None = None
    claimed_at: datetime | None = None
    evidence: str = ""

    @property
    def settled(self) -> bool:
        return self.agreed is Agreed.DECLINED or self.status in SETTLED

    @property
    def accepting_side(self) -> Side | None:
        return self.side or (self.claimed_side.other if self.claimed_side else None)

    def claim_result(
        self, result: Status, evidence: str, *, by: Member, at: datetime
    ) -> Fact:
        """Say how it went. *result* is one of RESULTS; the other party answers."""
        self.claimable(by)
        status = move(self.ref, self.status, Status.CLAIMED, MOVES, f"called {result}")
        claim = {"claim": result, "claimed_side": by.side, "claimed_at": at}
        return self.change(
            MilestoneClaimed,
            by=by,
            at=at,
            note=evidence,
            status=status,
            evidence=evidence,
            **claim,
        )

    def accept(self, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        result = self.claim or Status.MET
        status = move(self.ref, self.status, result, MOVES, "accepted")
        return self.change(MilestoneAccepted, by=by, at=at, status=status)

    def send_back(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        status = move(self.ref, self.status, Status.SCHEDULED, MOVES, "sent back")
        blank = self.FRESH | {"status": status, "acceptor": self.acceptor}
        return self.change(MilestoneSentBack, by=by, at=at, note=why, **blank)

    def move_to(self, due: date, why: str = "", *, by: Member, at: datetime) -> Fact:
        self._scheduled("its date no longer moves")
        self.guard(by, due=due)
        return self.change(MilestoneMoved, by=by, at=at, note=why, due=due)

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        status = move(self.ref, self.status, Status.CANCELLED, MOVES, "cancelled")
        self.guard(by, status=status)
        return self.change(MilestoneCancelled, by=by, at=at, note=why, status=status)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        self._scheduled("its title stays as it was")
        self.guard(by, title=title)
        return self.change(Renamed, by=by, at=at, title=title)

    def share(self, joint: str, *, by: Member, at: datetime) -> Fact:
        """Say that the joint item *joint* takes the place of this private one."""
        by.require(May.LEAD)
        status = move(self.ref, self.status, Status.SHARED, MOVES, "shared")
        return self.change(ItemShared, by=by, at=at, note=joint, status=status)

    def _scheduled(self, so: str) -> None:
        if self.status is not Status.SCHEDULED:
            raise Said(f"{self.ref} is {self.status}; {so}.")

    def _judged(self, by: Member) -> None:
        if self.status is not Status.CLAIMED:
            raise Said(
                f"{self.ref} is {self.status}; nothing about it waits for an answer."
            )
        if by.side is not self.accepting_side:
            raise NotAllowed(f"the {self.accepting_side}'s side")
        if by.person != self.acceptor and not by.may(May.LEAD):
            raise NotAllowed(f"a lead of the {by.side}, or whoever {self.ref} names,")
