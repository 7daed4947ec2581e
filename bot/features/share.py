"""Sharing: a private item becomes a joint one, after one question."""

from collections.abc import Mapping
from typing import Any

from bot import cards, climbing, recurring
from bot.cards.parts import press
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Detail, Message
from bot.showing import card
from bot.words.kinds import Flag, Ref
from domain.action_fact import ActionAdded
from domain.baseline import BIRTHS, BaselineItem, beginning
from domain.decision import Decision, DecisionAdded
from domain.errors import DomainError
from domain.fact import Fact
from domain.issue import Issue
from domain.issue_fact import IssueRaised
from domain.item import Item
from domain.member import May
from domain.sharing import joint_copy
from domain.visibility import Audience

commands = Commands()

FIRST: Mapping[type[Item], type[Fact]] = {
    Decision: DecisionAdded,
    Issue: IssueRaised,
}


class AlreadyJoint(DomainError):
    """{ref} is joint already: both parties read it."""

    def __init__(self, ref: str) -> None:
        self.ref = ref


@commands("item share", may=May.WORK, examples=("~A-1 share",))
def share(ctx: Context, ref: Ref, *, yes: Flag = False) -> Message:
    """Make a private item joint. You are asked once before the other party reads it."""
    item = ctx.plan.find(ref)
    if not item.audience.private:
        raise AlreadyJoint(item.ref)
    if not yes:
        ctx.refused = True
        return _question(ctx, item)
    return card(ctx, _made_joint(ctx, item))


def _question(ctx: Context, item: Item) -> Message:
    """Shows what the other party would read, word for word."""
    shown = cards.card(_copy(ctx, item, item.number), ctx.plan)
    other = ctx.plan.party(ctx.me.side.other).name
    return Message(
        title=f"Share {item.ref} with {other}?",
        text=(
            f"{other} will read what stands here, as a new joint item. Its notes and"
            " history stay with your party. Nothing has been shared yet."
        ),
        details=(Detail("Title", item.title), *shown.details),
        buttons=(
            press(ctx.plan, item, "share yes", f"Share with {other}", style="primary"),
            Button("Keep it private", f"{ctx.plan.plan_row.key} {item.ref}"),
        ),
        tone="warn",
    )


def _made_joint(ctx: Context, item: Item) -> Item:
    number = ctx.work.number(ctx.plan.id, Audience.JOINT, item.PREFIX)
    joint = _copy(ctx, item, number)
    private: Any = item
    ctx.record(private.share(joint.ref, by=ctx.me, at=ctx.now))
    ctx.add(joint, joint.born(_birth(joint), by=ctx.me, at=ctx.now))
    for one in (item, joint):
        recurring.follow(ctx, one)
        climbing.follow(ctx, one)
    return joint


def _copy(ctx: Context, item: Item, number: int) -> Item:
    begun: dict[str, object] = {}
    if isinstance(item, BaselineItem):
        begun["agreed"] = beginning(ctx.plan.plan_row, Audience.JOINT)
    if isinstance(item, BaselineItem | Decision):
        begun["proposed_by"] = ctx.me.side
    joint = joint_copy(item, number, by=ctx.me, at=ctx.now, **begun)
    if isinstance(joint, Issue):
        joint.begin(ctx.now)
    return joint


def _birth(joint: Item) -> type[Fact]:
    if isinstance(joint, BaselineItem):
        return BIRTHS[joint.agreed]
    return FIRST.get(type(joint), ActionAdded)
