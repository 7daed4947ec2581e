"""Rooms: bind this one to a plan, for one party only."""

from bot.command import Commands
from bot.context import Context
from bot.message import Message
from domain.errors import DomainError
from domain.member import May
from domain.room import PlanRoom

commands = Commands()


class NotARoom(DomainError):
    """Only a room can be a party's own. Type `room private` in one that only your organisation reads."""  # noqa: E501 - one sentence people read


class OthersPresent(DomainError):
    """People outside your party read this room, so it cannot be private. Use one that only your organisation reads."""  # noqa: E501 - one sentence people read


class AlreadyBound(DomainError):
    """This room is the plan's already, for {whom}."""

    def __init__(self, whom: str) -> None:
        self.whom = whom


@commands("room private", may=May.LEAD, examples=("room private",))
def private(ctx: Context) -> Message:
    """Make this room your party's own: it hears what is private to you."""
    place = ctx.request.place
    if place is None:
        raise NotARoom
    party = ctx.plan.party(ctx.me.side)
    if not place.present or not all(map(party.includes, place.present)):
        raise OthersPresent
    if bound := ctx.work.one(PlanRoom, plan=ctx.plan.id, room=place.id):
        raise AlreadyBound("your party" if bound.audience.private else "both parties")
    ctx.work.add(PlanRoom(plan=ctx.plan.id, room=place.id, audience=ctx.audience))
    return Message(
        title=f"This room is now {party.name}'s own for {ctx.plan.plan_row.key}",
        text="What is private to your party is told here. What you add here is private"
        " unless you say `joint`.",
        tone="good",
    )
