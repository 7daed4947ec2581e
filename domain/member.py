"""People of a plan, the party each speaks for, and what each role may do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.changing import Changing
from domain.errors import NotAllowed
from domain.fact import Changes, Fact, Undone
from domain.visibility import Side


class MemberEnrolled(Fact):
    """{member} joined for the {member_side} as {role}."""


class MemberNamed(Fact):
    """{who} named {member}, who joins for the {member_side} once a lead confirms."""


class MemberChanged(Fact):
    """{member} is now {note} for the {member_side}."""


class MemberRemoved(Fact):
    """{member} is no longer part of the plan."""


class HandOverPlanned(Fact):
    """{who}: what {member} has open goes to {hands_to} on {hands_on}."""


class HandOverDropped(Fact):
    """{who}: what {member} has open stays with {member} after all."""


class HandOverUndone(Undone):
    """{who} took back their last word on who gets what {member} has open."""


class HandedOver(Fact):
    """What {member} had open is now {note}'s."""


class HandOverLapsed(Fact):
    """What {member} has open did not go to {note}, who cannot take it on any more."""


class LeadClaimed(Fact):
    """{member} says they lead for the {member_side}. The other lead must confirm it."""

    STANDS = True


class LeadConfirmed(Fact):
    """{who} confirmed {member} as lead of the {member_side}."""

    STANDS = True


class LeadNamed(Fact):
    """The operator named {member} as lead of the {member_side}."""

    STANDS = True


class LeadRefused(Fact):
    """{who} did not confirm {member} as lead of the {member_side}."""

    STANDS = True


class Role(StrEnum):
    LEAD = "lead"
    SPONSOR = "sponsor"
    CONTRIBUTOR = "contributor"
    OBSERVER = "observer"


class Standing(StrEnum):
    """How far somebody's place in the plan has come."""

    ACTIVE = "active"
    NAMED = "named"  # by a colleague; waits for an own lead
    CLAIMED = "claimed"  # says they lead the other party; waits for the starter
    REMOVED = "removed"


class Tier(StrEnum):
    OPERATIONAL = "operational"
    TACTICAL = "tactical"
    STRATEGIC = "strategic"
    EXECUTIVE = "executive"


class May(StrEnum):
    """What a command asks of the role of whoever types it."""

    READ = "read the plan"
    WORK = "work on actions"
    ACCEPT = "accept what names them"
    APPOINT = "name people of their own party"
    LEAD = "agree, sign and set up for their party"


GRANTS: dict[Role, frozenset[May]] = {
    Role.LEAD: frozenset(May),
    Role.SPONSOR: frozenset({May.READ, May.ACCEPT, May.APPOINT}),
    Role.CONTRIBUTOR: frozenset({May.READ, May.WORK, May.ACCEPT}),
    Role.OBSERVER: frozenset({May.READ}),
}


NOT_PLANNED: dict[str, Any] = {"hands_to": None, "hands_on": None, "hands_by": None}


@dataclass(eq=False, kw_only=True)
class Member(Changing):
    """One person's place in one plan. Speaks for exactly one party.

    What they have open goes to the colleague `hands_to` on the day `hands_on`, as the
    colleague `hands_by` asked.
    """

    plan: str
    person: str
    side: Side
    role: Role
    standing: Standing = Standing.ACTIVE
    organisation: str = ""
    tier: Tier | None = None
    deputy: str | None = None
    counterpart: str | None = None
    hands_to: str | None = None
    hands_on: date | None = None
    hands_by: str | None = None
    version: int = 0

    @property
    def ref(self) -> str:
        return self.person

    @property
    def active(self) -> bool:
        return self.standing is Standing.ACTIVE

    def hand_over(self, to: str, on: date, *, by: "Member", at: datetime) -> Fact:
        """Plan that what they have open goes to the colleague *to* on a later day."""
        when: dict[str, Any] = {"hands_to": to, "hands_on": on}
        when["hands_by"] = by.person
        return self.change(HandOverPlanned, by=by, at=at, **when)

    def keep_own(
        self, kind: type[Fact], note: str = "", *, by: "Member | None", at: datetime
    ) -> Fact:
        """Nothing is planned any more: it happened, lapsed, or was taken back."""
        return self.change(kind, by=by, at=at, note=note, **NOT_PLANNED)

    @property
    def reads(self) -> Side | None:
        """Whose window they have: an observer's is what both parties read."""
        return None if self.role is Role.OBSERVER else self.side

    def may(self, permission: May) -> bool:
        return self.active and permission in GRANTS[self.role]

    def require(self, permission: May) -> None:
        if not self.may(permission):
            able = [role for role, granted in GRANTS.items() if permission in granted]
            raise NotAllowed(" or ".join(f"a {role}" for role in able))

    def consented(self, _ref: str, _changes: Changes, /) -> bool:
        """Whether the other party signed this change; one party's word never does."""
        return False

    def speak_for(self, side: Side, what: str) -> None:
        if self.side is not side:
            raise NotAllowed(f"the {side}'s side ({what})")
