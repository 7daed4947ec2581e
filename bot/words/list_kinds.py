"""What a list is asked for: a noun in the singular or plural, and filters."""

from collections.abc import Sequence
from typing import Annotated, Any

from bot.filters import FILTERS
from bot.window import KINDS
from bot.words.choice_kinds import WordKind
from bot.words.kind import Found, Kind
from bot.words.number_kinds import whole
from bot.words.people_kinds import WhoKind
from bot.words.reading import Reading
from bot.words.tokens import Token

EVERYTHING = "items"
NOUNS = {kind.NOUN: kind for kind in KINDS.values()}


class ListedKind(WordKind):
    """A noun the plan has, or `items` for all of them."""

    def __init__(self) -> None:
        super().__init__(*(kind.PLURAL for kind in KINDS.values()), EVERYTHING)
        plurals = {kind.PLURAL: kind.NOUN for kind in KINDS.values()}
        singular = {kind.NOUN: kind.NOUN for kind in KINDS.values()}
        self.by_name = {**plurals, **singular, EVERYTHING: EVERYTHING}


class FiltersKind(Kind):
    """Filters in a row: words such as `late`, or somebody's mention."""

    placeholder = "late|open|mine|done|waiting|blocked|unowned|undated|private|@x…"
    said = "a filter such as `late`"

    def __init__(self) -> None:
        self._word = WordKind(*FILTERS)
        self._who = WhoKind()

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        which: list[str] = []
        at = 0
        while found := self._one(words[at:], reading):
            which.append(found[0])
            at += found[1]
        return (tuple(dict.fromkeys(which)), at) if which else None

    def write(self, value: Any) -> str:  # noqa: ANN401 - each kind knows its own
        return " ".join(value)

    def _one(self, words: Sequence[Token], reading: Reading) -> tuple[str, int] | None:
        if found := self._word.read(words, reading):
            return str(found[0]), found[1]
        person = self._who.read(words, reading)
        return (self._who.write(person[0]), person[1]) if person else None


Listed = Annotated[str, ListedKind()]
Filters = Annotated[tuple[str, ...], FiltersKind()]
Page = Annotated[int, whole(1, 9_999)]
