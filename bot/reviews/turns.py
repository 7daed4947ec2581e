"""What the clock does around a checkpoint, each looked at again when it comes."""

from dataclasses import replace

from bot import announce, silence
from bot.bound import joint_rooms
from bot.cards.agenda import agenda_card, start_card
from bot.message import Message
from bot.reviews import clock, ending, occurring
from bot.reviews.agenda import agenda_of
from bot.telling import Telling
from domain.checkpoint import Checkpoint, Status
from domain.due import Due
from domain.visibility import Side


def show_agenda(ctx: Telling, row: Due) -> None:
    """One working day before: what is to be gone through."""
    found = _checkpoint(ctx, row)
    ahead = found.status is Status.SCHEDULED and ctx.now < found.starts
    if ahead and not ctx.plan.plan_row.rests:
        _post(ctx, agenda_card(found, agenda_of(ctx, found), ctx.plan), found.ref)


def offer_start(ctx: Telling, row: Due) -> None:
    """At its time: a button that starts it, unless an outage outlasted it."""
    found = _checkpoint(ctx, row)
    waits = found.status is Status.SCHEDULED and not ctx.plan.plan_row.rests
    if waits and ctx.now < clock.missed_at(ctx, found):
        _post(ctx, start_card(found, ctx.plan), found.ref)


def ask_the_chair(ctx: Telling, row: Due) -> None:
    """One working day after, with no minutes: whoever takes the chair is asked."""
    found = _checkpoint(ctx, row)
    waits = found.status in {Status.SCHEDULED, Status.RUNNING} and not found.asked_at
    if waits and not ctx.plan.plan_row.rests and ctx.now < clock.missed_at(ctx, found):
        ctx.record(found.ask(at=row.at))
        announce.settle(ctx)


def give_up(ctx: Telling, row: Due) -> None:
    """Neither held nor moved: missed. Begun and never ended: its minutes go out."""
    found = _checkpoint(ctx, row)
    if ctx.plan.plan_row.rests:
        return
    if (due := clock.missed_at(ctx, found)) > row.at:
        ctx.due(replace(row, at=due))
        return
    if found.status is Status.SCHEDULED:
        ctx.record(found.miss(at=row.at))
        _tell_leads(ctx, found)
    elif found.status is Status.RUNNING:
        ending.close(ctx, found, at=row.at)
        silence.follow(ctx, found)
    else:
        return
    occurring.follow(ctx, found)
    announce.settle(ctx)


def _checkpoint(ctx: Telling, row: Due) -> Checkpoint:
    return ctx.plan.find(row.ref, Checkpoint)


def _tell_leads(ctx: Telling, missed: Checkpoint) -> None:
    key = ctx.plan.plan_row.key
    text = (
        f"{key} {missed.ref} {missed.title} was neither held nor moved: it is marked"
        " as missed."
    )
    for side in Side:
        for lead in ctx.leads(side):
            ctx.tell(lead.person, Message(text=text, ref=missed.ref))


def _post(ctx: Telling, message: Message, ref: str) -> None:
    posts = [room.post(message, thread=ref) for room in joint_rooms(ctx)]
    ctx.work.outbox.put(*posts, at=ctx.now)
