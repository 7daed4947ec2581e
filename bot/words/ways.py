"""The ways a line may be read: which commands its first words name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.command import ANY_NOUN, Command, Commands
from bot.words.people_kinds import RefsKind
from bot.words.reading import Reading
from bot.words.refs import Ref, read_ref
from bot.words.tokens import Token, matches

NO_WORD = " "  # what stands in quotes names no command
SHOW = "show"


@dataclass(frozen=True)
class Way:
    """One way to read a line: this command, with these words left for its arguments."""

    command: Command
    words: tuple[Token, ...]
    given: dict[str, Any]
    ref: Ref | None = None
    sure: bool = True  # an unsure way is taken only where it fits


def first_of(command: Command) -> str:
    return command.positional[0].name


def takes_many(command: Command) -> bool:
    return isinstance(command.positional[0].kind, RefsKind)


def verbs_of(
    ref: Ref, words: tuple[Token, ...], commands: Commands, *, sure: bool
) -> Iterator[Way]:
    """What *words* may ask of the item: its noun's own verbs, then any item's."""
    if not words and sure:
        words = (Token(SHOW),)
    for noun in (ref.noun, ANY_NOUN):
        for said, command in commands.verbs.get(noun, ()):
            if matches(words, said):
                yield Way(
                    command,
                    words[len(said) :],
                    {first_of(command): ref},
                    ref,
                    sure=sure,
                )
    for said, command in commands.by_first.get(words[0].word, ()) if words else ():
        if command.takes_ref and command.noun is None and matches(words, said):
            given: Any = (ref,) if takes_many(command) else ref
            yield Way(
                command, words[len(said) :], {first_of(command): given}, ref, sure=sure
            )
    for _, command in commands.verbs.get(ref.noun, ()) if words else ():
        if command.bare:
            yield Way(command, words, {first_of(command): ref}, ref, sure=False)


def ways_of(
    words: tuple[Token, ...], commands: Commands, reading: Reading
) -> Iterator[Way]:
    """How a line without a reference in front may be read, the likeliest first."""
    named = list(_named(words, commands, reading))
    with_refs = [w for w in named if _names_item(w.command, w.words, reading)]
    yield from with_refs
    yield from _verb_first(words, commands)
    if reading.thread and words:
        yield from verbs_of(reading.thread, words, commands, sure=True)
    yield from (way for way in named if way not in with_refs)


def _names_item(command: Command, words: tuple[Token, ...], reading: Reading) -> bool:
    """Whether the item or items a command is about follow it."""
    kind = command.positional[0].kind if command.takes_ref else None
    return kind is not None and kind.read(words, reading) is not None


def _named(
    words: tuple[Token, ...], commands: Commands, reading: Reading
) -> Iterator[Way]:
    thread = reading.thread
    for said, command in commands.by_first.get(
        words[0].word or NO_WORD if words else "", ()
    ):
        if matches(words, said):
            rest = words[len(said) :]
            given: dict[str, Any] = {}
            fits = command.noun in {None, ANY_NOUN, thread.noun if thread else None}
            if (
                thread
                and command.takes_ref
                and fits
                and not _names_item(command, rest, reading)
            ):
                given = {
                    first_of(command): (thread,) if takes_many(command) else thread
                }
            yield Way(command, rest, given)


def _verb_first(words: tuple[Token, ...], commands: Commands) -> Iterator[Way]:
    """`done A-3 shipped`, which people say as readily as `A-3 done shipped`."""
    for at in range(1, min(len(words), 4)):
        found = read_ref(words[at:])
        if found:
            ref, taken = found
            rest = (*words[:at], *words[at + taken :])
            yield from (
                way
                for way in verbs_of(ref, rest, commands, sure=True)
                if way.command.noun
                and not way.command.bare
                and len(way.words) <= len(rest) - at
            )
            return
