"""Letting another room hear of a plan: a code given there, and their lead agrees."""

from bot import announce, plan_rooms, room_codes
from bot.codes import BadCode
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Message
from bot.room_binding import bind, require_unbound
from bot.turn import STRANGER
from bot.window import PlanView
from bot.words.kinds import Code, Tag
from domain.errors import DomainError
from domain.member import May
from domain.plan import ClosedPlan, Plan, Status
from domain.room import RoomCode, RoomLinked
from domain.visibility import private_to

commands = Commands()


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
    require_unbound(ctx, asked.room)
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
    require_unbound(ctx, place.id)
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
