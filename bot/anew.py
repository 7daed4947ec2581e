"""What is due of a whole plan, counted anew where what it counts on has changed."""

from collections.abc import Iterator
from datetime import date

from bot import climbing, handing_over, recurring, silence
from bot.reviews import clock
from bot.telling import Telling
from domain import action, checkpoint, issue
from domain.action import Action
from domain.checkpoint import Checkpoint
from domain.due import Due, Kind
from domain.issue import Issue
from domain.item import Item
from domain.visibility import Audience, Side, private_to


def follow_all(ctx: Telling) -> None:
    """Of a pause, a calendar, a zone: what has happened stays, what is due follows.

    What is private waits a moment: whoever speaks now may not see it, the clock does.
    """
    _follow(ctx, Audience.JOINT)
    for member in ctx.plan.members():
        if member.hands_on:
            handing_over.follow(ctx, member)
    plan = ctx.plan.id
    ctx.due(Due(key=key_of(plan), kind=Kind.ANEW, at=ctx.now, plan=plan))


def key_of(plan: str) -> str:
    """The key of the one row after which what is private follows."""
    return f"{Kind.ANEW} {plan}"


def come_due(ctx: Telling, row: Due) -> None:
    """What is private to either party follows; see `bot.sweep` for who sees it."""
    del row
    for side in Side:
        _follow(ctx, private_to(side))


def items(ctx: Telling, audience: Audience) -> Iterator[Item]:
    """What may have a row of due work, but issues whose clocks run."""
    view = ctx.plan.as_read_by(audience)
    found = (
        *view.all(Action, status=action.Status.DONE),
        *view.all(Action, status=tuple(action.LIVE), turn_since=date.min),
        *view.all(Issue, status=issue.Status.RESOLVED),
        *view.all(Checkpoint, status=(*clock.OPEN, checkpoint.Status.ENDED)),
    )
    return (item for item in found if item.audience is audience)


def _follow(ctx: Telling, audience: Audience) -> None:
    climbing.follow_all(ctx, audience)
    for item in items(ctx, audience):
        silence.follow(ctx, item)
        recurring.follow(ctx, item)
        if isinstance(item, Checkpoint):
            clock.follow_anew(ctx, item)
