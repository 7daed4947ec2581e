"""One of a closed set: an enum's values, a party, a flag."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from rapidfuzz.distance.DamerauLevenshtein import normalized_similarity as like

from bot.words.kind import FieldKind, Found, Kind, Options, bare_or_quoted, worded
from bot.words.reading import Reading
from bot.words.tokens import Token, joined
from domain.errors import Said
from domain.visibility import Side

NEAR = 0.72


def nearest(word: str, known: Iterable[str], at_least: float = NEAR) -> str | None:
    """The one of *known* that *word* was probably meant to be."""
    likeness = {said: like(word, said, score_cutoff=at_least) for said in known}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best and likeness[best] else None


class ChoiceKind(Kind):
    """The longest of the options that the words begin with."""

    field: FieldKind = "choice"

    def known(self, _: Reading, /) -> Options:
        raise NotImplementedError

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        known = self.known(reading)
        if words and words[0].quoted:
            said = words[0].text.lower()
            return (known[said], 1) if said in known else None
        longest = max((len(name.split()) for name in known), default=0)
        for n in range(min(longest, len(words)), 0, -1):
            said = " ".join(token.word for token in words[:n])
            if said in known:
                return known[said], n
        return None

    def looks(self, words: Sequence[Token], reading: Reading, /) -> bool:
        return self.corrected(words, reading) is not None

    def corrected(
        self, words: Sequence[Token], reading: Reading, /
    ) -> tuple[str, int] | None:
        meant = (
            nearest(words[0].word, self.known(reading))
            if words and words[0].word
            else None
        )
        return (meant, 1) if meant else None

    def refuse(self, words: Sequence[Token], reading: Reading, /) -> None:
        *others, last = (label for label, _ in self.options(reading))
        choices = f"{', '.join(others)} or {last}" if others else last
        raise Said(f"“{joined(words[:1])}” is not one of {choices}.")

    def options(self, reading: Reading, /) -> tuple[tuple[str, str], ...]:
        return tuple((name, name) for name in self.known(reading))


class EnumKind(ChoiceKind):
    def __init__(self, enum: type[Enum]) -> None:
        self.by_name = {worded(str(member.value)): member for member in enum}
        self.placeholder = "|".join(self.by_name)

    def known(self, _: Reading, /) -> Options:
        return self.by_name

    def write(self, value: Any) -> str:  # noqa: ANN401
        return worded(str(value.value))


def choice(enum: type[Enum]) -> EnumKind:
    """For `Annotated[Severity, choice(Severity)]`: the values are the words."""
    return EnumKind(enum)


class WordKind(ChoiceKind):
    """One of some words, kept as text: `Annotated[str, words("good", "other")]`."""

    def __init__(self, *said: str) -> None:
        self.by_name = {word: word for word in said}
        self.placeholder = "|".join(said)

    def known(self, _: Reading, /) -> Options:
        return self.by_name


def words(*said: str) -> WordKind:
    return WordKind(*said)


class PartyKind(ChoiceKind):
    placeholder = "PARTY"
    said = "a party"

    def known(self, reading: Reading, /) -> Options:
        return {str(side): side for side in Side} | dict(reading.parties)

    def write(self, value: Any) -> str:  # noqa: ANN401
        return bare_or_quoted(str(value))

    def options(self, reading: Reading, /) -> tuple[tuple[str, str], ...]:
        names = {side: name.title() for name, side in reading.parties.items()}
        return tuple((names.get(side, str(side).title()), str(side)) for side in Side)


class FlagKind(Kind):
    """The word alone."""

    placeholder = ""
    field: FieldKind = "yes"

    def read(self, _words: Sequence[Token], _: Reading, /) -> Found:
        return True, 0
