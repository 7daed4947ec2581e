"""Where no platform tells us who is in a room: the plan's own parties are."""

from bot.ports import Work
from domain.party import Party
from domain.room import PlanRoom


class BoundPlaces:
    """A room exists once a plan is bound to it, opened for the organisations named."""

    def opened(self, work: Work, room: str) -> frozenset[str] | None:
        bound = work.some(PlanRoom, room=room)
        if not bound:
            return None
        return frozenset(
            organisation
            for one in bound
            for party in work.some(Party, plan=one.plan)
            if not one.audience.private or party.side.value == one.audience.value
            for organisation in party.organisations.split()
        )
