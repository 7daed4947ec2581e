"""A decision: what was decided, by whom for each side."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.errors import NotAllowed, Said
from domain.fact import Fact
from domain.item import Item
from domain.lifecycle import Moves, move
from domain.member import May, Member
from domain.note import Renamed
from domain.sharing import ItemShared
from domain.visibility import Audience, Side


class Status(StrEnum):
    PROPOSED = "waiting for the other party"
    AGREED = "agreed"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    SHARED = "shared"  # a private item that became a joint one


MOVES: Moves[Status] = {
    Status.PROPOSED: {
        Status.AGREED,
        Status.DECLINED,
        Status.CANCELLED,
        Status.SHARED,
    },
    Status.AGREED: {Status.SUPERSEDED, Status.SHARED},
}


class DecisionAdded(Fact):
    """{who} wrote down {item}."""


class DecisionAgreed(Fact):
    """{who} agreed {item}."""

    STANDS = True


class DecisionDeclined(Fact):
    """{who} declined {item}: {note}."""

    STANDS = True


class DecisionSuperseded(Fact):
    """{item} is superseded by {note}."""

    STANDS = True


class DecisionCancelled(Fact):
    """{who} withdrew {item}: {note}."""


@dataclass(eq=False, kw_only=True)
class Decision(Item):
    NOUN: ClassVar[str] = "decision"
    PLURAL: ClassVar[str] = "decisions"
    PREFIX: ClassVar[str] = "D"
    FRESH: ClassVar[dict[str, object]] = {
        "status": Status.PROPOSED,
        "agreed_by": None,
    }

    proposed_by: Side
    status: Status = Status.PROPOSED
    supersedes: str = ""
    agreed_by: str | None = None

    @property
    def settled(self) -> bool:
        return self.status is not Status.PROPOSED

    @property
    def waits_for(self) -> Side | None:
        if self.status is not Status.PROPOSED:
            return None
        return self.side or self.proposed_by.other

    def agree(self, *, by: Member, at: datetime) -> Fact:
        self._answerable(by)
        status = move(self.ref, self.status, Status.AGREED, MOVES, "agreed")
        return self.change(
            DecisionAgreed, by=by, at=at, status=status, agreed_by=by.person
        )

    def decline(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._answerable(by)
        status = move(self.ref, self.status, Status.DECLINED, MOVES, "declined")
        return self.change(DecisionDeclined, by=by, at=at, note=why, status=status)

    def supersedable(self, audience: Audience) -> None:
        """Refuse to replace what is not agreed, replaced already, or read by others."""
        if audience is not self.audience:
            raise Said(f"{self.ref} is joint; a private decision cannot replace it.")
        self._replaced()

    def supersede(self, newer: str, *, by: Member, at: datetime) -> Fact:
        status = self._replaced()
        return self.change(DecisionSuperseded, by=by, at=at, note=newer, status=status)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        self._ours(by)
        if self.status is not Status.PROPOSED:
            raise Said(
                f"{self.ref} is {self.status}; its words stay. Write a new one that"
                f' replaces it: `decision add "…" supersedes {self.ref}`.'
            )
        return self.change(Renamed, by=by, at=at, title=title)

    def share(self, joint: str, *, by: Member, at: datetime) -> Fact:
        """Say that the joint item *joint* takes the place of this private one."""
        by.require(May.LEAD)
        status = move(self.ref, self.status, Status.SHARED, MOVES, "shared")
        return self.change(ItemShared, by=by, at=at, note=joint, status=status)

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._ours(by)
        status = move(self.ref, self.status, Status.CANCELLED, MOVES, "cancelled")
        return self.change(DecisionCancelled, by=by, at=at, note=why, status=status)

    def _replaced(self) -> Status:
        return move(self.ref, self.status, Status.SUPERSEDED, MOVES, "replaced")

    def _ours(self, by: Member) -> None:
        by.require(May.LEAD)
        if by.side is not self.proposed_by:
            raise NotAllowed(f"the {self.proposed_by}'s side, who wrote {self.ref},")

    def _answerable(self, by: Member) -> None:
        by.require(May.LEAD)
        if self.waits_for and by.side is not self.waits_for:
            raise NotAllowed(f"the {self.waits_for}'s lead")
