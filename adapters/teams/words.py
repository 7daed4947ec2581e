"""From Teams' way of writing a text to plain words, and back to harmless ones."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

AT = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
# Cards read a part of Markdown; a backslash before each of these makes it a letter.
MARKS = re.compile(r"([\\`*_\[\]()~|<>#&{}!])")
# These mean something only where a line begins.
BEGINS = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)

Body = Mapping[str, Any]


def named_in(body: Body) -> Iterator[tuple[str, str]]:
    """Every mention in order: what stands for it in the text, and the id of whom."""
    for entity in body.get("entities") or ():
        if isinstance(entity, Mapping) and entity.get("type") == "mention":
            who = entity.get("mentioned")
            if isinstance(who, Mapping) and who.get("id"):
                yield str(entity.get("text") or ""), str(who["id"])


def plain_words(body: Body, words: Sequence[tuple[str, str]]) -> str:
    """What somebody typed: each mention of *words* by its word, in order."""
    text, done = str(body.get("text") or ""), ""
    for mention, word in words:
        before, found, after = text.partition(mention) if mention else (text, "", "")
        if found:
            done, text = f"{done}{before} {word} ", after
    return unmarked(AT.sub(lambda at: at[1], done + text))


def unmarked(text: str) -> str:
    """As people read it: no tags, and letters for what stands for them."""
    said = html.unescape(TAG.sub("", BREAK.sub("\n", text))).replace("\xa0", " ")
    return "\n".join(" ".join(line.split()) for line in said.split("\n")).strip()


def escaped(text: str) -> str:
    """So that no link, no list and no formatting comes of it, and each line is one."""
    said = BEGINS.sub(r"\1\\\2", MARKS.sub(r"\\\1", text))
    return said.replace("\r", "").replace("\n", "\n\n")
