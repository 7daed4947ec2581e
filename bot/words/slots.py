"""Named parameters: where a line holds them, read from the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.command import Command, Parameter
from bot.words.reading import Reading
from bot.words.tokens import QuoteLeftOpen, Token, matches, tokens

REPEATS = frozenset({"repeat", "repeats"})


@dataclass(frozen=True)
class Slot:
    """A named parameter found in `words[start:end]`; its value starts at `at`."""

    parameter: Parameter
    value: Any
    start: int
    at: int
    end: int


def find_slots(
    command: Command, words: Sequence[Token], reading: Reading
) -> list[Slot]:
    """Each named parameter once, from right to left, the longest reading first."""
    found: list[Slot] = []
    wanted = list(command.named)
    limit, at = len(words), len(words)
    while at >= 0:
        slot = _ending(wanted, words, at, limit, reading)
        if slot:
            found.append(slot)
            wanted.remove(slot.parameter)
            limit = at = slot.start
            if not slot.parameter.said:
                continue
        else:
            at -= 1
    return found[::-1]


def _ending(
    wanted: Sequence[Parameter],
    words: Sequence[Token],
    at: int,
    limit: int,
    reading: Reading,
) -> Slot | None:
    """The parameter whose word ends before *at* and whose value reads from there."""
    for parameter in wanted:
        start = _start(parameter, words, at)
        if start is None or (at == limit and not parameter.flag):
            continue
        if start == at and words[at:limit] and words[at].quoted:
            continue  # a rule without its word is never read out of a title
        found = read_value(parameter, words[at:limit], reading)
        if found and _stands(parameter, words, at, at + found[1], limit):
            return Slot(parameter, found[0], start, at, at + found[1])
    return None


def _start(parameter: Parameter, words: Sequence[Token], at: int) -> int | None:
    if parameter.bare_rule:
        said = at > 0 and words[at - 1].word in REPEATS
        return at - 1 if said else at
    start = at - len(parameter.said)
    fits = start >= 0 and matches(words[start:at], parameter.said)
    return start if fits else None


def _stands(
    parameter: Parameter, words: Sequence[Token], at: int, end: int, limit: int
) -> bool:
    """A rule has no word of its own: `weekly` inside a title is only a word of it."""
    if parameter.said or (at and words[at - 1].word in REPEATS):
        return True
    return end == limit or words[end].quoted


def read_value(
    parameter: Parameter,
    words: Sequence[Token],
    reading: Reading,
) -> tuple[Any, int] | None:
    """The value *words* begin with. What a form put in quotes is read as if bare."""
    found = parameter.kind.read(words, reading)
    if found or parameter.kind.free or not words or not words[0].quoted:
        return found
    inner = _inside(words[0])
    found = parameter.kind.read(inner, reading) if inner else None
    return (found[0], 1) if found and found[1] == len(inner) else None


def _inside(quoted: Token) -> tuple[Token, ...]:
    try:
        return tokens(quoted.text)
    except QuoteLeftOpen:
        return ()
