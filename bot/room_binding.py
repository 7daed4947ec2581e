"""The rooms both parties' words go to: how one is bound, and which must stay."""

from hashlib import sha256

from bot.context import Context
from bot.request import Place
from bot.room_codes import name_of, present_in
from domain.errors import DomainError
from domain.room import PlanRoom
from domain.visibility import Audience, private_to


class LastOfTheirs(DomainError):
    """This is the last room of the plan that the leads of {party} can read. Link another one for them first: `room link`."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str) -> None:
        self.party = party


class AlreadyBound(DomainError):
    """This room is the plan's already, for {whom}."""

    def __init__(self, whom: str) -> None:
        self.whom = whom


def require_unbound(ctx: Context, room: str) -> None:
    """Refuse a room that hears of the plan already."""
    if bound := ctx.work.one(PlanRoom, plan=ctx.plan.id, room=room):
        ours = {Audience.JOINT: "both parties", private_to(ctx.me.side): "your party"}
        raise AlreadyBound(ours.get(bound.audience, "one party"))


def bind(ctx: Context, room: str, name: str, present: str) -> None:
    """From now on *room* hears what both parties read."""
    new = PlanRoom(plan=ctx.plan.id, room=room, audience=Audience.JOINT)
    new.name, new.present = name, present
    ctx.work.add(new)


def listed(ctx: Context) -> list[PlanRoom]:
    """The joint rooms of the plan."""
    return ctx.work.some(PlanRoom, plan=ctx.plan.id, audience=Audience.JOINT)


def tag_of(room: PlanRoom) -> str:
    """What a line calls the room, wherever that is typed."""
    return sha256(f"{room.plan} {room.room}".encode()).hexdigest()[:12]


def see(rooms: list[PlanRoom], place: Place | None) -> None:
    """Keep who reads a joint room, as its platform shows it now."""
    for room in rooms if place and place.present else ():
        if place and room.audience is Audience.JOINT:
            for field, now in (
                ("name", name_of(place)),
                ("present", present_in(place)),
            ):
                if getattr(room, field) != now:
                    setattr(room, field, now)


def require_readable(ctx: Context, room: PlanRoom) -> None:
    """Refuse to let go the last room that the other party's leads can read.

    A room of which nobody knows who reads it counts as theirs, and never as another.
    """
    side = ctx.me.side.other
    theirs = {lead.organisation for lead in ctx.leads(side)}
    others = (other for other in listed(ctx) if other.room != room.room)
    if room.present and theirs.isdisjoint(room.present.split()):
        return
    if all(theirs.isdisjoint(other.present.split()) for other in others):
        raise LastOfTheirs(ctx.plan.party(side).name)
