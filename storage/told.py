"""No change of a plan without its own fact: what the store refuses to write."""

from collections.abc import Iterable
from typing import Any

from domain.fact import Fact
from domain.visibility import Audience

Place = tuple[str, str, Audience]
Changed = tuple[Any, dict[str, Any], tuple[str, ...]]  # a thing, as read, what differs


class UnrecordedChange(Exception):
    """Something of a plan changed and no fact says so. Record a fact for it."""


def require_told(
    facts: Iterable[Fact], changed: Iterable[Changed], new: Iterable[object]
) -> None:
    """Every changed field and every new thing must stand in a fact of its own."""
    told: dict[Place, set[str]] = {}
    for fact in facts:
        where = (fact.plan, fact.ref, fact.audience)
        told.setdefault(where, set()).update(fact.changes)
    for thing, _, names in changed:
        if _recorded(thing) and not set(names) <= told.get(_place(thing), set()):
            raise UnrecordedChange(f"{thing!r}: {names}")
    for thing in new:
        if _recorded(thing) and _place(thing) not in told:
            raise UnrecordedChange(repr(thing))


def _recorded(thing: object) -> bool:
    return bool(getattr(thing, "RECORDED", False))


def _place(thing: Any) -> Place:  # noqa: ANN401 - a Changing
    return thing.told_in, thing.ref, thing.told_to
