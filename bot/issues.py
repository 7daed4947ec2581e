"""What every line about an issue shares: who speaks, and what follows from it."""

from bot import climbing, silence
from bot.context import Context
from bot.message import Message
from bot.showing import card
from bot.words.refs import Ref
from domain.fact import Fact
from domain.issue import Issue
from domain.seat import Voice


def found(ctx: Context, ref: Ref) -> tuple[Issue, Voice]:
    """The issue, and with what standing the speaker speaks of it."""
    issue = ctx.plan.find(ref, Issue)
    return issue, voice(ctx, issue)


def voice(ctx: Context, issue: Issue) -> Voice:
    seats = climbing.seats_of(ctx)
    return Voice(ctx.me, seats.holds(ctx.me.person, issue.tier, issue.sides))


def said(ctx: Context, issue: Issue, fact: Fact) -> Message:
    """Keep what was said, let the clocks follow, and show the card."""
    ctx.record(fact)
    silence.follow(ctx, issue)
    climbing.follow(ctx, issue)
    return card(ctx, issue)
