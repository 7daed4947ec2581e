"""Rooms: bind this one to a plan, for one party only."""

from bot.command import Commands
from bot.context import Context
from bot.message import Message
from domain.errors import DomainError
from domain.member import May
from domain.room import PlanRoom
from domain.visibility import Audience

commands = Commands()


class NotARoom(DomainError):
    """Only a room can be bound. Type `room private` in your party's own room."""


class OthersPresent(DomainError):
    """People outside your party are in this room, so it cannot be private. Use a room that only your organisation reads."""  # noqa: E501 - one sentence people read


class AlreadyBound(DomainError):
    """This room already belongs to the plan, for {audience}."""

    def __init__(self, audience: str) -> None:
        self.audience = audience


@commands("room private", may=May.LEAD, examples=("RDD room private",))
def private(ctx: Context) -> Message:
    """Make this room your party's own: it hears what is private to you."""
    place = ctx.request.place
    if place is None:
        raise NotARoom
    bound = ctx.work.one(PlanRoom, plan=ctx.plan.id, room=place.id)
    if bound:
        raise AlreadyBound(
            "both parties" if bound.audience is Audience.JOINT else "you"
        )
    party = ctx.plan.party(ctx.me.side)
    if not place.present or not all(map(party.includes, place.present)):
        raise OthersPresent
    ctx.work.add(PlanRoom(plan=ctx.plan.id, room=place.id, audience=ctx.audience))
    text = f"This room is now {party.name}'s own for {ctx.plan.plan_row.key}."
    return Message(text=f"{text} What is private to you is told here.", tone="good")
