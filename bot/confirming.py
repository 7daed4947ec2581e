"""People whose place in the plan waits for a lead's word."""

from datetime import datetime

from bot.window import PlanView
from domain.member import May, Member, Standing
from domain.plan import Status

ASKED = frozenset({Standing.NAMED, Standing.CLAIMED})


def to_confirm(view: PlanView, lead: Member) -> list[Member]:
    """Own colleagues whom others named, and whoever says they lead the other party."""
    if not lead.may(May.LEAD) or view.plan_row.status is Status.CLOSED:
        return []
    theirs = {Standing.NAMED: lead.side, Standing.CLAIMED: lead.side.other}
    waits = (member for member in view.members() if member.standing in ASKED)
    return [member for member in waits if member.side is theirs[member.standing]]


def since(view: PlanView, member: Member) -> datetime:
    """When they were named, or claimed their place."""
    told = view.facts(ref=member.person)
    return max((found.fact.at for found in told), default=view.plan_row.created_at)
