"""How a plan begins: its row, its two parties, its first lead, its room."""

import secrets

from bot import digest, meant, plan_rooms, room_binding
from bot.codes import GOOD_FOR, digest_of, new_code
from bot.context import Context
from bot.keys import key_for
from bot.window import PlanView
from domain.member import Member, MemberEnrolled, Role
from domain.party import Party, PartyNamed, checked_name
from domain.plan import Plan, PlanStarted
from domain.room import JoinCode, PlanRoom
from domain.visibility import Audience, Side


def found(ctx: Context, title: str, side: Side, other: str, contract: str) -> str:
    """Begin a plan; the one-time code for somebody of the other party."""
    own = ctx.request.by.organisation_name or ctx.speaker.name
    other = checked_name(other, own)
    plan = Plan(
        id=secrets.token_hex(8),
        key=key_for(title, ctx.commands, ctx.work),
        title=title,
        starter=ctx.speaker.id,
        created_at=ctx.now,
        contract=contract,
        zone=ctx.speaker.zone,
    )
    lead = Member(
        plan=plan.id,
        person=ctx.speaker.id,
        side=side,
        role=Role.LEAD,
        organisation=ctx.speaker.organisation,
    )
    ours = Party(
        plan=plan.id,
        side=side,
        name=own,
        organisations=ctx.speaker.organisation,
        verified=True,
        zone=ctx.speaker.zone,
    )
    theirs = Party(plan=plan.id, side=side.other, name=other, zone=ctx.speaker.zone)
    ctx.work.add(plan, ours, theirs, lead)
    ctx.record(
        plan.born(PlanStarted, by=lead, at=ctx.now),
        ours.born(PartyNamed, by=lead, at=ctx.now),
        theirs.born(PartyNamed, by=lead, at=ctx.now),
        lead.born(MemberEnrolled, by=lead, at=ctx.now),
    )
    _show(ctx, plan, lead)
    return _code(ctx, plan, side.other)


def _show(ctx: Context, plan: Plan, lead: Member) -> None:
    """Bind the room it was typed in, and show the draft there."""
    place = ctx.request.place
    if place:
        room = PlanRoom(plan=plan.id, room=place.id, audience=Audience.JOINT)
        room_binding.see([room], place)
        ctx.work.add(room)
    ctx.work.flush()
    ctx.view, ctx.member = PlanView(ctx.work, plan, lead.side), lead
    meant.remember(ctx.work, ctx.speaker, meant.room_of(place), plan)
    digest.start(ctx, ctx.speaker)
    if place:
        plan_rooms.post_draft(ctx, place.id)


def _code(ctx: Context, plan: Plan, side: Side) -> str:
    code = new_code()
    until = ctx.now + GOOD_FOR
    kept = JoinCode(digest=digest_of(code), plan=plan.id, side=side, until=until)
    ctx.work.add(kept)
    return code
