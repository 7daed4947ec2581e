"""Help with examples, from the signatures themselves."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process

from bot.command import Command, Commands
from bot.help_topics import topic_of
from bot.message import Button, Entry, Message, Section
from bot.words.later import BY_NOUN, later
from bot.words.refs import NOUNS, ref_of
from bot.words.tokens import tokens

MOST = 16  # all verbs of one noun
NEAR = 60.0
FIRST = ("start", "action add", "action done", "issue raise", "status", "find")
HOW = (
    'Say what and then the rest: `A-3 done`, `action add "Train the ward staff" owner'
    " @bo due fri`. Ask about one word: `help action`, `help due`."
)


def help_for(word: str, commands: Commands) -> Message:
    """The commands *word* is about, each with what to type and an example."""
    said = " ".join(word.casefold().split())
    if not said:
        return _overview(commands)
    ref = ref_of(said)
    found = _about(NOUNS[ref.prefix] if ref else BY_NOUN.get(said, said), commands)
    if found:
        return Message(
            title=f"Help: {said}", sections=(_section("You can say", found),)
        )
    return topic_of(said) or _nearest(said, commands)


def _unique(commands: Commands) -> list[Command]:
    return list({id(c): c for c in commands.all.values()}.values())


def _about(said: str, commands: Commands) -> list[Command]:
    """Called so, or so beginning, or with such a verb, or taking such a parameter."""
    every = _unique(commands)
    called = [c for c in every if said in c.names]
    begins = [c for c in every if any(n.startswith(f"{said} ") for n in c.names)]
    ends = [c for c in every if any(n.endswith(f" {said}") for n in c.names)]
    takes = [c for c in every if any(p.word == said for p in c.parameters)]
    found = [*called, *begins, *ends, *takes]
    return list({id(c): c for c in found}.values())[:MOST]


def _nearest(said: str, commands: Commands) -> Message:
    if told := later(tokens(said.replace('"', "")), commands.known):
        return Message(text=told, buttons=(Button("Help", "help"),))
    words = sorted({w for name in commands.all for w in (name, *name.split())} - {""})
    near = process.extract(said, words, limit=3, score_cutoff=NEAR)
    none = f"There is no help about “{said[:60]}”."
    return Message(
        text=f"{none} {'Did you mean one of these?' if near else HOW}",
        buttons=tuple(Button(f"help {name}", f"help {name}") for name, *_ in near),
    )


def _overview(commands: Commands) -> Message:
    first = [commands.all[name] for name in FIRST if name in commands.all]
    nouns = sorted(
        {c.noun for c in commands.all.values() if c.noun and c.noun != "item"}
    )
    return Message(
        title="What you can say",
        text=HOW,
        sections=(_section("To begin with", first),),
        buttons=tuple(Button(noun, f"help {noun}") for noun in nouns),
    )


def _section(heading: str, found: Iterable[Command]) -> Section:
    return Section(
        heading, tuple(Entry(text) for command in found for text in _lines(command))
    )


def _lines(command: Command) -> Iterator[str]:
    says = command.help.splitlines()
    yield f"{command.usage} — {says[0] if says else command.name}"
    yield from (f"for example: {example}" for example in command.examples)
