"""The rooms of a plan: list them, let one go, or keep one for one party only."""

from bot import room_codes
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Entry, Message, Section
from bot.room_binding import listed, require_readable, require_unbound, tag_of
from bot.words.kinds import Tag
from domain.errors import DomainError
from domain.member import May
from domain.room import PlanRoom, RoomUnlinked
from domain.visibility import Audience, Side, private_to

commands = Commands()


class NotARoom(DomainError):
    """Only a room can be a party's own. Type `room private` in one that only your organisation reads."""  # noqa: E501 - one sentence people read


class OthersPresent(DomainError):
    """People outside your party read this room, so it cannot be private. Use one that only your organisation reads."""  # noqa: E501 - one sentence people read


class NotItsRoom(DomainError):
    """That is no room of the plan. `room list` says which rooms it has."""


@commands("room unlink", may=May.LEAD, examples=("room unlink",))
def unlink(ctx: Context, code: Tag = "") -> Message:
    """Let a room go: this one, or one that `room list` shows."""
    room = _unlinked(ctx, code)
    key = ctx.plan.plan_row.key
    if room.audience.private:
        ctx.work.drop(room)
        return Message(text=f"This room is no longer your party's own for {key}.")
    require_readable(ctx, room)
    said = room_codes.described(ctx, room)
    ctx.work.drop(room)
    ctx.work.flush()
    ctx.record(ctx.plan.plan_row.say(RoomUnlinked, by=ctx.me, at=ctx.now))
    text = f"{ctx.speaker.name} unlinked {said}: nothing of {key} appears there now."
    for side in Side:
        for lead in ctx.leads(side):
            if lead.person != ctx.speaker.id:
                ctx.tell(lead.person, Message(text=text), audience=private_to(side))
    return Message(text=f"Unlinked {said}: nothing of {key} appears there now.")


@commands("room list", may=May.READ, changes=False, examples=("room list",))
def list_(ctx: Context) -> Message:
    """Which rooms hear of the plan, and who reads them."""
    key, lead = ctx.plan.plan_row.key, ctx.me.may(May.LEAD)
    entries = tuple(
        Entry(
            room_codes.described(ctx, room),
            buttons=(Button("Unlink", f"{key} room unlink {tag_of(room)}"),)
            if lead
            else (),
        )
        for room in listed(ctx)
    )
    none = (Entry("None."),)
    section = Section("Rooms that both parties' words go to", entries or none)
    return Message(title=f"Rooms of {key}", sections=(section,))


@commands("room private", may=May.LEAD, examples=("room private",))
def private(ctx: Context) -> Message:
    """Make this room your party's own: it hears what is private to you."""
    place = ctx.request.place
    if place is None:
        raise NotARoom
    party = ctx.plan.party(ctx.me.side)
    if not place.present or not all(map(party.includes, place.present)):
        raise OthersPresent
    require_unbound(ctx, place.id)
    room_codes.forget(ctx, place.id)
    ctx.work.add(PlanRoom(plan=ctx.plan.id, room=place.id, audience=ctx.audience))
    return Message(
        title=f"This room is now {party.name}'s own for {ctx.plan.plan_row.key}",
        text="What is private to your party is told here. What you add here is private"
        " unless you say `joint`.",
        tone="good",
    )


def _unlinked(ctx: Context, tag: str) -> PlanRoom:
    """The room that was named, else the one the line was typed in."""
    place = ctx.request.place
    if tag:
        found = next((r for r in listed(ctx) if tag_of(r) == tag.lower()), None)
    else:
        here = place.id if place else ""
        found = ctx.work.one(PlanRoom, plan=ctx.plan.id, room=here)
    if found is None or found.audience not in {Audience.JOINT, ctx.audience}:
        raise NotItsRoom
    return found
