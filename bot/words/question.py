"""Did you mean: what was understood, and a button for each way to read the words."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from bot.command import Command
from bot.dates import say_day
from bot.message import Button, Detail, Message
from bot.words.arguments import Arguments
from bot.words.forms import form_for, label_of
from bot.words.reading import Ask, Reading
from bot.words.slip import Doubt
from bot.words.tokens import Token, joined

Words = tuple[Token, ...]
Resolve = Callable[[Words], tuple[str, dict[str, Any]] | None]
LONGEST_LABEL = 75
PERSON = re.compile(r"<@p:(\w+)>")
DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-\d\d(?![\w-])")
PRIVATE_ASKED = (
    "Should this stay with your own party? Without `private` both parties may read it."
)
NEVER_PRIVATE = "This cannot be kept to your own party: both parties may read it."


def question(
    said: Arguments, doubts: list[Doubt], reading: Reading, resolve: Resolve
) -> Ask | None:
    """`resolve` reads words again as the same command: the held line and arguments.

    None where no way of reading them makes sense.
    """
    ways = [resolve(words) for words in _ways(said, doubts)]
    lines = dict.fromkeys(way[0] for way in ways if way)
    if not lines:
        return None
    asked = next((way[1] for way in ways if way), said.values)
    return Ask(
        Message(
            title="Did you mean…?",
            text=_sentence(said, doubts),
            details=_understood(said.command, asked, reading),
            buttons=tuple(_button(line, n, reading) for n, line in enumerate(lines)),
            form=form_for(said.command, asked, reading),
            tone="warn",
        )
    )


def _ways(said: Arguments, doubts: list[Doubt]) -> Iterator[Words]:
    """What was probably meant comes first; a private word is never just dropped."""
    if all(doubt.instead or not (doubt.private or doubt.why) for doubt in doubts):
        yield _meant(said, doubts)
        yield _folded(said, set(said.loose), set())
    yield _kept(said, doubts)


def _button(line: str, place: int, reading: Reading) -> Button:
    said = readable(line, reading)
    label = said if len(said) <= LONGEST_LABEL else f"{said[: LONGEST_LABEL - 1]}…"
    style: Literal["plain", "primary"] = "plain" if place else "primary"
    return Button(label=label, line=f"{reading.key} {line}".strip(), style=style)


def _meant(said: Arguments, doubts: list[Doubt]) -> Words:
    """The doubtful words as the parameters they look like, the rest in quotes."""
    doubtful = {place for doubt in doubts for place in doubt.places}
    instead = (word for doubt in doubts for word in doubt.instead)
    return (*_folded(said, set(said.loose) - doubtful, doubtful), *instead)


def _kept(said: Arguments, doubts: list[Doubt]) -> Words:
    """The doubtful words as words of the text."""
    doubtful = {place for doubt in doubts for place in doubt.places}
    return _folded(said, set(said.loose) | doubtful, set())


def _folded(said: Arguments, fold: set[int], drop: set[int]) -> Words:
    """The words, those of *fold* as one quoted text, those of *drop* left out."""
    if said.quoted_text is not None and fold:
        fold = fold | {said.quoted_text}
    places = sorted(fold)
    text = joined([Token(said.words[at].text, gap=said.words[at].gap) for at in places])
    result: list[Token] = []
    for at, word in enumerate(said.words):
        if places and at == places[0]:
            result.append(Token(text, quoted=True))
        elif at not in fold and at not in drop:
            result.append(word)
    return tuple(result)


def _sentence(said: Arguments, doubts: list[Doubt]) -> str:
    why = " ".join(doubt.why for doubt in doubts if doubt.why)
    return f"{why or _asked(said, doubts)} Nothing has been done."


def _asked(said: Arguments, doubts: list[Doubt]) -> str:
    private = [doubt for doubt in doubts if doubt.private]
    if private:
        return PRIVATE_ASKED if any(d.instead for d in private) else NEVER_PRIVATE
    places = {place for doubt in doubts for place in doubt.places} or set(said.left)
    words = joined([said.words[place] for place in sorted(places)])
    return f"I am not sure how you mean “{words}”."


def readable(line: str, reading: Reading) -> str:
    """A held line as people read it: names and dates in full, no ids."""
    names = {person: mention for mention, person in reading.people.items()}
    named = PERSON.sub(lambda found: names.get(found[1], "somebody"), line)
    return DAY.sub(lambda found: _in_full(found[0]), named)


def _in_full(said: str) -> str:
    """A day in full; what only looks like one, in somebody's title, as it is."""
    try:
        return say_day(date.fromisoformat(said))
    except ValueError:
        return said


def _understood(
    command: Command, args: Mapping[str, Any], reading: Reading
) -> tuple[Detail, ...]:
    return tuple(
        Detail(
            label_of(p),
            "yes" if p.flag else readable(p.kind.shown(args[p.name]), reading),
        )
        for p in command.parameters
        if args.get(p.name) not in (None, "", False)
    )
