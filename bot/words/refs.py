"""References: how items are named in words, and what noun each prefix stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.words.tokens import Token

NOUNS = {
    "O": "objective",
    "A": "action",
    "AS": "assumption",
    "M": "milestone",
    "OB": "obligation",
    "CP": "checkpoint",
    "CS": "series",
    "I": "issue",
    "R": "risk",
    "EW": "early warning",
    "N": "notice",
    "D": "decision",
    "DEP": "dependency",
    "KPI": "kpi",
    "B": "benefit",
    "RES": "resource",
    "CR": "change",
    "RP": "rectification",
    "HS": "survey",
    "CL": "contact",
    "F": "finding",
}
SHAPE = re.compile(
    r"(~?)([a-z]{1,3})-?0*([1-9][0-9]{0,8})(?:#([0-9]{1,9}))?", re.IGNORECASE
)
OURS = "our"
# What keyboards and other programs write for a hyphen: dashes of every length, minus.
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
AFTER = ",;.:!?"  # punctuation that people put behind a reference


@dataclass(frozen=True)
class Ref:
    """One item. `seen` is the version the speaker had before them, if a button knew."""

    prefix: str
    number: int
    private: bool = False
    seen: int | None = None

    def __str__(self) -> str:
        return f"{'~' if self.private else ''}{self.prefix}-{self.number}"

    @property
    def noun(self) -> str:
        return NOUNS[self.prefix]

    @property
    def printed(self) -> str:
        """With the version seen, so that it reads back to the same."""
        return str(self) if self.seen is None else f"{self}#{self.seen}"


def ref_of(text: str) -> Ref | None:
    """`a3`, `A-3`, `~A-3`, `A-3#4`; None if *text* is no reference."""
    text = text.translate(AS_HYPHEN)
    found = SHAPE.fullmatch(text)
    if not found or not text.isascii() or found[2].upper() not in NOUNS:
        return None
    seen = int(found[4]) if found[4] else None
    return Ref(found[2].upper(), int(found[3]), private=bool(found[1]), seen=seen)


def read_ref(words: Sequence[Token]) -> tuple[Ref, int] | None:
    """The reference that *words* begin with, and how many words it took."""
    if not words:
        return None
    if words[0].word == OURS and len(words) > 1:
        ref = ref_of(words[1].word.rstrip(AFTER))
        return (
            (Ref(ref.prefix, ref.number, private=True, seen=ref.seen), 2)
            if ref
            else None
        )
    ref = ref_of(words[0].word.rstrip(AFTER))
    return (ref, 1) if ref else None


def read_refs(words: Sequence[Token]) -> tuple[tuple[Ref, ...], int]:
    """All references in a row at the start of *words*; `and` may stand between."""
    refs: list[Ref] = []
    at = 0
    while True:
        and_ = bool(refs) and at < len(words) and words[at].word in {"and", "&", ","}
        found = read_ref(words[at + and_ :])
        if not found:
            return tuple(dict.fromkeys(refs)), at
        refs.append(found[0])
        at += found[1] + and_
