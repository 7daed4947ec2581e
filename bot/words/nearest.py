"""A line that cannot be read: the nearest commands, each as a button."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from bot.command import Command, Commands
from bot.message import Button
from bot.words.later import later
from bot.words.otherwise import meant
from bot.words.printed import printed
from bot.words.reading import Misread, Reading
from bot.words.refs import Ref, read_ref
from bot.words.tokens import Token, joined

CLOSE = 70.0
EACH = 50.0  # of every word of several: an exact one excuses no other
NEXT_BEST = 15.0  # how far behind the best another may be
MOST = 3
LONGEST_SHOWN = 60


def misread(
    words: tuple[Token, ...],
    commands: Commands,
    reading: Reading,
    ref: Ref | None = None,
) -> Misread:
    """*words* are what follows *ref*, or the whole line."""
    if told := later((Token(ref.noun),) if ref else words, commands.known):
        help_ = Button("Help", f"{reading.key} help".strip())
        return Misread(f"{told} Type `help` to see what there is.", (help_,))
    if other := _otherwise(words, commands, reading, ref):
        return other
    if ref is None and (verb := _verb(words, commands)):
        mine = Button("What is mine", f"{reading.key} mine".strip())
        return Misread(_which(verb), (mine,), verb)
    near = _near(words, _names(words, commands, ref))
    buttons = tuple(
        _button(words, said, command, ref, reading) for said, command in near
    ) or (Button("Help", f"help {ref.noun}" if ref else "help"),)
    return Misread(_sentence(words, ref, near), buttons)


def does_not_fit(command: Command, words: Iterable[Token], reading: Reading) -> Misread:
    """The command is known, its words are not."""
    said = _short(joined(tuple(words)))
    help_ = Button("Help", f"{reading.key} help {command.name}".strip())
    return Misread(f"I cannot read “{said}” there. Type: `{command.usage}`", (help_,))


Near = list[tuple[tuple[str, ...], Command]]


def _otherwise(
    words: tuple[Token, ...], commands: Commands, reading: Reading, ref: Ref | None
) -> Misread | None:
    """The same in our words, where people often say others."""
    found = meant(words, ref)
    if found is None:
        return None
    ours = tuple(found.ours.split())
    named = dict(_names(words, commands, found.ref))
    command = named.get(ours) or named.get(ours[:1])
    if command is None:
        return None
    button = _button(
        (*map(Token, ours), *found.rest), ours, command, found.ref, reading
    )
    said = _short(f"{ref or ''} {joined(words)}".strip())
    return Misread(f"I cannot read “{said}”. Did you mean: `{button.line}`?", (button,))


def _verb(words: tuple[Token, ...], commands: Commands) -> Command | None:
    """The command of a verb that stands alone, without the item it is about."""
    for n in (2, 1):
        said = tuple(word.word for word in words[:n])
        found = (dict(pairs).get(said) for pairs in commands.verbs.values())
        if command := next(filter(None, found), None):
            return command
    return None


def _which(command: Command) -> str:
    such = f", such as: `{command.examples[0]}`" if command.examples else ""
    return f"Say which one that is about: `{command.usage}`{such}"


def _names(words: tuple[Token, ...], commands: Commands, ref: Ref | None) -> Near:
    """A verb alone is only meant where a reference follows it."""
    if ref:
        return [*commands.verbs.get(ref.noun, ()), *commands.verbs.get("item", ())]
    named = [
        (tuple(name.split()), found) for name, found in commands.all.items() if name
    ]
    if not any(read_ref(words[at:]) for at in (1, 2)):
        return [pair for pair in named if not (pair[1].noun and pair[1].takes_ref)]
    verbs = [pair for pairs in commands.verbs.values() for pair in pairs]
    return [*named, *verbs]


def _near(words: tuple[Token, ...], names: Near) -> Near:
    scored = []
    for said, command in names:
        typed = " ".join(word.word for word in words[: len(said)])
        score = _likeness(typed, " ".join(said))
        if score >= CLOSE:
            scored.append((score, said, command))
    best = max((score for score, *_ in scored), default=0.0)
    scored = [found for found in scored if found[0] >= best - NEXT_BEST]
    scored.sort(key=lambda found: (-found[0], found[1]))
    unique = {said: (said, command) for _, said, command in reversed(scored)}
    return list(reversed(unique.values()))[:MOST]


def _likeness(typed: str, name: str) -> float:
    """`add action` is nearly `action add`; `RDD show` is not `ladder show`."""
    best = (
        max(fuzz.ratio(word, said) for said in name.split()) for word in typed.split()
    )
    if min(best, default=0.0) < EACH:
        return 0.0
    turned = fuzz.token_sort_ratio(typed, name) - 1
    return max(fuzz.ratio(typed, name), turned)


def _button(
    words: tuple[Token, ...],
    said: tuple[str, ...],
    command: Command,
    ref: Ref | None,
    reading: Reading,
) -> Button:
    line = " ".join((*said, printed(words[len(said) :])))
    if ref:
        line = f"{ref.printed} {line}"
    return Button(command.label, f"{reading.key} {line}".strip())


def _sentence(words: tuple[Token, ...], ref: Ref | None, near: Near) -> str:
    said = _short(f"{ref or ''} {joined(words)}".strip())
    if near:
        return f"I cannot read “{said}”. Did you mean: `{near[0][1].usage}`?"
    about = f" {ref.noun}" if ref else ""
    return f"I cannot read “{said}”. Type `help{about}` to see what you can say."


def _short(said: str) -> str:
    return said if len(said) <= LONGEST_SHOWN else f"{said[: LONGEST_SHOWN - 1]}…"
