"""What both parties signed or agreed, and what still waits to become part of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.consent import require_both
from domain.errors import DomainError, NotAllowed, Said
from domain.fact import Fact
from domain.item import Item
from domain.lifecycle import Moves, move
from domain.member import May, Member
from domain.plan import Plan
from domain.visibility import Audience, Side


class Agreed(StrEnum):
    """How far an item of the baseline is agreed."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"


MOVES: Moves[Agreed] = {
    Agreed.DRAFT: {Agreed.AGREED, Agreed.PROPOSED},
    Agreed.PROPOSED: {Agreed.AGREED, Agreed.DECLINED},
}


class Added(Fact):
    """{who} added {item}."""


class ItemProposed(Fact):
    """{who} proposes {item}. It counts when the other party agrees."""


class ItemAgreed(Fact):
    """{who} agreed {item}: it is part of the baseline."""

    STANDS = True


class ItemSigned(Fact):
    """{item} is part of the plan that both parties signed."""

    STANDS = True


class ItemDeclined(Fact):
    """{who} declined {item}: {note}."""

    STANDS = True


GONE = frozenset({"cancelled", "shared", "superseded"})
STANDS = {
    Agreed.DRAFT: "is a draft: it is agreed when both parties sign the plan, `sign`.",
    Agreed.PROPOSED: "was taken out, so it waits for nobody's answer.",
    Agreed.AGREED: "is agreed already.",
    Agreed.DECLINED: "was declined, so it waits for nobody's answer.",
}


class NotProposed(DomainError):
    """{ref} {stands}"""

    def __init__(self, ref: str, agreed: Agreed, gone: str = "") -> None:
        """*gone* is the status of what is there no more, however far it was agreed."""
        self.ref = ref
        over = f"is {gone}, so it waits for nobody's answer."
        self.stands = over if gone else STANDS[agreed]


class NotAgreedYet(DomainError):
    """{ref} is {agreed}: nothing is claimed of it before both parties agreed it."""

    def __init__(self, ref: str, agreed: str) -> None:
        self.ref = ref
        self.agreed = agreed


BIRTHS: dict[Agreed, type[Fact]] = {
    Agreed.DRAFT: Added,
    Agreed.PROPOSED: ItemProposed,
    Agreed.AGREED: Added,
}


def beginning(plan: Plan, audience: Audience) -> Agreed:
    """How far a new item is agreed: a draft's at the signatures, later by one word."""
    if audience.private:
        return Agreed.AGREED
    return Agreed.DRAFT if plan.drafting else Agreed.PROPOSED


@dataclass(eq=False, kw_only=True)
class BaselineItem(Item):
    """An item both parties must agree before it counts."""

    BASELINE: ClassVar[bool] = True
    agreed: Agreed = Agreed.DRAFT
    proposed_by: Side | None = None

    @property
    def waits_for(self) -> Side | None:
        """The party whose word it waits for."""
        if self.agreed is not Agreed.PROPOSED or self.settled or not self.proposed_by:
            return None
        return self.side or self.proposed_by.other

    @property
    def state(self) -> str:
        """What was declined never began, whatever its status."""
        declined = self.agreed is Agreed.DECLINED
        return str(self.agreed) if declined else super().state

    @property
    def gone(self) -> bool:
        """Whether it was taken out, or a joint item took its place."""
        return super().state in GONE

    def guard(self, by: Member, **after: object) -> None:
        """Refuse to alter what both signed, what was declined, what others propose.

        *after* are the values it is to have, which a change request then holds.
        """
        by.require(May.LEAD)
        if self.audience.private:
            return
        if self.agreed is Agreed.AGREED:
            require_both(self, by, **after)
        if self.agreed is Agreed.DECLINED:
            raise Said(f"{self.ref} was declined. Add it anew, as it should be.")
        if self.agreed is Agreed.PROPOSED and by.side is not self.proposed_by:
            raise NotAllowed(f"the {self.proposed_by}'s side, who propose {self.ref},")

    def claimable(self, by: Member) -> None:
        """Refuse to claim a result of what is not agreed."""
        by.require(May.LEAD)
        if self.agreed is not Agreed.AGREED:
            raise NotAgreedYet(self.ref, self.agreed)

    def enter(self, *, by: Member, at: datetime) -> Fact:
        """Become part of what both parties sign, as a draft does at the signature."""
        agreed = move(self.ref, self.agreed, Agreed.AGREED, MOVES, "agreed")
        return self.change(ItemSigned, by=by, at=at, agreed=agreed)

    def agree(self, *, by: Member, at: datetime) -> Fact:
        self._answerable(by)
        agreed = move(self.ref, self.agreed, Agreed.AGREED, MOVES, "agreed")
        return self.change(ItemAgreed, by=by, at=at, agreed=agreed)

    def decline(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._answerable(by)
        agreed = move(self.ref, self.agreed, Agreed.DECLINED, MOVES, "declined")
        return self.change(ItemDeclined, by=by, at=at, note=why, agreed=agreed)

    def _answerable(self, by: Member) -> None:
        if self.waits_for is None:
            raise NotProposed(self.ref, self.agreed, self.state if self.gone else "")
        if by.side is not self.waits_for:
            raise NotAllowed(f"the {self.waits_for}'s lead")
