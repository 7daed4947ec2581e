"""A line of text as words: cleaned, bounded, and what stands in quotes kept whole."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.errors import DomainError

LONGEST_LINE = 4_000
FULL_WIDTH = "\uff02"
# What may close each mark: German marks close low and high.
CLOSES = {'"': '"', "“": "”", "”": "”", "„": "“”", "‟": "”", FULL_WIDTH: FULL_WIDTH}
JOINERS = "\u200c\u200d"  # letters of Persian and of joined emoji need them
NOISE = frozenset({"Cc", "Cf", "Cs"})
NO_CHARACTER = 0xFFFE  # U+FFFE, U+FFFF and their like in every plane
SPACES = str.maketrans(
    {"\r": "\n", "\u2028": "\n", "\u2029": "\n"}
    | dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f\x85", " ")
)


class LineTooLong(DomainError):
    """That is {length} characters long and I read at most {most}: say it in parts."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.most = LONGEST_LINE


class QuoteLeftOpen(DomainError):
    """A quotation mark is opened but not closed: close it, or leave it out."""


@dataclass(frozen=True)
class Token:
    """One word, or everything between two quotation marks. `gap` stood before it."""

    text: str
    quoted: bool = False
    gap: str = " "

    @property
    def word(self) -> str:
        """What a keyword is compared with; quoted words are never keywords."""
        return "" if self.quoted else self.text.lower()


def clean(text: str) -> str:
    """NFC, without control, bidirectional and other invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    spaced = text.replace("\r\n", "\n").translate(SPACES)
    kept = "".join(c for c in spaced if not _noise(c))
    return unicodedata.normalize("NFC", kept)


def _noise(char: str) -> bool:
    if char == "\n" or char in JOINERS:
        return False
    return (
        unicodedata.category(char) in NOISE or ord(char) & NO_CHARACTER == NO_CHARACTER
    )


def tokens(text: str) -> tuple[Token, ...]:
    """The words of *text*. Raises a refusal if it is too long or a quote stays open."""
    text = clean(text)
    if len(text) > LONGEST_LINE:
        raise LineTooLong(len(text))
    found, at = [], 0
    while (start := _skip(text, at)) < len(text):
        gap = "\n" if "\n" in text[at:start] else " "
        if text[start] in CLOSES:
            said, at = _quoted(text, start)
            found.append(Token(said, quoted=True, gap=gap))
        else:
            at = _word_end(text, start)
            found.append(Token(text[start:at], gap=gap))
    return tuple(found)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands between the mark at *start* and its fellow, and where that ends.

    A straight mark doubled inside is one of the text's own; curly marks may nest.
    """
    said: list[str] = []
    opener, depth, at = text[start], 1, start + 1
    closers = CLOSES[opener]
    while at < len(text):
        char = text[at]
        if char == '"' == opener and text[at + 1 : at + 2] == '"':
            at += 1
        elif char in closers:
            depth -= 1
            if not depth:
                return "".join(said), at + 1
        elif char == opener:
            depth += 1
        said.append(char)
        at += 1
    raise QuoteLeftOpen


def joined(words: Iterable[Token]) -> str:
    """The words as one text, inner quotation marks and line breaks kept."""
    parts = []
    for token in words:
        parts += [token.gap, f'"{token.text}"' if token.quoted else token.text]
    return "".join(parts[1:])


def quote(text: str) -> str:
    """*text* so that it reads back as one quoted token."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def matches(words: Sequence[Token], said: Sequence[str]) -> bool:
    """Whether *words* begin with the keyword *said*."""
    if len(words) < len(said):
        return False
    return all(token.word == word for token, word in zip(words, said, strict=False))
