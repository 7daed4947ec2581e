"""The leads hear elsewhere, once, of a room or a person whom nothing reaches."""

from collections.abc import Sequence

from bot import announce
from bot.message import Message
from bot.telling import Telling
from domain.member import Member
from domain.room import PlanRoom
from domain.visibility import Side, private_to


def tell(ctx: Telling, lane: str) -> None:
    """Tell whoever may know of the lane: both parties' leads, or one party's."""
    if lane.startswith("@"):
        _of_person(ctx, lane.removeprefix("@"))
    else:
        _of_room(ctx, lane)
    announce.settle(ctx)


def _of_person(ctx: Telling, who: str) -> None:
    member = ctx.plan.member(who)
    if member is None or not member.active:
        return
    name, key = ctx.plan.name(who), ctx.plan.plan_row.key
    text = (
        f"I can no longer write to {name}, who hears nothing from me about {key}."
        f" Tell {name}, and ask them to write to me once."
    )
    others = [lead for lead in ctx.leads(member.side) if lead.person != who]
    _say(ctx, others, text, f"unreachable @{who}")


def _of_room(ctx: Telling, lane: str) -> None:
    room = ctx.work.one(PlanRoom, plan=ctx.plan.id, room=lane)
    if room is None:
        return
    key = ctx.plan.plan_row.key
    private = room.audience.private
    which = f"your party's own room of {key}" if private else f"the room of {key}"
    text = (
        f"I can no longer write in {which}, so nothing new appears there. Invite me"
        f" back. Until then, ask me here: `{key} show`."
    )
    sides = [Side(room.audience.value)] if private else list(Side)
    for side in sides:
        _say(ctx, ctx.leads(side), text, "unreachable room")


def _say(ctx: Telling, leads: Sequence[Member], text: str, topic: str) -> None:
    for lead in leads:
        message = Message(text=text, tone="bad")
        own = private_to(lead.side)
        ctx.tell(lead.person, message, audience=own, topic=topic)
