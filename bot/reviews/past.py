"""The checkpoint before this one, and what has happened since."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.taken_back import WITHIN, holds
from bot.window import PlanView
from domain.action_fact import (
    ActionAccepted,
    ActionAdded,
    ActionDone,
    ActionImported,
    ActionMoved,
    ActionNotObjected,
)
from domain.baseline import ItemAgreed
from domain.checkpoint import HELD, Checkpoint
from domain.decision import DecisionAgreed
from domain.fact import Fact, Undone
from domain.milestone import MilestoneAccepted, MilestoneMoved
from domain.objective import ObjectiveAccepted, ObjectiveMoved
from domain.visibility import Audience
from domain.walltime import TICK

# What is counted, in the order it is said, each item once: TIME.md "Checkpoints".
COUNTED: Mapping[str, frozenset[type[Fact]]] = {
    "done": frozenset({ActionDone}),
    "accepted": frozenset(
        {ActionAccepted, ActionNotObjected, MilestoneAccepted, ObjectiveAccepted}
    ),
    "moved": frozenset({ActionMoved, MilestoneMoved, ObjectiveMoved}),
    "agreed": frozenset({ItemAgreed, DecisionAgreed}),
    "new": frozenset({ActionAdded, ActionImported}),
}
SAID = {kind: said for said, kinds in COUNTED.items() for kind in kinds}
KINDS = tuple(kind.__name__ for kind in (*SAID, Undone))
NOTHING = "nothing has moved"


def last_held(view: PlanView, checkpoint: Checkpoint) -> Checkpoint | None:
    """The last one of the same series that was held; of a single one, of any."""
    where: dict[str, Any] = {"status": tuple(HELD)}
    if checkpoint.series:
        where["series"] = checkpoint.series
    if ended := checkpoint.ended_at or checkpoint.started_at:
        where["ended_at_before"] = ended + TICK
    joint = view.as_read_by(Audience.JOINT)
    # One more, as the first may be this one itself.
    held = joint.first(Checkpoint, 2, "-ended_at -number", **where)
    return next((each for each in held if each.ref != checkpoint.ref), None)


def said_since(facts: Iterable[Fact]) -> str:
    """`9 done, 2 moved`: each item once a word."""
    counted: dict[str, dict[str, None]] = {said: {} for said in COUNTED}
    for fact in facts:
        if said := SAID.get(type(fact)):
            counted[said][fact.ref] = None
    told = [f"{len(refs)} {said}" for said, refs in counted.items() if refs]
    return ", ".join(told) or NOTHING


def since(view: PlanView, checkpoint: Checkpoint) -> str:
    """What the plan has seen since the last checkpoint, or since it began."""
    last = last_held(view, checkpoint)
    facts = _told(view, last.ended_at if last else None)
    return f"Since {'last time' if last else 'the start'}: {said_since(facts)}."


def _told(view: PlanView, begun: datetime | None) -> Iterator[Fact]:
    """What is counted, without what was taken back within its ten minutes."""
    joint = view.as_read_by(Audience.JOINT)
    asked: dict[str, Any] = {"since": begun} if begun else {}
    found = joint.facts(kind=KINDS, **asked)
    undone = [told.fact.at for told in found if isinstance(told.fact, Undone)]
    around = joint.facts(since=undone[0] - WITHIN) if undone else []
    gone = {told.seq for told in around} - {told.seq for told in holds(around)}
    for told in found:
        if told.seq not in gone and (begun is None or told.fact.at > begun):
            yield told.fact
