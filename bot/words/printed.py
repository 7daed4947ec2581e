"""A call as a line that reads back to the same call: the form it is held in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.command import Command
from bot.words.forms import opening
from bot.words.tokens import Token, quote


def line_for(command: Command, args: Mapping[str, Any]) -> str:
    """Dates as ISO, people by id, every text in quotes."""
    first, known = opening(command, args)
    rest = (part for name, part in _parts(command, args) if name != known)
    return " ".join((first, *rest)).strip()


def _parts(command: Command, args: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for parameter in command.parameters:
        value = args.get(parameter.name)
        if value is None or value is False or value == "":
            continue
        said = "" if parameter.flag else parameter.kind.write(value)
        yield parameter.name, f"{parameter.word} {said}".strip()


def printed(words: Iterable[Token]) -> str:
    """The words as typed, their quotation marks made safe."""
    return " ".join(quote(w.text) if w.quoted else w.text for w in words)
