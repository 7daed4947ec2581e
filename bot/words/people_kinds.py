"""People and references as parameters."""

from collections.abc import Sequence
from typing import Any

from bot.words.choice_kinds import ChoiceKind
from bot.words.kind import FieldKind, Found, Kind, Options
from bot.words.later import BY_NOUN
from bot.words.reading import Reading
from bot.words.refs import NOUNS, read_ref, read_refs
from bot.words.tokens import Token
from domain.errors import DomainError, Said

RESOLVED = "<@p:"
LONGEST_NAME = 4
ALL = "all"


class UnknownPerson(DomainError):
    """I don't know {who}. Use their mention or e-mail address; a lead enrols people
    with `member add`.
    """

    def __init__(self, who: str) -> None:
        self.who = who


class UnknownMail(DomainError):
    """Nobody with the address {mail} has an account here yet. Ask them to sign in once, and then name them again."""  # noqa: E501 - one sentence people read

    def __init__(self, mail: str) -> None:
        self.mail = mail


def unknown(said: str) -> DomainError:
    mail = "@" in said[1:-1] and not said.startswith("<@")
    return UnknownMail(said) if mail else UnknownPerson(said)


def is_mention(token: Token) -> bool:
    text = token.word
    return len(text) > 1 and (
        text[0] == "@" or text.startswith("<@") or "@" in text[1:-1]
    )


class WhoKind(Kind):
    placeholder = "@x"
    field: FieldKind = "person"
    said = "a person: use their mention or e-mail address"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        if not words or words[0].quoted:
            return None
        if (text := words[0].text).startswith(RESOLVED) and text.endswith(">"):
            return text[len(RESOLVED) : -1], 1
        for n in range(min(LONGEST_NAME, len(words)), 0, -1):
            if (
                person := _known(" ".join(t.word for t in words[:n]), reading)
            ) is not None:
                return person, n
        if is_mention(words[0]):
            raise unknown(words[0].text)
        return None

    def write(self, value: str) -> str:
        return f"{RESOLVED}{value}>"

    def looks(self, words: Sequence[Token], reading: Reading, /) -> bool:
        return bool(words) and (
            is_mention(words[0]) or self.corrected(words, reading) is not None
        )

    def corrected(
        self, words: Sequence[Token], reading: Reading, /
    ) -> tuple[str, int] | None:
        name = f"@{words[0].word}" if words and words[0].word else ""
        return (name, 1) if name in reading.people else None

    def refuse(self, words: Sequence[Token], _: Reading, /) -> None:
        raise UnknownPerson(words[0].text)


def _known(said: str, reading: Reading) -> str | None:
    found = reading.people.get(said)
    return reading.people.get(said.rstrip(",.;:!?")) if found is None else found


class WhosKind(WhoKind):
    """Everybody named in a row."""

    placeholder = "@x @y"

    def read(self, words: Sequence[Token], reading: Reading, /) -> Found:
        people: list[str] = []
        at = 0
        while found := super().read(words[at:], reading):
            people.append(found[0])
            at += found[1]
        return (tuple(dict.fromkeys(people)), at) if people else None

    def write(self, value: Any) -> str:  # noqa: ANN401
        return " ".join(super(WhosKind, self).write(person) for person in value)


class RefKind(Kind):
    placeholder = "REF"
    said = "a reference such as A-3"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        return read_ref(words)

    def write(self, value: Any) -> str:  # noqa: ANN401
        return str(value.printed)

    def refuse(self, words: Sequence[Token], _: Reading, /) -> None:
        raise Said(f"“{words[0].text}” is not a reference such as A-3.")


class RefsKind(RefKind):
    """References in a row; `all` is an empty row."""

    placeholder = "REF…|all"

    def read(self, words: Sequence[Token], _: Reading, /) -> Found:
        if words and words[0].word == ALL:
            return (), 1
        refs, taken = read_refs(words)
        return (refs, taken) if refs else None

    def write(self, value: Any) -> str:  # noqa: ANN401
        return " ".join(ref.printed for ref in value) or ALL


class NounKind(ChoiceKind):
    """What an item is: `action`, `actions`."""

    placeholder = "NOUN"

    def known(self, _: Reading, /) -> Options:
        return BY_NOUN

    def options(self, _: Reading, /) -> tuple[tuple[str, str], ...]:
        return tuple((noun, noun) for noun in NOUNS.values())
