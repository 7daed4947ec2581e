"""What a kind of parameter is: how it is read, printed and asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from bot.words.reading import Reading
from bot.words.tokens import CLOSES, Token, quote
from domain.errors import Said

FieldKind = Literal["text", "long", "date", "person", "choice", "number", "yes"]
Found = tuple[Any, int] | None
LONGEST_TITLE = 300


class Kind:
    """A typed parameter. `read` takes the longest reading at the start of *words*."""

    placeholder = "VALUE"
    field: FieldKind = "text"
    free = False  # takes any words
    weak = False  # so many words read as one that its word alone proves little
    needs_owner = False  # read once the owner is known
    said = "a value"  # for sentences: "… is not {said}"
    hint = ""

    def read(self, _words: Sequence[Token], _: Reading, /) -> Found:
        raise NotImplementedError

    def write(self, value: Any) -> str:  # noqa: ANN401 - each kind knows its own
        return str(value)

    def looks(self, _words: Sequence[Token], _: Reading, /) -> bool:
        """Whether *words* begin with what nearly is one: a slip of the finger."""
        return False

    def corrected(
        self, _words: Sequence[Token], _: Reading, /
    ) -> tuple[str, int] | None:
        """What was probably meant, and how many words it replaces."""
        return None

    def refuse(self, words: Sequence[Token], _: Reading, /) -> None:
        """Say why *words* cannot be read. Raises."""
        raise Said(f"I cannot read “{words[0].text}” as {self.said}.")

    def options(self, _: Reading, /) -> tuple[tuple[str, str], ...]:
        return ()

    def shown(self, value: Any) -> str:  # noqa: ANN401
        """The value in a form's field."""
        return self.write(value)


class OneWord(Kind):
    """One word, quoted or not; subclasses say which words."""

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        value = self.value(words[0], reading) if words else None
        return None if value is None else (value, 1)

    def value(self, _token: Token, _: Reading, /) -> Any | None:  # noqa: ANN401
        raise NotImplementedError


Options = Mapping[str, Any]


def worded(value: str) -> str:
    """A value as people type it."""
    return value.replace("_", " ").lower()


def bare_or_quoted(text: str) -> str:
    """*text* bare where it reads back as one word, else in quotes."""
    plain = text and not any(c.isspace() or c in CLOSES for c in text)
    return text if plain else quote(text)
