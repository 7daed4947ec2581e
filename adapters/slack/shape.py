"""Slack's building blocks, each within its limits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Block = dict[str, Any]

# https://docs.slack.dev/reference/block-kit: letters, and parts of one block
MESSAGE, VIEW = 50, 100
SECTION, FIELD, HEADER, LABEL, HINT = 3000, 2000, 150, 75, 2000
TITLE, PLACEHOLDER, OPTION, VALUE = 24, 150, 150, 2000
FIELDS, ELEMENTS, OPTIONS = 10, 25, 100
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_ANSWER = 100, 300, 30
MORE = "…"
INVISIBLE = "\u200b"


def length(text: str) -> int:
    """As the strictest reader counts: a letter beyond the first plane is two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, most: int) -> str:
    """*text*, or its beginning and a sign that there was more."""
    if length(text) <= most:
        return text
    kept = text[: most - 1]
    while length(kept) > most - 1:
        kept = kept[:-1]
    return kept + MORE


def plain(text: str, most: int) -> Block:
    """Words and nothing else: no mention, no link, no formatting, no emoji code."""
    said = cut(text, most)
    return {
        "type": "plain_text",
        "text": said if said.strip() else MORE,
        "emoji": False,
    }


def section(text: str) -> Block:
    return {"type": "section", "text": plain(text, SECTION)}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def fields(pairs: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Labelled values, two in a row."""
    said = [plain(f"{label}\n{value}", FIELD) for label, value in pairs]
    for at in range(0, len(said), FIELDS):
        yield {"type": "section", "fields": said[at : at + FIELDS]}


def paragraphs(text: str) -> Iterator[Block]:
    """A text of any length, at its line ends where it has some."""
    while text.strip():
        kept = text if length(text) <= SECTION else _first(text)
        yield section(kept)
        text = text[len(kept) :].lstrip("\n")


def _first(text: str) -> str:
    kept = cut(text, SECTION)[:-1]
    line, found, _ = kept.rpartition("\n")
    return line if found and len(line) > SECTION // 2 else kept


def actions(buttons: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    for at in range(0, len(buttons), ELEMENTS):
        yield {"type": "actions", "elements": list(buttons[at : at + ELEMENTS])}
