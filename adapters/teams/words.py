"""From Teams' way of writing a text to plain words, and back to harmless ones."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

AT = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
# Cards read a part of Markdown; a backslash before each of these makes it a letter. The
# last ones mean something only doubled, as an entity, or as a date to be filled in.
MARKS = re.compile(r"[\\`*_\[\]<]|~(?=~)|(?<=~)~|&(?=#?\w+;)|(?<=\{)\{")
# These mean something only where a line begins.
BEGINS = re.compile(r"^([ \t]*)(?=[-+=#>])", re.MULTILINE)
NUMBER = re.compile(r"^([ \t]*\d{1,9})(?=[.)])", re.MULTILINE)
BREAKS = re.compile(r"[\r\n]+")
INDENT = re.compile(r"^[ \t]{4,}", re.MULTILINE)  # would be code

LONGEST_QUOTE = 200  # letters

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
    said = INDENT.sub("", BREAKS.sub("\n", whole(text).strip("\r\n")))
    said = NUMBER.sub(r"\1\\", MARKS.sub(r"\\\g<0>", said))
    return BEGINS.sub(r"\1\\", said).replace("\n", "\n\n")


def whole(text: str) -> str:
    """Without halves of letters, which no message can carry."""
    return text.encode(errors="replace").decode()


def quoted(value: Any) -> str:  # noqa: ANN401 - whatever a client sends
    """What a message said that somebody pointed at: one line of it, cut to a title."""
    payload = value.get("messagePayload") if isinstance(value, Mapping) else None
    body = payload.get("body") if isinstance(payload, Mapping) else None
    said = body.get("content") if isinstance(body, Mapping) else ""
    return " ".join(unmarked(str(said or "")).split())[:LONGEST_QUOTE]
