"""Which items a list shows: each filter a word and a question asked of an item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.late import Lateness
from bot.words.people_kinds import RESOLVED
from domain import (
    action,
    change,
    checkpoint_status,
    decision,
    issue_status,
    milestone,
    objective,
)
from domain.action import Action
from domain.baseline import Agreed
from domain.item import Item
from domain.member import Member


@dataclass(frozen=True)
class Asking:
    """Who asks, and when."""

    me: Member
    lateness: Lateness


DONE = frozenset(
    {
        action.Status.DONE,
        action.Status.ACCEPTED,
        action.Status.NO_OBJECTION,
        *checkpoint_status.HELD,
        milestone.Status.CLAIMED,
        milestone.Status.MET,
        milestone.Status.PARTLY,
        objective.Status.CLAIMED,
        objective.Status.MET,
        decision.Status.AGREED,
        change.Status.SIGNED,
        issue_status.Status.RESOLVED,
        issue_status.Status.ACCEPTED,
        issue_status.Status.NO_OBJECTION,
    }
)
WAITING = frozenset(
    {
        action.Status.DONE,
        checkpoint_status.Status.ENDED,
        milestone.Status.CLAIMED,
        objective.Status.CLAIMED,
        decision.Status.PROPOSED,
        change.Status.WAITING,
        issue_status.Status.RESOLVED,
    }
)
Test = Callable[[Item, Asking], bool]


def _of(item: Item, field: str) -> Any:  # noqa: ANN401 - a column of some nouns only
    return vars(item).get(field)


def _lacks(item: Item, field: str) -> bool:
    return not item.settled and field in vars(item) and not _of(item, field)


def _waits(item: Item) -> bool:
    proposed = _of(item, "agreed") is Agreed.PROPOSED
    asked = proposed or bool(_of(item, "asked"))
    return not item.settled and (asked or _of(item, "status") in WAITING)


FILTERS: Mapping[str, Test] = {
    "open": lambda item, _: not item.settled,
    "closed": lambda item, _: item.settled,
    "late": lambda item, asking: asking.lateness.of(item) is not None,
    "mine": lambda item, asking: _of(item, "owner") == asking.me.person,
    "ours": lambda item, asking: _of(item, "owner_side") is asking.me.side,
    "theirs": lambda item, asking: _of(item, "owner_side") is asking.me.side.other,
    "done": lambda item, _: _of(item, "status") in DONE,
    "waiting": lambda item, _: _waits(item),
    "private": lambda item, _: item.audience.private,
    "joint": lambda item, _: not item.audience.private,
    "started": lambda item, _: _of(item, "status") is action.Status.IN_PROGRESS,
    "blocked": lambda item, _: _of(item, "status") is action.Status.BLOCKED,
    "cancelled": lambda item, _: _of(item, "status") == "cancelled",
    "unowned": lambda item, _: _lacks(item, "owner"),
    "undated": lambda item, _: _lacks(item, "due"),
    "draft": lambda item, _: _of(item, "agreed") is Agreed.DRAFT,
    "proposed": lambda item, _: _of(item, "agreed") is Agreed.PROPOSED,
    "agreed": lambda item, _: "agreed" in (_of(item, "agreed"), _of(item, "status")),
    "declined": lambda item, _: (
        "declined" in (_of(item, "agreed"), _of(item, "status"))
    ),
}

# Actions are many: what a filter cannot mean is not fetched.
FETCHED: Mapping[str, Mapping[str, object]] = {
    "open": {"status": (*action.LIVE, action.Status.DONE)},
    "late": {"status": tuple(action.LIVE)},
    "waiting": {"status": (action.Status.DONE,)},
    "blocked": {"status": (action.Status.BLOCKED,)},
    "unowned": {"status": (*action.LIVE, action.Status.DONE)},
    "undated": {"status": (*action.LIVE, action.Status.DONE)},
}


def passes(item: Item, which: tuple[str, ...], asking: Asking) -> bool:
    """Whether *item* is what every filter asks for; `<@p:…>` is its owner."""
    return all(_passes(item, word, asking) for word in which)


def _passes(item: Item, word: str, asking: Asking) -> bool:
    if word.startswith(RESOLVED):
        return bool(_of(item, "owner") == word[len(RESOLVED) : -1])
    return FILTERS[word](item, asking)


def fetched(kind: type[Item], which: tuple[str, ...]) -> Mapping[str, object]:
    """The columns by which fewer rows need to be read."""
    if kind is not Action:
        return {}
    return next((FETCHED[word] for word in which if word in FETCHED), {})
