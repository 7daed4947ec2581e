"""Who may read a web room: the people of its plan; of a draft, whoever is there."""

from dataclasses import dataclass

from bot.ports import Work
from domain.member import Member, Standing
from domain.party import Party
from domain.person import Person
from domain.room import PlanRoom
from domain.visibility import Audience, Side, visible


@dataclass(frozen=True)
class Reader:
    """A room as one person reads it: `plans` are those whose words they may see."""

    person: Person
    plans: frozenset[str]
    present: bool

    def may_read(self, plan: str) -> bool:
        return plan in self.plans if plan else self.present


def reader(
    work: Work, person: Person, room: str, present: frozenset[str]
) -> Reader | None:
    """How *person* reads *room*, or None: a room nobody may read does not exist.

    `present` are the organisations the room was opened for.
    """
    bound = work.some(PlanRoom, room=room)
    plans = frozenset(b.plan for b in bound if _reads(work, person, b, present))
    there = person.organisation in present
    if bound and not plans:
        return None
    return Reader(person, plans, there or bool(plans)) if bound or there else None


def still_present(work: Work, room: str, opened: frozenset[str]) -> frozenset[str]:
    """The organisations that read *room* now: an agreed plan closes it to others."""
    bound = work.some(PlanRoom, room=room)
    for plan in {b.plan for b in bound}:
        parties = work.some(Party, plan=plan)
        if settled(parties):
            opened &= frozenset(o for p in parties for o in p.organisations.split())
    return opened


def settled(parties: list[Party]) -> bool:
    """Whether both parties are known: from then on only members read."""
    return len(parties) == len(Side) and all(party.verified for party in parties)


def _reads(
    work: Work, person: Person, bound: PlanRoom, present: frozenset[str]
) -> bool:
    member = work.one(Member, plan=bound.plan, person=person.id)
    if member and member.active:
        return visible(bound.audience, member.reads)
    if member and member.standing is Standing.REMOVED:
        return False
    # A draft must be seen to be joined.
    drafting = not settled(work.some(Party, plan=bound.plan))
    shared = bound.audience is Audience.JOINT
    return shared and drafting and person.organisation in present
