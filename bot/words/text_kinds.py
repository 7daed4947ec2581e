"""Free text: titles, reasons, notes, names."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.words.kind import (
    LONGEST_TITLE,
    FieldKind,
    Found,
    Kind,
    OneWord,
    bare_or_quoted,
)
from bot.words.reading import Reading
from bot.words.tokens import Token, joined, quote
from domain.errors import DomainError, Said


class TitleTooLong(DomainError):
    """That is {length} characters long and a title at most {most}: put the rest in a
    note.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self.most = LONGEST_TITLE


class TextKind(Kind):
    """One quoted text, or all the words there are."""

    placeholder = '"WORDS"'
    free = True
    weak = True
    said = "text"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        if not words:
            return None
        if words[0].quoted:
            return (text, 1) if (text := self.tidy(words[0].text)) else None
        return self.tidy(joined(words)), len(words)

    def tidy(self, text: str) -> str:
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())

    def write(self, value: str) -> str:
        return quote(value)

    def shown(self, value: str) -> str:
        return value


class TitleKind(TextKind):
    placeholder = '"TITLE"'

    def tidy(self, text: str) -> str:
        title = " ".join(text.split())
        if len(title) > LONGEST_TITLE:
            raise TitleTooLong(len(title))
        return title


class WhyKind(TextKind):
    placeholder = '"WHY"'
    field: FieldKind = "long"


class NamedTextKind(TitleKind):
    """A name or a short text after its word."""

    placeholder = '"TEXT"'

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        bare = tuple(takewhile(lambda token: not token.quoted, words))
        return super().read(bare or words[:1], reading)


class CodeKind(OneWord):
    """One word as it was typed, or one quoted text."""

    placeholder = "CODE"
    weak = True

    def value(self, token: Token, _: Reading, /) -> str | None:
        if len(token.text) > LONGEST_TITLE:
            raise TitleTooLong(len(token.text))
        return token.text or None

    def write(self, value: str) -> str:
        return bare_or_quoted(value)

    def shown(self, value: str) -> str:
        return value


class TagKind(OneWord):
    """The name of something that waits, or of a room, as a button carries it."""

    placeholder = "NAME"

    def value(self, token: Token, _: Reading, /) -> str | None:
        return token.word if TAG.fullmatch(token.word) else None


class FieldNameKind(CodeKind):
    """The name of a field of an item."""

    placeholder = "FIELD"


TAG = re.compile(r"[0-9a-f]{12}")
ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)


class UrlKind(OneWord):
    """A web address; anything that is not http or https is refused."""

    placeholder = "URL"
    said = "a web address"
    hint = "https://…"

    def value(self, token: Token, _: Reading, /) -> str | None:
        text = token.text
        if text.startswith("<") and text.endswith(">"):
            text = text[1:-1].split("|")[0]  # how Slack writes an address
        return text if ADDRESS.fullmatch(text) else None

    def refuse(self, _words: Sequence[Token], _: Reading, /) -> None:
        raise Said(
            "That is not a web address I can keep: it must begin with https:// or http://."
        )
