"""The people the rules of work are tried with, and a plan and items for them."""

from datetime import UTC, date, datetime
from typing import Any

from domain.action import Action
from domain.decision import Decision
from domain.member import Member, Role
from domain.milestone import Milestone
from domain.objective import Objective
from domain.visibility import Audience, Side

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = date(2027, 3, 31)


def member(person: str, side: Side, role: Role) -> Member:
    return Member(plan="p", person=person, side=side, role=role)


ANN = member("ann", Side.CUSTOMER, Role.LEAD)
CAT = member("cat", Side.CUSTOMER, Role.CONTRIBUTOR)
SAM = member("sam", Side.CUSTOMER, Role.SPONSOR)
BOB = member("bob", Side.SUPPLIER, Role.LEAD)
DAN = member("dan", Side.SUPPLIER, Role.CONTRIBUTOR)


def _begun(**more: Any) -> dict[str, Any]:
    begun = {"plan": "p", "number": 1, "audience": Audience.JOINT, "title": "Train"}
    return {**begun, "created_by": "ann", "created_at": NOW, **more}


def action(**more: Any) -> Action:
    """The supplier's, added by the customer's lead."""
    owned = {"owner": "bob", "owner_side": Side.SUPPLIER}
    return Action(**_begun(**{**owned, **more}))


def objective(**more: Any) -> Objective:
    return Objective(**_begun(**{"proposed_by": Side.CUSTOMER, **more}))


def milestone(**more: Any) -> Milestone:
    proposed = {"proposed_by": Side.CUSTOMER, "due": LATER}
    return Milestone(**_begun(**{**proposed, **more}))


def decision(**more: Any) -> Decision:
    return Decision(**_begun(**{"proposed_by": Side.CUSTOMER, **more}))
