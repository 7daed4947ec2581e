"""What a list is asked for: a noun in the singular or plural, and filters."""

from collections.abc import Sequence
from typing import Annotated, Any

from bot.filters import FILTERS
from bot.window import KINDS
from bot.words.choice_kinds import WordKind
from bot.words.kind import Found, Kind
from bot.words.later import comes_later, later_noun
from bot.words.number_kinds import whole
from bot.words.people_kinds import WhoKind
from bot.words.reading import Reading
from bot.words.tokens import Token
from domain.errors import Said

EVERYTHING = "items"
OWNERS = frozenset({"owner", "of", "by"})
PEOPLE = frozenset({"member", "members", "people"})
PLURALS = (*(kind.PLURAL for kind in KINDS.values()), EVERYTHING)
NOUNS = {kind.NOUN: kind for kind in KINDS.values()}


class ListedKind(WordKind):
    """A noun the plan has, or `items` for all of them."""

    def __init__(self) -> None:
        super().__init__(*PLURALS)
        plurals = {kind.PLURAL: kind.NOUN for kind in KINDS.values()}
        singular = {kind.NOUN: kind.NOUN for kind in KINDS.values()}
        self.by_name = {**plurals, **singular, EVERYTHING: EVERYTHING}

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        """Filters may come first: `list open actions`."""
        at = 0
        while at < len(words) - 1 and words[at].word in FILTERS:
            at += 1
        found = super().read(words[at:], reading)
        if not found:
            return None
        before = (word.word for word in words[:at])
        return " ".join((*before, found[0])), at + found[1]

    def refuse(self, words: Sequence[Token], reading: Reading, /) -> None:
        said = words[0].word
        if said in PEOPLE:
            raise Said("The people of the plan have their own list: `member list`.")
        if noun := later_noun(words, NOUNS):
            raise Said(comes_later(noun))
        super().refuse(words, reading)

    def options(self, _: Reading, /) -> tuple[tuple[str, str], ...]:
        return tuple((said, said) for said in PLURALS)


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
        ours = int(bool(words) and words[0].word in OWNERS)
        person = self._who.read(words[ours:], reading)
        return (self._who.write(person[0]), person[1] + ours) if person else None


Listed = Annotated[str, ListedKind()]
Filters = Annotated[tuple[str, ...], FiltersKind()]
Page = Annotated[int, whole(1, 9_999)]
