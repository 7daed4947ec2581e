"""Joining: somebody says they lead for the other party, and a lead confirms it."""

from dataclasses import replace

from bot import digest, plan_rooms
from bot.cards.claim import claim_card
from bot.claim import claim, deciders
from bot.command import Commands
from bot.context import Context
from bot.enrolment import asking
from bot.joinable import code_for, plan_of
from bot.message import Button, Message
from bot.room_binding import bind
from bot.room_codes import described
from bot.words.kinds import Code, Who
from domain.errors import DomainError
from domain.member import (
    LeadConfirmed,
    LeadRefused,
    May,
    Member,
    Standing,
)
from domain.party import ColleagueConfirmed, ColleagueRefused
from domain.person import Organisation, Person
from domain.room import JoinCode, PlanRoom, RoomLinked
from domain.visibility import private_to

commands = Commands()


class NobodyWaits(DomainError):
    """{name} does not wait for your word. `show` says who is in the plan."""

    def __init__(self, name: str) -> None:
        self.name = name


class InThePlan(DomainError):
    """{name} is part of the plan already: {role} for {party}."""

    def __init__(self, name: str, role: str, party: str) -> None:
        self.name = name
        self.role = role
        self.party = party


class HasALead(DomainError):
    """{party} has a lead already, and only its own lead can add {name}."""

    def __init__(self, party: str, name: str) -> None:
        self.party = party
        self.name = name


@commands("join", may=None, plan=False, examples=("join", "join K7QM-3XPD-9VTB-2F4H"))
def join(ctx: Context, code: Code = "") -> Message:
    """Say that you lead for the other party; the one who started the plan confirms."""
    kept = code_for(ctx, code) if code else None
    ctx.view, ctx.member = plan_of(ctx, kept), None
    member = claim(ctx, kept)
    party, decides = ctx.plan.party(member.side).name, deciders(ctx)
    card = claim_card(ctx.plan, ctx.speaker, member, _verified(ctx, ctx.speaker))
    card = _with_room(ctx, card, kept)
    for lead in ctx.leads(member.side.other):
        asked = private_to(lead.side)
        ctx.tell(lead.person, card, audience=asked, topic=asking(ctx.speaker.id))
    says = f"{ctx.speaker.name} says they lead for {party}."
    where = "I have asked in a direct message."
    ctx.summary = Message(text=f"{says} {decides} decides: {where}")
    text = f"Thank you. {decides} has been asked to confirm that you lead for {party}."
    return Message(text=f"{text} I tell you as soon as they do.", tone="good")


@commands("confirm", may=May.LEAD, examples=("confirm @bo",))
def confirm(ctx: Context, who: Who) -> Message:
    """Confirm the other party's lead, or a colleague whom somebody named."""
    member = _waiting(ctx, who, confirming=True)
    ctx.untell(asking(who))
    if member.side is ctx.me.side:
        return _colleague(ctx, member)
    return _lead(ctx, member)


@commands("not them", may=May.LEAD, examples=("not them @bo",))
def not_them(ctx: Context, who: Who) -> Message:
    """Refuse somebody who says they lead the other party, or whom a colleague named."""
    member = _waiting(ctx, who)
    ctx.untell(asking(who))
    own = member.side is ctx.me.side
    kind = ColleagueRefused if own else LeadRefused
    ctx.record(member.change(kind, by=ctx.me, at=ctx.now, standing=Standing.REMOVED))
    _give_back_code(ctx, who)
    party, name = ctx.plan.party(member.side).name, ctx.plan.name(who)
    if not own:
        text = f"{ctx.speaker.name} did not confirm that you lead for {party}."
    else:
        key = ctx.plan.plan_row.key
        text = f"{ctx.speaker.name} did not confirm you for {party} in {key}."
    ctx.tell(who, Message(text=text))
    return Message(text=f"{name} was not confirmed for {party}.")


def _lead(ctx: Context, member: Member) -> Message:
    person = ctx.plan.person(member.person)
    ctx.record(
        member.change(LeadConfirmed, by=ctx.me, at=ctx.now, standing=Standing.ACTIVE)
    )
    party = ctx.plan.party(member.side)
    if checked := _verified(ctx, person):
        ctx.record(
            party.confirm(
                person.organisation, checked, person.zone, by=ctx.me, at=ctx.now
            )
        )
    _link_their_room(ctx, member)
    digest.start(ctx, person)
    whose = f"of {checked}" if checked else "(organisation not verified)"
    said = f"{person.name} {whose} leads for {party.name}"
    show = Button("Show the plan", f"{ctx.plan.plan_row.key} show")
    both = "Both parties can draft now; nothing is agreed until both sign."
    ctx.tell(
        person.id,
        Message(
            text=f"{ctx.speaker.name} confirmed you: you lead for {party.name}. {both}",
            buttons=(show,),
            tone="good",
        ),
    )
    ctx.summary = Message(
        text=f"{ctx.speaker.name} confirmed: {said}. {both}", buttons=(show,)
    )
    return Message(text=f"{said}. {both}", buttons=(show,), tone="good")


def _colleague(ctx: Context, member: Member) -> Message:
    active = {"standing": Standing.ACTIVE}
    ctx.record(member.change(ColleagueConfirmed, by=ctx.me, at=ctx.now, **active))
    person = ctx.plan.person(member.person)
    digest.start(ctx, person)
    party, plan = ctx.plan.party(member.side).name, ctx.plan.plan_row
    show = Button("Show the plan", f"{plan.key} show")
    text = f"{ctx.speaker.name} confirmed you: you join {plan.key} {plan.title}"
    ctx.tell(person.id, Message(text=f"{text} for {party}.", buttons=(show,)))
    return Message(text=f"{person.name} joins for {party}.", tone="good")


def _waiting(ctx: Context, who: str, *, confirming: bool = False) -> Member:
    """Whoever waits for this lead's word; also somebody they refused by a slip."""
    member, name = ctx.plan.member(who), ctx.plan.name(who)
    if member is None:
        raise NobodyWaits(name)
    if member.active:
        party = ctx.plan.party(member.side).name
        raise InThePlan(name, member.role, party)
    if member.side is ctx.me.side:
        asked = {Standing.NAMED}
    elif not confirming:
        asked = {Standing.CLAIMED}
    elif ctx.leads(member.side):
        raise HasALead(ctx.plan.party(member.side).name, name)
    else:
        asked = {Standing.CLAIMED, Standing.REMOVED}
    if member.standing not in asked:
        raise NobodyWaits(name)
    return member


def _give_back_code(ctx: Context, who: str) -> None:
    """What the wrong person used, the right one may use still."""
    for code in ctx.work.some(JoinCode, plan=ctx.plan.id, used_by=who):
        code.used_by, code.room = None, ""


def _with_room(ctx: Context, card: Message, code: JoinCode | None) -> Message:
    """Whoever confirms them lets the room they asked from hear of the plan."""
    if code is None or not code.room or _bound(ctx, code.room):
        return card
    where = described(ctx, code)
    says = f"They ask from {where}: it hears of the plan too once you confirm them."
    return replace(card, text=f"{card.text} {says}")


def _link_their_room(ctx: Context, member: Member) -> None:
    for code in ctx.work.some(JoinCode, plan=ctx.plan.id, used_by=member.person):
        if code.room and not _bound(ctx, code.room):
            bind(ctx, code.room, code.name, code.present)
            ctx.work.flush()
            ctx.record(ctx.plan.plan_row.say(RoomLinked, by=ctx.me, at=ctx.now))
            plan_rooms.post_plan(ctx, code.room)
        code.room = ""


def _bound(ctx: Context, room: str) -> bool:
    return ctx.work.one(PlanRoom, plan=ctx.plan.id, room=room) is not None


def _verified(ctx: Context, person: Person) -> str:
    """The name of the organisation the platform verified; nothing for a guest."""
    found = ctx.work.one(Organisation, id=person.organisation)
    return found.name if found and not person.guest else ""
