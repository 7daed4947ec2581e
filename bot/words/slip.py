"""Slips of the finger in a free text: `due frii`, `ownr @x`."""

from dataclasses import dataclass

from bot.command import Parameter
from bot.words.arguments import Arguments
from bot.words.choice_kinds import ChoiceKind, nearest
from bot.words.day_kinds import DayKind
from bot.words.private_words import PUNCTUATION
from bot.words.reading import Reading
from bot.words.slots import read_value
from bot.words.tokens import Token, matches
from domain.errors import DomainError

NEAR_FLAG = 0.75
NEAR_WORD = 0.66
SHORTEST_SLIP = 3
DATE_WORDS = frozenset({"by", "until", "till", "before", "on", "due"})


@dataclass(frozen=True)
class Doubt:
    """The places in question, and the words probably meant instead of them."""

    places: tuple[int, ...]
    instead: tuple[Token, ...] = ()
    private: bool = False
    why: str = ""


def slip_at(said: Arguments, place: int, reading: Reading) -> Doubt | None:
    for parameter in said.command.named:
        doubt = None if parameter.flag else _slip_of(said, parameter, place, reading)
        if doubt:
            return doubt
    return _flag_slip(said, place)


def _flag_slip(said: Arguments, place: int) -> Doubt | None:
    flags = [p.word for p in said.command.named if p.flag]
    meant = nearest(said.words[place].word.strip(PUNCTUATION), flags, NEAR_FLAG)
    return Doubt((place,), (Token(meant),)) if meant else None


def _slip_of(
    said: Arguments, parameter: Parameter, place: int, reading: Reading
) -> Doubt | None:
    """`due frii`, `ownr @x`, `by fri` where the word is `due`."""
    if not parameter.said:
        return None
    length = len(parameter.said)
    words = said.words[place:]
    exact = matches(words, parameter.said)
    if not exact and not _near(parameter, words, said):
        return None
    value = _run(said, place + length)
    if not value:
        return None
    taken = _meant(parameter, value, reading)
    if taken is None:
        return _refused(said, parameter, value, place, reading) if exact else None
    places = tuple(range(place, place + length + taken[0]))
    if parameter.name in said.values:
        return Doubt(places) if _typed_as(parameter, words) else None
    return Doubt(places, (*map(Token, parameter.said), *taken[1]))


def _refused(
    said: Arguments,
    parameter: Parameter,
    value: tuple[Token, ...],
    place: int,
    reading: Reading,
) -> Doubt | None:
    """`due 31 Feb`: the reason is told, and asked where a title may be meant."""
    if parameter.kind.weak or not parameter.kind.looks(value, reading):
        return None
    try:
        parameter.kind.refuse(value, reading)
    except DomainError as why:
        if not said.text or parameter.required:
            raise
        return Doubt(tuple(range(place, place + len(parameter.said) + 1)), why=str(why))
    return None


def refuse_choices(said: Arguments, reading: Reading) -> None:
    """`as boss`: our own word before what is none of its choices. Raises."""
    for parameter in said.command.named:
        if parameter.name in said.values or not isinstance(parameter.kind, ChoiceKind):
            continue
        for place in said.loose:
            value = _run(said, place + len(parameter.said))
            if value and matches(said.words[place:], parameter.said):
                parameter.kind.refuse(value, reading)


def _typed_as(parameter: Parameter, words: tuple[Token, ...]) -> bool:
    """Whether it is its own word or a slip of it, not another word for it."""
    typed = " ".join(word.word for word in words[: len(parameter.said)])
    return typed not in DATE_WORDS or matches(words, parameter.said)


def _run(said: Arguments, start: int) -> tuple[Token, ...]:
    """The loose words from *start* on, up to a parameter or a quoted text."""
    end, loose = start, set(said.loose)
    while end in loose and not said.words[end].quoted:
        end += 1
    return said.words[start:end]


def _near(parameter: Parameter, words: tuple[Token, ...], said: Arguments) -> bool:
    length = len(parameter.said)
    typed = " ".join(word.word for word in words[:length])
    if isinstance(parameter.kind, DayKind) and typed in DATE_WORDS:
        return True
    known = {p.word for p in said.command.named}
    if (
        len(typed) < SHORTEST_SLIP - 1
        or typed in known
        or len(parameter.word) < SHORTEST_SLIP
    ):
        return False
    return nearest(typed, (parameter.word,), NEAR_WORD) is not None


def _meant(
    parameter: Parameter, value: tuple[Token, ...], reading: Reading
) -> tuple[int, tuple[Token, ...]] | None:
    """How many words the value takes, and the words it should have been."""
    if parameter.kind.weak:
        return None
    if found := read_value(parameter, value, reading):
        return found[1], value[: found[1]]
    corrected = parameter.kind.corrected(value, reading)
    if not corrected:
        return None
    right, taken = corrected
    fixed = (*map(Token, right.split()), *value[taken:])
    found = read_value(parameter, fixed, reading)
    if not found:
        return None
    used = taken + max(found[1] - len(right.split()), 0)
    return used, fixed[: found[1]]
