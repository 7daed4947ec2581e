"""From what came in to a request: who speaks, where, and whom the line names."""

from dataclasses import dataclass, replace

from adapters.hearing.naming import token
from adapters.teams.coming import Coming
from adapters.teams.people import People
from adapters.teams.rooms import Rooms
from adapters.teams.words import named_in, plain_words, unmarked
from bot.request import Account, Request


@dataclass(frozen=True)
class Reception:
    people: People
    rooms: Rooms

    async def typed(self, coming: Coming) -> Request:
        """A line with mentions in it. Raises `Unverified`."""
        by = await self.people.speaker(coming)
        words: list[tuple[str, str]] = []
        found: dict[str, Account] = {}
        ours = str((coming.body.get("recipient") or {}).get("id") or "")
        for mention, user in named_in(coming.body):
            word = ""
            if user != ours:
                account = await self.people.somebody(coming, user)
                word = _word(account, found) if account else f"@{unmarked(mention)}"
            words.append((mention, word))
        text = plain_words(coming.body, words)
        return await self._request(replace(coming, text=text), by, found)

    async def pressed(self, coming: Coming) -> Request:
        """A line that a button or a form made; people of a form are in it by id."""
        by = await self.people.speaker(coming)
        found: dict[str, Account] = {}
        for user in _chosen(coming.text):
            if account := await self.people.somebody(coming, user):
                found[f"<@{user}>".lower()] = account
        return await self._request(coming, by, found)

    async def _request(
        self, coming: Coming, by: Account, people: dict[str, Account]
    ) -> Request:
        return Request(
            text=coming.text,
            by=by,
            place=await self.rooms.place(coming.where),
            people=people,
            heard=coming.heard,
            id=coming.id,
        )


def _word(account: Account, found: dict[str, Account]) -> str:
    same = (word for word, who in found.items() if who == account)
    word = next(same, None) or token(account, found)
    found[word.lower()] = account
    return word


def _chosen(text: str) -> list[str]:
    """The ids of people chosen from a list: those that the bot made are its own."""
    parts = (part.partition(">")[0] for part in text.split("<@")[1:])
    return [part for part in dict.fromkeys(parts) if part and not part.startswith("p:")]
