"""One way to change status, shared by every noun that has one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import TypeVar

from domain.errors import IllegalMove

S = TypeVar("S", bound=StrEnum)
Moves = Mapping[S, AbstractSet[S]]


def move(what: str, current: S, wanted: S, moves: Moves[S]) -> S:
    """Return *wanted* if the table of *moves* allows it, else refuse."""
    if wanted not in moves.get(current, frozenset()):
        raise IllegalMove(what, current, wanted)
    return wanted
