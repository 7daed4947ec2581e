"""Every table of moves: what it does not allow is refused with a sentence."""

import inspect
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from itertools import product
from pkgutil import iter_modules
from typing import get_args, get_type_hints

import pytest

import domain
from domain.errors import AS_SAID, IllegalMove
from domain.lifecycle import Moves, move


def tables() -> Iterator[tuple[str, type[StrEnum], Moves[StrEnum]]]:
    """Every MOVES of the domain with all the statuses there are, not only its keys."""
    for found in iter_modules(domain.__path__):
        module = import_module(f"domain.{found.name}")
        if moves := getattr(module, "MOVES", None):
            kind = get_args(get_type_hints(module)["MOVES"])[0]
            yield found.name, kind, moves


TABLES = list(tables())
ILLEGAL = [
    pytest.param(current, wanted, moves, id=f"{name}: {current} to {wanted}")
    for name, kind, moves in TABLES
    for current, wanted in product(kind, kind)
    if wanted not in moves.get(current, ())
]
LEGAL = [
    pytest.param(current, wanted, moves, id=f"{name}: {current} to {wanted}")
    for name, _, moves in TABLES
    for current, allowed in moves.items()
    for wanted in sorted(allowed)
]


def test_every_noun_with_a_status_has_a_table() -> None:
    with_status = {
        name
        for name in (found.name for found in iter_modules(domain.__path__))
        if "Status" in vars(import_module(f"domain.{name}"))
        and inspect.getmodule(vars(import_module(f"domain.{name}"))["Status"])
        is import_module(f"domain.{name}")
    }
    assert with_status <= {name for name, _, _ in TABLES}


@pytest.mark.parametrize(("current", "wanted", "moves"), ILLEGAL)
def test_a_move_outside_the_table_is_refused_with_a_sentence(
    current: StrEnum, wanted: StrEnum, moves: Moves[StrEnum]
) -> None:
    with pytest.raises(IllegalMove) as refusal:
        move("A-1", current, wanted, moves, "mended")
    said = AS_SAID.get(current, current)
    says = f"A-1 is {said}, so it cannot be mended."
    same = f"A-1 is already {said}."
    assert str(refusal.value) == (same if wanted is current else says)


@pytest.mark.parametrize(("current", "wanted", "moves"), LEGAL)
def test_a_move_of_the_table_is_allowed(
    current: StrEnum, wanted: StrEnum, moves: Moves[StrEnum]
) -> None:
    assert move("A-1", current, wanted, moves, "mended") is wanted
