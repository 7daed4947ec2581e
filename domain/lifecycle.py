"""One way to change status, shared by every noun that has one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import TypeVar

from domain.errors import Already, IllegalMove

S = TypeVar("S", bound=StrEnum)
Moves = Mapping[S, AbstractSet[S]]


def move(what: str, current: S, wanted: S, moves: Moves[S], verb: str) -> S:
    """Return *wanted* if *moves* allows it, else refuse: it cannot be *verb*."""
    if wanted not in moves.get(current, frozenset()):
        refusal = Already if wanted is current else IllegalMove
        raise refusal(what, current, verb)
    return wanted
