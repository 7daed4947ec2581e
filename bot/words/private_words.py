"""Private, however it is spelt: whatever would turn private words joint is asked."""

from bot.words.arguments import Arguments
from bot.words.choice_kinds import nearest
from bot.words.tokens import Token

PRIVATE = "private"
NEAR = 0.72
PUNCTUATION = ".,;:!?()[]{}*_~#-\u2013\u2014'\u2018\u2019`"
ALSO_PRIVATE = tuple(
    tuple(said.split())
    for said in [
        "confidential",
        "confidentially",
        "internal",
        "internally",
        "secret",
        "hidden",
        "in confidence",
        "only us",
        "just us",
        "us only",
        "for us only",
        "our side only",
        "our side",
        "our eyes only",
        "not shared",
        "not joint",
        "unshared",
        "between us",
    ]
)


def near_private(token: Token) -> bool:
    word = token.word.strip(PUNCTUATION)
    return bool(word) and nearest(word, (PRIVATE,), NEAR) is not None


def can_be_private(said: Arguments) -> bool:
    return any(p.flag and p.word == PRIVATE for p in said.command.named)


def private_at(said: Arguments, place: int) -> tuple[int, ...]:
    """The places of words that ask to be kept from the other party, if any start here.

    Inside the text of a command that cannot be private it is a word like others.
    """
    if not said.command.changes or said.values.get(PRIVATE):
        return ()
    anywhere = can_be_private(said)
    if near_private(said.words[place]) and (anywhere or _at_edge(said, place, 1)):
        return (place,)
    for phrase in ALSO_PRIVATE:
        if _says(said, place, phrase) and _at_edge(said, place, len(phrase)):
            return tuple(range(place, place + len(phrase)))
    return ()


def _says(said: Arguments, place: int, phrase: tuple[str, ...]) -> bool:
    words = said.words[place : place + len(phrase)]
    return tuple(word.word.strip(PUNCTUATION) for word in words) == phrase


def _at_edge(said: Arguments, place: int, length: int) -> bool:
    """Whether the words end a text, or begin it with a colon or in brackets."""
    if place + length not in said.loose:
        return True
    begins = place - 1 not in said.loose
    marked = said.words[place + length - 1].text[-1:] in PUNCTUATION
    return begins and (marked or said.words[place].word == PRIVATE)
