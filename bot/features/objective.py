"""Objectives: what both want, what it is worth to each, and whether it is met."""

from typing import Annotated

from bot import here
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.showing import begun, card
from bot.words.kinds import Due, Flag, PartyText, Ref, Title, Why, Words, choice
from domain.baseline import BIRTHS, beginning
from domain.member import May
from domain.objective import Kind, Objective

commands = Commands()

ObjectiveKind = Annotated[Kind, choice(Kind)]


@commands(
    "objective add",
    may=May.LEAD,
    examples=(
        'objective add "Downtime under 2 %" benefit customer "More scans" by Q2',
    ),
)
def add(
    ctx: Context,
    title: Title,
    *,
    kind: ObjectiveKind | None = None,
    benefit_customer: PartyText = "",
    benefit_supplier: PartyText = "",
    measure: Ref | None = None,
    by: Due | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Add a shared goal, with what it is worth to each party."""
    audience = here.audience(ctx, private=private, joint=joint)
    objective = Objective(
        **begun(ctx, Objective, audience),
        agreed=beginning(ctx.plan.plan_row, audience),
        proposed_by=ctx.me.side,
        title=title,
        kind=kind,
        benefit_customer=benefit_customer,
        benefit_supplier=benefit_supplier,
        measure=ctx.about(measure, audience),
        due=by,
    )
    fact = objective.born(BIRTHS[objective.agreed], by=ctx.me, at=ctx.now)
    ctx.add(objective, fact)
    return card(ctx, objective)


@commands(
    "objective met", may=May.LEAD, examples=("O-1 met downtime was 1.4 % in May",)
)
def met(ctx: Context, ref: Ref, evidence: Why) -> Message:
    """Say that an objective is met, and what shows it."""
    objective = ctx.plan.find(ref, Objective)
    ctx.record(objective.claim_met(evidence, by=ctx.me, at=ctx.now))
    return card(ctx, objective)


@commands("objective accept", may=May.ACCEPT, examples=("O-1 accept",))
def accept(ctx: Context, ref: Ref) -> Message:
    """Agree that an objective is met."""
    objective = ctx.plan.find(ref, Objective)
    ctx.record(objective.accept(by=ctx.me, at=ctx.now))
    return card(ctx, objective)


@commands("objective send back", may=May.ACCEPT, examples=("O-1 send back not in May",))
def send_back(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say why an objective is not met yet."""
    objective = ctx.plan.find(ref, Objective)
    ctx.record(objective.send_back(why, by=ctx.me, at=ctx.now))
    return card(ctx, objective)


@commands("objective by", may=May.LEAD, examples=("O-1 by end of June",))
def by(ctx: Context, ref: Ref, on: Due, why: Words = "") -> Message:
    """Set the day by which an objective is to be met."""
    objective = ctx.plan.find(ref, Objective)
    ctx.record(objective.move_to(on, why, by=ctx.me, at=ctx.now))
    return card(ctx, objective)
