"""Decisions: what was decided, in force once the other party agrees."""

from bot import here
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.showing import begun, card
from bot.words.kinds import Flag, Ref, Title
from domain.decision import Decision, DecisionAdded
from domain.member import May

commands = Commands()


@commands(
    "decision add",
    may=May.LEAD,
    examples=('decision add "We buy, we do not build" supersedes D-1',),
)
def add(
    ctx: Context,
    text: Title,
    *,
    supersedes: Ref | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Write down a decision; it counts when the other party agrees."""
    audience = here.audience(ctx, private=private, joint=joint)
    named = ctx.about(supersedes, audience)
    if named:
        ctx.plan.find(named, Decision).supersedable(audience)
    decision = Decision(
        **begun(ctx, Decision, audience),
        title=text,
        proposed_by=ctx.me.side,
        supersedes=named,
    )
    ctx.add(decision, decision.born(DecisionAdded, by=ctx.me, at=ctx.now))
    return card(ctx, decision)
