"""From what came in to a request: who speaks, where, and whom the line names."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.hearing.naming import token
from adapters.slack.channels import Channels, NotInvited
from adapters.slack.coming import Coming
from adapters.slack.installations import Installation
from adapters.slack.people import People
from adapters.slack.words import named_in, with_names
from bot.request import Account, Place, Request


@dataclass(frozen=True)
class Reception:
    people: People
    channels: Channels

    async def request(self, coming: Coming) -> Request:
        """Everybody in it as Slack verified them. Raises `Unverified`, `NotInvited`."""
        by = await self.people.speaker(coming.by, coming.user, coming.home)
        text, named = await self._named(coming.by, coming.text)
        return Request(
            text=text,
            by=by,
            place=await self._place(coming),
            people=named,
            heard=coming.heard,
            id=coming.id,
        )

    async def _place(self, coming: Coming) -> Place | None:
        if not coming.channel:
            return None
        found = await self.channels.look(coming.channel)
        if found.host is None:
            self.channels.forget(coming.channel)  # they may invite us now
            raise NotInvited
        return found.place

    async def _named(
        self, by: Installation, text: str
    ) -> tuple[str, Mapping[str, Account]]:
        """The line with `@Name` for each mention, and whom each of those means."""
        found: dict[str, Account] = {}
        words: dict[str, str] = {}
        for user in named_in(text):
            if account := await self.people.somebody(by, user):
                words[user] = name = token(account, found)
                found[name.lower()] = account
        return with_names(text, lambda user: words.get(user, f"<@{user}>")), found
