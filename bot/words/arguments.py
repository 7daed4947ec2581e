"""One command's arguments: named parameters first, then the rest from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.command import Command, Parameter
from bot.words.people_kinds import RefKind
from bot.words.reading import Reading
from bot.words.refs import Ref
from bot.words.slots import Slot, find_slots, read_value
from bot.words.text_kinds import TextKind
from bot.words.tokens import Token

OWNER = "owner"


@dataclass
class Arguments:
    """What was understood. `text` and `left` are places of words.

    `text` are the unquoted words of a free text, `left` those nobody takes; `unread` is
    the parameter that the words from `unread_at` on were expected to be.
    """

    command: Command
    words: tuple[Token, ...]
    slots: list[Slot]
    values: dict[str, Any] = field(default_factory=dict)
    text: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    quoted_text: int | None = None
    unread: Parameter | None = None
    unread_at: int = 0

    @property
    def missing(self) -> list[Parameter]:
        return [
            p
            for p in self.command.parameters
            if p.required and p.name not in self.values
        ]

    @property
    def ref(self) -> Ref | None:
        first = (
            self.values.get(self.command.positional[0].name)
            if self.command.takes_ref
            else None
        )
        return first if isinstance(first, Ref) else None

    @property
    def has_first(self) -> bool:
        """Whether the item the command is about was named, if it is about one."""
        return (
            not self.command.takes_ref or self.command.positional[0] not in self.missing
        )

    @property
    def holds_text(self) -> bool:
        """Whether there is a free text that more words could belong to."""
        return bool(self.text) or self.quoted_text is not None

    @property
    def over(self) -> list[Token]:
        """The words nobody takes."""
        return [self.words[place] for place in self.left] or list(self.words)

    @property
    def loose(self) -> list[int]:
        """All words that are not a value of some other kind than free text."""
        return sorted(self.text + self.left)


def read_arguments(
    command: Command, words: tuple[Token, ...], reading: Reading, given: dict[str, Any]
) -> Arguments:
    """*given* are values known already: the reference the line began with."""
    slots = find_slots(command, words, reading)
    said = Arguments(command, words, slots, dict(given))
    for slot in slots:
        said.values[slot.parameter.name] = slot.value
    _read_dates_of_the_owner(said, reading)
    _read_positional(said, reading)
    return said


def _read_dates_of_the_owner(said: Arguments, reading: Reading) -> None:
    """Working days count on the owner's party's calendar, wherever the owner stands."""
    owner = said.values.get(OWNER)
    for slot in said.slots:
        if slot.parameter.kind.needs_owner and owner:
            again = read_value(
                slot.parameter, said.words[slot.at : slot.end], reading.of(owner)
            )
            said.values[slot.parameter.name] = again[0] if again else slot.value


def _chunks(said: Arguments) -> list[list[int]]:
    """The places of the words between the named parameters."""
    chunks, at = [], 0
    for slot in said.slots:
        chunks.append(list(range(at, slot.start)))
        at = slot.end
    chunks.append(list(range(at, len(said.words))))
    return [chunk for chunk in chunks if chunk]


def _read_positional(said: Arguments, reading: Reading) -> None:
    chunks = _chunks(said)
    reading = reading.of(_owner(said, reading))
    for parameter in said.command.positional:
        if parameter.name in said.values or not chunks:
            continue
        taken = _take(said, parameter, chunks[0], reading)
        chunks[0] = chunks[0][taken:]
        if not chunks[0]:
            chunks.pop(0)
        if said.unread:
            break
    said.left = [place for chunk in chunks for place in chunk]


def _owner(said: Arguments, reading: Reading) -> str | None:
    ref = said.values.get("ref")
    days = any(p.kind.needs_owner for p in said.command.positional)
    return reading.owner_of(ref) if days and isinstance(ref, Ref) else None


def _take(
    said: Arguments,
    parameter: Parameter,
    chunk: Sequence[int],
    reading: Reading,
) -> int:
    """Read *parameter* from the start of the chunk; how many words it took."""
    words = [said.words[place] for place in _reach(said, parameter, chunk)]
    found = _read(parameter, words, reading)
    if not found:
        if parameter.required and not (
            words[0].quoted or isinstance(parameter.kind, RefKind)
        ):
            said.unread, said.unread_at = parameter, chunk[0]
        return 0
    said.values[parameter.name] = found[0]
    if isinstance(parameter.kind, TextKind):
        if words[0].quoted:
            said.quoted_text = chunk[0]
        else:
            said.text += chunk[: found[1]]
    return found[1]


def _read(
    parameter: Parameter, words: Sequence[Token], reading: Reading
) -> tuple[Any, int] | None:
    if parameter.required:
        return read_value(parameter, words, reading)
    return parameter.kind.read(words, reading)


def _reach(
    said: Arguments, parameter: Parameter, chunk: Sequence[int]
) -> Sequence[int]:
    """Bare words of one text end where the quoted text of a later one begins."""
    if not parameter.kind.free or said.words[chunk[0]].quoted:
        return chunk
    later = said.command.positional[said.command.positional.index(parameter) + 1 :]
    if any(p.kind.free for p in later) and said.words[chunk[-1]].quoted:
        return chunk[:-1]
    return chunk
