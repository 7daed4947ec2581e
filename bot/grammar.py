"""A line of words becomes calls of commands: start reading here.

COMMANDS.md, *The form of a line*, is what this does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.command import Command, Commands
from bot.message import Button, Message
from bot.words.arguments import Arguments, read_arguments
from bot.words.doubt import JOINT, doubts_in
from bot.words.jointly import without_joint
from bot.words.nearest import does_not_fit, misread
from bot.words.printed import line_for, printed
from bot.words.private_words import PRIVATE
from bot.words.question import LONGEST_LABEL, question, readable
from bot.words.reading import Ask, Misread, Reading
from bot.words.refs import Ref, read_refs
from bot.words.slip import Doubt, refuse_choices
from bot.words.tokens import Token, clean, tokens
from bot.words.wanting import wanting
from bot.words.ways import Way, first_of, takes_many, verbs_of, ways_of
from domain.errors import DomainError

__all__ = ["Ask", "Call", "Misread", "Reading", "line_of", "plan_key", "read"]

ADDRESSES = ("/plan", "@jointly")
KEY_LENGTHS = range(2, 7)


@dataclass(frozen=True)
class Call:
    """A command and its arguments. `line` is the held form: it reads back to this.

    `joint` is whether it was said to be so where the command has no such flag.
    """

    command: Command
    args: dict[str, Any]
    ref: Ref | None
    line: str
    joint: bool = False


class DoesNotFit(Exception):
    """These words are no arguments of that command."""

    def __init__(self, why: Exception) -> None:
        self.why = why


def plan_key(text: str, keys: Iterable[str]) -> tuple[str | None, str]:
    """The plan key a line begins with, if any, and the rest of the line."""
    rest = _unaddressed(clean(text).strip())
    first, _, after = rest.partition(" ")
    known = {key.casefold(): key for key in keys}
    if len(first) in KEY_LENGTHS and first.casefold() in known:
        return known[first.casefold()], after.strip()
    return None, rest


def _unaddressed(text: str) -> str:
    low = text.casefold()
    for address in ADDRESSES:
        rest = text[len(address) :]
        if low.startswith(address) and (not rest or not rest[0].isalnum()):
            return rest.lstrip(",:").strip()
    return text


def read(text: str, commands: Commands, reading: Reading) -> list[Call]:
    """What *text* asks for. Raises Ask or a refusal where nothing may run."""
    _, text = plan_key(text, reading.keys)
    words = tokens(text)
    refs, taken = read_refs(words)
    if refs:
        return _about(refs, words[taken:], commands, reading)
    if words and words[0].word == PRIVATE:
        raise _private_first(words[1:], reading)
    return [_best(list(ways_of(words, commands, reading)), words, commands, reading)]


def line_of(call: Call) -> str:
    return call.line


def _about(
    refs: Sequence[Ref], words: tuple[Token, ...], commands: Commands, reading: Reading
) -> list[Call]:
    """`A-3 A-5 accept`: one call for each, or one for all where the verb takes many."""
    calls = []
    for ref in refs:
        ways = list(verbs_of(ref, words, commands, sure=True))
        many = next((way for way in ways if takes_many(way.command)), None)
        if many and many is ways[0]:
            every = Way(many.command, many.words, {first_of(many.command): tuple(refs)})
            return [_best([every], words, commands, reading)]
        calls.append(_best(ways, words, commands, reading, ref))
    return calls


def _best(
    ways: list[Way],
    words: tuple[Token, ...],
    commands: Commands,
    reading: Reading,
    ref: Ref | None = None,
) -> Call:
    """The first way that fits; else why the first of them did not."""
    why: Exception | None = None
    for way in ways:
        try:
            return _call(way, reading)
        except DoesNotFit as error:
            why = why or (error.why if way.sure else None)
    raise why or misread(words, commands, reading, ref)


def _call(way: Way, reading: Reading, *, asking: bool = True) -> Call:
    way, joint = without_joint(way, reading)
    said = read_arguments(way.command, way.words, reading, way.given)
    if said.unread:
        raise DoesNotFit(_why_unread(way, said, reading, asking=asking))
    doubts = doubts_in(said, reading)
    if said.left and not said.holds_text:
        refuse_choices(said, reading)
    if doubts or said.left:
        asked = (
            _question(way, said, doubts, reading)
            if asking and said.holds_text
            else None
        )
        if asked is None and said.missing and said.has_first:
            asked = wanting(said, reading, private=any(d.private for d in doubts))
        raise asked or DoesNotFit(does_not_fit(way.command, said.over, reading))
    if said.missing:
        asked = wanting(said, reading)
        raise asked if said.has_first else DoesNotFit(asked)
    line = line_for(way.command, said.values)
    return Call(
        way.command,
        said.values,
        way.ref or said.ref,
        f"{line} {JOINT}" if joint else line,
        joint,
    )


def _why_unread(
    way: Way, said: Arguments, reading: Reading, *, asking: bool
) -> Exception:
    """The kind's own reason, with a button where a slip of the finger is likely."""
    parameter, at = said.unread, said.unread_at
    try:
        if parameter:
            parameter.kind.refuse(said.words[at:], reading)
    except DomainError as why:
        meant = parameter and parameter.kind.corrected(said.words[at:], reading)
        if not meant or not asking:
            return why
        fixed = (*said.words[:at], Token(meant[0]), *said.words[at + meant[1] :])
        found = _resolved(replace(way, words=fixed), reading)
        return _did_you_mean(str(why), found[0], reading) if found else why
    return does_not_fit(said.command, said.words[at:], reading)


def _did_you_mean(why: str, line: str, reading: Reading) -> Misread:
    line = f"{reading.key} {line}".strip()
    label = readable(line, reading)[:LONGEST_LABEL]
    return Misread(f"{why} Did you mean this?", (Button(label, line),))


def _resolved(way: Way, reading: Reading) -> tuple[str, dict[str, Any]] | None:
    try:
        call = _call(way, reading, asking=False)
    except (DomainError, Ask, DoesNotFit):
        return None
    return call.line, call.args


def _question(
    way: Way, said: Arguments, doubts: list[Doubt], reading: Reading
) -> Ask | None:
    def resolve(words: tuple[Token, ...]) -> tuple[str, dict[str, Any]] | None:
        return _resolved(replace(way, words=words), reading)

    return question(said, doubts, reading, resolve)


def _private_first(words: tuple[Token, ...], reading: Reading) -> Ask:
    """`private action add …`: the word belongs at the end."""
    line = f"{reading.key} {printed(words)} {PRIVATE}".strip()
    button = Button(label=line[:LONGEST_LABEL], line=line, style="primary")
    return Ask(
        Message(
            text="Say what it is first, then `private`. Nothing has been done.",
            buttons=(button,),
            tone="warn",
        )
    )
