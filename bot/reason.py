"""Why an item stands as it does: the last reason somebody gave for moving it."""

from dataclasses import replace

from bot.announce import sentence
from bot.message import Message
from bot.window import PlanView
from domain.action_fact import (
    ActionCancelled,
    ActionMoved,
    ActionProgressed,
    ActionReopened,
    ActionSentBack,
)
from domain.baseline import ItemDeclined
from domain.change import ChangeRejected
from domain.decision import DecisionDeclined
from domain.fact import Fact, Undone
from domain.issue_fact import (
    AskDeclined,
    IssueCancelled,
    IssueEscalated,
    IssueReopened,
    SeverityRaised,
)
from domain.item import Item
from domain.milestone import MilestoneCancelled, MilestoneMoved, MilestoneSentBack
from domain.objective import ObjectiveCancelled, ObjectiveMoved, ObjectiveSentBack

# What gives a reason that no field of the item keeps.
GIVES: frozenset[type[Fact]] = frozenset(
    {ActionSentBack, ActionReopened, ActionMoved, ActionProgressed, ActionCancelled}
    | {IssueEscalated, SeverityRaised, IssueReopened, AskDeclined, IssueCancelled}
    | {MilestoneMoved, MilestoneSentBack, ObjectiveMoved, ObjectiveSentBack}
    | {ItemDeclined, DecisionDeclined, MilestoneCancelled, ObjectiveCancelled}
    | {ChangeRejected}
)
# Where one of these has changed since, an older reason is none for how it stands now.
MOVES = frozenset({"due", "severity", "status", "tier"})


def with_reason(card: Message, item: Item, view: PlanView) -> Message:
    """*card* with the reason that was given last, unless the item has moved on."""
    for fact in reversed([found.fact for found in view.facts(ref=item.ref)]):
        if type(fact) in GIVES and fact.note:
            text = f"{card.text} {sentence(fact, view)}".strip()
            return replace(card, text=text)
        if type(fact) is Undone or MOVES & set(fact.changes):
            break
    return card
