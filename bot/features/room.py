"""Rooms: link another one to a plan, let one go, or keep one for one party only."""

from bot import announce, plan_rooms, room_codes
from bot.codes import BadCode
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Entry, Message, Section
from bot.room_binding import bind, listed, require_readable, tag_of
from bot.turn import STRANGER
from bot.window import PlanView
from bot.words.kinds import Code, Tag
from domain.errors import DomainError
from domain.member import May
from domain.plan import ClosedPlan, Plan, Status
from domain.room import PlanRoom, RoomCode, RoomLinked, RoomUnlinked
from domain.visibility import Audience, Side, private_to

commands = Commands()


class NotARoom(DomainError):
    """Only a room can be a party's own. Type `room private` in one that only your organisation reads."""  # noqa: E501 - one sentence people read


class OthersPresent(DomainError):
    """People outside your party read this room, so it cannot be private. Use one that only your organisation reads."""  # noqa: E501 - one sentence people read


class AlreadyBound(DomainError):
    """This room is the plan's already, for {whom}."""

    def __init__(self, whom: str) -> None:
        self.whom = whom


class LinkWhere(DomainError):
    """A code links the room it is typed in. Type `room link CODE` in the room that shall hear of the plan."""  # noqa: E501 - one sentence people read


class WhichPlan(DomainError):
    """Say first which plan another room shall hear of: its key, then `room link`."""


class OverheardCode(DomainError):
    """Everybody here would read the code. Ask me for it in a direct message: `room link`."""  # noqa: E501 - one sentence people read


class NoOtherLead(DomainError):
    """{party} has no lead yet who could agree. They join first: `join`."""

    def __init__(self, party: str) -> None:
        self.party = party


class NothingWaits(DomainError):
    """No room waits for your word under that name. `room list` says which rooms the plan has."""  # noqa: E501 - one sentence people read


class NotItsRoom(DomainError):
    """That is no room of the plan. `room list` says which rooms it has."""


@commands(
    "room link",
    may=None,
    plan=False,
    examples=("room link", "room link K7QM-3XPD-9VTB-2F4H"),
)
def link(ctx: Context, code: Code = "") -> Message:
    """Let another room hear of the plan: a one-time code, and the code given there."""
    return _ask(ctx, code) if code else _code(ctx)


@commands("room agree", may=May.LEAD, examples=("room agree 4f0c2ab91d77",))
def agree(ctx: Context, code: Tag) -> Message:
    """Agree that a room which the other party's lead named hears of the plan."""
    asked = _waiting(ctx, code)
    if ctx.work.one(PlanRoom, plan=ctx.plan.id, room=asked.room):
        raise AlreadyBound("one party or both")
    bind(ctx, asked.room, asked.name, asked.present)
    said, by = room_codes.described(ctx, asked), asked.asked_by
    key, room = ctx.plan.plan_row.key, asked.room
    ctx.work.drop(asked)
    ctx.work.flush()
    ctx.record(ctx.plan.plan_row.say(RoomLinked, by=ctx.me, at=ctx.now))
    plan_rooms.post_plan(ctx, room)
    text = f"{ctx.speaker.name} agreed: {said}, hears of {key} now."
    ctx.tell(by, Message(text=text, tone="good"))
    return Message(text=f"Agreed: {said}, hears of {key} now.", tone="good")


@commands("room refuse", may=May.LEAD, examples=("room refuse 4f0c2ab91d77",))
def refuse(ctx: Context, code: Tag) -> Message:
    """Do not let a room that the other party's lead named hear of the plan."""
    asked = _waiting(ctx, code)
    said, key = room_codes.described(ctx, asked), ctx.plan.plan_row.key
    ctx.tell(
        asked.asked_by,
        Message(text=f"{ctx.speaker.name} did not agree that {said}, hears of {key}."),
    )
    ctx.work.drop(asked)
    return Message(text=f"Refused: {said}, hears nothing of {key}.")


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
    if bound := ctx.work.one(PlanRoom, plan=ctx.plan.id, room=place.id):
        raise AlreadyBound("your party" if bound.audience.private else "both parties")
    room_codes.forget(ctx, place.id)
    ctx.work.add(PlanRoom(plan=ctx.plan.id, room=place.id, audience=ctx.audience))
    return Message(
        title=f"This room is now {party.name}'s own for {ctx.plan.plan_row.key}",
        text="What is private to your party is told here. What you add here is private"
        " unless you say `joint`.",
        tone="good",
    )


def _code(ctx: Context) -> Message:
    """A new code, said to the speaker alone."""
    if ctx.view is None:
        raise WhichPlan
    if ctx.member is None:
        announce.stranger(ctx)
        ctx.refused = True
        return Message(text=STRANGER, tone="warn")
    ctx.me.require(May.LEAD)
    key = ctx.plan.plan_row.key
    if ctx.plan.plan_row.status is Status.CLOSED:
        raise ClosedPlan
    if ctx.request.heard:
        raise OverheardCode
    code = room_codes.make(ctx)
    return Message(
        title=f"A one-time code for another room of {key}",
        text="A lead of either party types it there, on any platform, within 14 days:"
        f" room link {code}. The other party's lead then agrees in a direct message.",
    )


def _ask(ctx: Context, code: str) -> Message:
    """Ask the other party's leads whether this room may hear of the code's plan."""
    room_codes.require_tries(ctx)
    try:
        kept, member = room_codes.find(ctx, code)
    except BadCode as refusal:
        room_codes.count_try(ctx)
        ctx.view = ctx.member = None
        ctx.refused = True
        return Message(text=str(refusal), tone="warn")
    place, plan = ctx.request.place, ctx.work.one(Plan, id=kept.plan)
    if place is None or plan is None:
        raise LinkWhere
    ctx.view, ctx.member = PlanView(ctx.work, plan, member.reads), member
    if plan.status is Status.CLOSED:
        raise ClosedPlan
    if bound := ctx.work.one(PlanRoom, plan=plan.id, room=place.id):
        raise AlreadyBound("your party" if bound.audience.private else "both parties")
    theirs, party = member.side.other, ctx.plan.party(member.side.other).name
    leads = ctx.leads(theirs)
    if not leads:
        raise NoOtherLead(party)
    kept.room, kept.name = place.id, room_codes.name_of(place)
    kept.present, kept.asked_by = room_codes.present_in(place), ctx.speaker.id
    asked = _card(ctx, kept)
    for lead in leads:
        ctx.tell(lead.person, asked, audience=private_to(theirs))
    text = f"Thank you. {party} has been asked whether this room may hear of {plan.key}"
    return Message(text=f"{text}. I tell you as soon as they say.", tone="good")


def _card(ctx: Context, asked: RoomCode) -> Message:
    key = ctx.plan.plan_row.key
    said = room_codes.described(ctx, asked)
    return Message(
        title=f"{key} {ctx.plan.plan_row.title}",
        text=f"{ctx.speaker.name} asks that {said}, hears of this plan: what both"
        " parties read would appear there too. Nothing private does.",
        buttons=(
            Button("Agree", f"{key} room agree {asked.tag}", style="primary"),
            Button("Don't", f"{key} room refuse {asked.tag}"),
        ),
    )


def _waiting(ctx: Context, tag: str) -> RoomCode:
    asked = room_codes.waiting(ctx, tag)
    if asked is None:
        raise NothingWaits
    return asked


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
