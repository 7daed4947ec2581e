"""Minutes: from the start of a checkpoint to what both parties agree it came to."""

from dataclasses import replace

from bot import cards, enrolment, silence
from bot.cards.checkpoint import minutes_of
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.reviews import clock, ending, found, occurring
from bot.reviews.past import since
from bot.showing import begun, card
from bot.words.kinds import Ref, Title, Whos, Why
from domain.action import Action
from domain.action_fact import ActionAdded
from domain.checkpoint import Checkpoint, Status
from domain.member import May
from domain.minutes import NotBegun
from domain.visibility import Audience

commands = Commands()


@commands("checkpoint start", may=May.ACCEPT, examples=("CP-1 start",))
def start(ctx: Context, ref: Ref) -> Message:
    """Begin. What is said in the plan from now on makes the minutes."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    ctx.record(checkpoint.start(by=ctx.me, at=ctx.now))
    clock.follow(ctx, checkpoint)
    return card(ctx, checkpoint)


@commands("checkpoint attended", may=May.ACCEPT, examples=("CP-1 attended @ann @bo",))
def attended(ctx: Context, ref: Ref, who: Whos) -> Message:
    """Say who was there."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    people = tuple(enrolment.colleague(ctx, person).person for person in who)
    ctx.record(checkpoint.attend(people, by=ctx.me, at=ctx.now))
    return card(ctx, checkpoint)


@commands(
    "checkpoint minutes",
    may=May.ACCEPT,
    examples=('CP-1 minutes "We went through the alarms"',),
)
def minutes(ctx: Context, ref: Ref, text: Why) -> Message:
    """Write in the minutes. What reads like an action or a decision is offered."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    was = checkpoint.status
    ctx.record(checkpoint.write(text, by=ctx.me, at=ctx.now))
    if checkpoint.status is Status.ENDED:
        clock.follow(ctx, checkpoint)
        silence.follow(ctx, checkpoint)
    if was is Status.SCHEDULED:
        occurring.follow(ctx, checkpoint, ctx.me)
    shown = card(ctx, checkpoint)
    offers = found.section(ctx, text, checkpoint.ref)
    return replace(shown, sections=(*shown.sections, *offers))


@commands("checkpoint end", may=May.ACCEPT, examples=("CP-1 end",))
def end(ctx: Context, ref: Ref) -> Message:
    """End it: its minutes go to the other party, who agree or dispute them."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    ending.close(ctx, checkpoint, by=ctx.me, at=ctx.now)
    clock.follow(ctx, checkpoint)
    silence.follow(ctx, checkpoint)
    occurring.follow(ctx, checkpoint, ctx.me)
    ctx.work.write()  # so that the cards carry the version their buttons will meet
    told = since(ctx.plan, checkpoint)
    text = f"{ctx.speaker.name} ended {checkpoint.ref}. {told}"
    ctx.summary = replace(cards.card(checkpoint, ctx.plan), text=text)
    ctx.summary_card = minutes_of(checkpoint)
    return replace(card(ctx, checkpoint), text=told)


@commands(
    "checkpoint dispute", may=May.LEAD, examples=("CP-1 dispute we agreed on May",)
)
def dispute(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say what is wrong with the minutes the other party wrote."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    ctx.record(checkpoint.dispute(why, by=ctx.me, at=ctx.now))
    silence.follow(ctx, checkpoint)
    return card(ctx, checkpoint)


@commands(
    "checkpoint finding",
    may=May.WORK,
    examples=('CP-1 finding "Two pumps have no label"',),
)
def finding(ctx: Context, ref: Ref, text: Title) -> Message:
    """Keep what was found as an action from this checkpoint, which needs an owner."""
    checkpoint = ctx.plan.find(ref, Checkpoint)
    if checkpoint.started_at is None and checkpoint.ended_at is None:
        raise NotBegun(checkpoint.ref)
    action = Action(
        **begun(ctx, Action, Audience.JOINT), title=text, source=checkpoint.ref
    )
    ctx.add(action, action.born(ActionAdded, by=ctx.me, at=ctx.now))
    says = f"A finding of {checkpoint.ref}, kept as an action. Give it an owner:"
    return replace(card(ctx, action), text=f"{says} `{action.ref} owner @x`.")
