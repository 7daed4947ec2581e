"""Milestones: dated events that one party claims and the other answers."""

from bot import here
from bot.command import Commands
from bot.context import Context
from bot.enrolment import acceptor
from bot.message import Message
from bot.showing import begun, card
from bot.words.kinds import Due, Flag, Ref, Title, Who, Why, Words
from domain.baseline import BIRTHS, beginning
from domain.member import May
from domain.milestone import Milestone, Status

commands = Commands()


@commands(
    "milestone add",
    may=May.LEAD,
    examples=('milestone add "Go-live" due 31 Mar accept by @ann',),
)
def add(
    ctx: Context,
    title: Title,
    *,
    due: Due,
    accept_by: Who | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Add a dated event that both parties sign up to."""
    audience = here.audience(ctx, private=private, joint=joint)
    judge = accept_by and acceptor(ctx, accept_by, private=audience.private).person
    milestone = Milestone(
        **begun(ctx, Milestone, audience),
        agreed=beginning(ctx.plan.plan_row, audience),
        proposed_by=ctx.me.side,
        title=title,
        due=due,
        acceptor=judge,
    )
    fact = milestone.born(BIRTHS[milestone.agreed], by=ctx.me, at=ctx.now)
    ctx.add(milestone, fact)
    return card(ctx, milestone)


@commands("milestone met", may=May.LEAD, examples=("M-1 met live since Monday",))
def met(ctx: Context, ref: Ref, evidence: Why) -> Message:
    """Say that a milestone is met, and what shows it."""
    return _claim(ctx, ref, Status.MET, evidence)


@commands("milestone partly", may=May.LEAD, examples=("M-1 partly 8 of 10 sites",))
def partly(ctx: Context, ref: Ref, evidence: Why) -> Message:
    """Say that a milestone is met in part, and in which."""
    return _claim(ctx, ref, Status.PARTLY, evidence)


@commands("milestone missed", may=May.LEAD, examples=("M-1 missed the room flooded",))
def missed(ctx: Context, ref: Ref, evidence: Why) -> Message:
    """Say that a milestone is not met, and why."""
    return _claim(ctx, ref, Status.MISSED, evidence)


@commands("milestone accept", may=May.ACCEPT, examples=("M-1 accept",))
def accept(ctx: Context, ref: Ref) -> Message:
    """Accept what the other party says of a milestone."""
    milestone = ctx.plan.find(ref, Milestone)
    ctx.record(milestone.accept(by=ctx.me, at=ctx.now))
    return card(ctx, milestone)


@commands("milestone send back", may=May.ACCEPT, examples=("M-1 send back no report",))
def send_back(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say why it is not as the other party says."""
    milestone = ctx.plan.find(ref, Milestone)
    ctx.record(milestone.send_back(why, by=ctx.me, at=ctx.now))
    return card(ctx, milestone)


@commands("milestone due", may=May.LEAD, examples=("M-1 due 30 Apr",))
def due(ctx: Context, ref: Ref, on: Due, why: Words = "") -> Message:
    """Move a milestone; once both signed, the other party signs that too."""
    milestone = ctx.plan.find(ref, Milestone)
    ctx.record(milestone.move_to(on, why, by=ctx.me, at=ctx.now))
    return card(ctx, milestone)


def _claim(ctx: Context, ref: Ref, result: Status, evidence: str) -> Message:
    milestone = ctx.plan.find(ref, Milestone)
    ctx.record(milestone.claim_result(result, evidence, by=ctx.me, at=ctx.now))
    return card(ctx, milestone)
