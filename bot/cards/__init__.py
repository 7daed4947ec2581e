"""How each noun looks: pure functions from domain objects to messages."""

from collections.abc import Callable
from typing import Any

from bot.cards.action import action_card
from bot.cards.change import change_card
from bot.cards.checkpoint import checkpoint_card, whole_card
from bot.cards.decision import decision_card
from bot.cards.issue import issue_card
from bot.cards.milestone import milestone_card
from bot.cards.objective import objective_card
from bot.cards.series import series_card
from bot.message import Message
from bot.window import PlanView
from domain.action import Action
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.issue import Issue
from domain.item import Item
from domain.member import Member
from domain.milestone import Milestone
from domain.objective import Objective
from domain.series import Series

CARDS: dict[type[Item], Callable[[Any, PlanView, Member | None], Message]] = {
    Action: action_card,
    Checkpoint: checkpoint_card,
    Change: change_card,
    Decision: decision_card,
    Issue: issue_card,
    Milestone: milestone_card,
    Objective: objective_card,
    Series: series_card,
}

WHOLE = CARDS | {Checkpoint: whole_card}  # for who asks for it alone


def card(item: Item, view: PlanView, member: Member | None = None) -> Message:
    """The card of *item*; with *member*, only the buttons that member may press."""
    return CARDS[type(item)](item, view, member)


def whole(item: Item, view: PlanView, member: Member | None = None) -> Message:
    """The same, and nothing of it left out."""
    return WHOLE[type(item)](item, view, member)


def stale(item: Item, view: PlanView, member: Member | None) -> Message:
    """The card as it is now, for somebody who pressed a button on an older one."""
    from dataclasses import replace

    now = card(item, view, member)
    text = f"{item.ref} has changed since that button was drawn. This is how it stands."
    return replace(now, text=f"{text} {now.text}".strip(), tone="warn")
