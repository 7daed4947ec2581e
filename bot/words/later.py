"""Nouns and verbs of later versions: one sentence instead of a wrong guess."""

from collections.abc import Container, Sequence

from bot.words.refs import NOUNS
from bot.words.tokens import Token

LATER_VERBS = {
    "account link": "Linking your accounts",
    "as at": "Showing a plan as it stood",
    "contract": "What the contract says",
    "diff": "Comparing a plan with what it was",
    "leave": "Leaving a plan by yourself",
    "rating": "Rating a measure or a plan",
    "survey": "Asking how people see the relationship",
    "template": "Starting from a template",
    "web": "A link to the web room",
}
LONGEST_NOUN = 2  # words: "early warning"


def plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    if noun == "change":
        return "change requests"
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


BY_NOUN = {said: noun for noun in NOUNS.values() for said in (noun, plural(noun))}


def later_noun(words: Sequence[Token], known: Container[str]) -> str | None:
    """The noun that *words* begin with, where it is none of *known* so far."""
    for n in range(LONGEST_NOUN, 0, -1):
        noun = BY_NOUN.get(" ".join(word.word for word in words[:n]))
        if noun:
            return None if noun in known else noun
    return None


def comes_later(noun: str) -> str:
    said = "KPIs" if noun == "kpi" else plural(noun)
    return f"{said[:1].upper()}{said[1:]} come in a later version."


def later(words: Sequence[Token], known: Container[str]) -> str | None:
    """The sentence about a noun or verb that is not *known* yet, if it is one."""
    if noun := later_noun(words, known):
        return comes_later(noun)
    for n in (2, 1):
        verb = " ".join(word.word for word in words[:n])
        told = LATER_VERBS.get(verb) if verb not in known else None
        if told:
            return f"{told} comes in a later version."
    return None
