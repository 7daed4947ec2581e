"""Whom the words of a list mean: one active member, or nobody."""

from collections import defaultdict
from collections.abc import Iterable

from domain.member import Member
from domain.person import Person


class Owners:
    """Members by full name, mail and @account, in any case."""

    def __init__(self, members: Iterable[Member], people: Iterable[Person]) -> None:
        self._said: dict[str, set[Member]] = defaultdict(set)
        active = {member.person: member for member in members}
        for person in people:
            for words in (person.name, person.mail, f"@{person.account}"):
                self._said[_plain(words)].add(active[person.id])

    def named(self, words: str) -> Member | None:
        """The one member so called; None for nobody, several or a team."""
        found = self._said.get(_plain(words), set()) if words else set()
        return next(iter(found)) if len(found) == 1 else None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
