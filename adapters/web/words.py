"""What could come next in the box: commands, references, people."""

from collections.abc import Iterable, Iterator

from bot.command import Command, Commands
from bot.window import KINDS, PlanView
from bot.words.refs import read_ref
from bot.words.tokens import Token

MOST = 12
Completion = dict[str, str]


def completions(
    text: str, commands: Commands, view: PlanView | None, people: Iterable[str]
) -> list[Completion]:
    """Lines that *text* could become, through the window of whoever types it."""
    found = _found(text.lstrip(), commands, view, people)
    unique = {one["line"]: one for one in found if one["line"] != text.strip()}
    return list(unique.values())[:MOST]


def _found(
    text: str, commands: Commands, view: PlanView | None, people: Iterable[str]
) -> Iterator[Completion]:
    before, _, last = text.rpartition(" ")
    if last.startswith("@"):
        yield from _named(before, last, people)
        return
    words = tuple(Token(word) for word in text.split())
    ref = read_ref(words)
    if ref and (len(words) > ref[1] or text.endswith(" ")):
        yield from _verbs(words, ref[1], ref[0].noun, commands)
        return
    yield from _refs(text, view)
    yield from _commands(text, commands)


def _named(before: str, last: str, people: Iterable[str]) -> Iterator[Completion]:
    for mention in sorted(people):
        if mention.startswith(last.casefold()):
            yield {"line": f"{before} {mention}".lstrip(), "help": ""}


def _verbs(
    words: tuple[Token, ...], taken: int, noun: str, commands: Commands
) -> Iterator[Completion]:
    said = " ".join(word.text for word in words[taken:]).casefold()
    start = " ".join(word.text for word in words[:taken])
    for of in (noun, "item"):
        for verb, command in commands.verbs.get(of, ()):
            line = " ".join(verb)
            if line.startswith(said) and not command.bare:
                yield {"line": f"{start} {line}", "help": _help(command)}


def _refs(text: str, view: PlanView | None) -> Iterator[Completion]:
    prefix = text.upper().lstrip("~").partition("-")[0]
    kind = KINDS.get(prefix)
    if view is None or kind is None:
        return
    for item in view.all(kind):
        if item.ref.startswith(text.upper()) and not item.settled:
            yield {"line": item.ref, "help": item.title}


def _commands(text: str, commands: Commands) -> Iterator[Completion]:
    said = text.casefold()
    for name, command in commands.all.items():
        if name and name.startswith(said) and not command.noun:
            yield {"line": name, "help": _help(command)}


def _help(command: Command) -> str:
    return command.help.partition("\n")[0]
