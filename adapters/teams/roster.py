"""The roster: who is in a conversation, and which organisation each is really of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.hearing.remembered import Remembered
from adapters.teams.coming import Where
from adapters.teams.wire import Refused, Wire

MEMBER, ROOM = 600.0, 60.0  # seconds until the roster is asked again
PAGE, PAGES = "200", 50
NOT_FOUND = 404
GUEST = "guest"


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody as the roster shows them. `home` is their own tenant."""

    id: str
    account: str
    home: str
    name: str
    mail: str = ""
    principal: str = ""
    role: str = ""

    @property
    def guest(self) -> bool:
        """An account of the host's tenant, whatever organisation they work for."""
        return self.role == GUEST


@dataclass
class Roster:
    wire: Wire
    _one: Remembered[tuple[str, str], Member] = field(
        default_factory=lambda: Remembered(MEMBER)
    )
    _all: Remembered[str, tuple[Member, ...]] = field(
        default_factory=lambda: Remembered(ROOM)
    )

    async def member(self, where: Where, user: str) -> Member | None:
        """None where they are not in it."""
        key = (where.conversation, user)

        async def ask() -> Member:
            path = ("conversations", where.conversation, "members", user)
            return _member(await self.wire.get(where.service, *path))

        try:
            return await self._one.get(key, ask)
        except Refused as refused:
            if refused.status == NOT_FOUND:
                return None
            raise

    async def everybody(self, where: Where) -> Sequence[Member]:
        return await self._all.get(where.conversation, lambda: self._pages(where))

    def last(self, conversation: str) -> Sequence[Member]:
        """Everybody, as it was when somebody last looked."""
        return self._all.last(conversation) or ()

    def forget(self, conversation: str) -> None:
        """Somebody came or went: look again."""
        self._all.forget(conversation)
        for key in [key for key in self._one.keys if key[0] == conversation]:
            self._one.forget(key)

    async def _pages(self, where: Where) -> tuple[Member, ...]:
        found: list[Member] = []
        query = {"pageSize": PAGE}
        for _ in range(PAGES):
            path = ("conversations", where.conversation, "pagedmembers")
            said = await self.wire.call("GET", where.service, path, query=query)
            found += [_member(one) for one in said.get("members") or ()]
            if not (token := said.get("continuationToken")):
                break
            query = {"pageSize": PAGE, "continuationToken": str(token)}
        return tuple(found)


def _member(said: Mapping[str, Any]) -> Member:
    account = said.get("aadObjectId") or said.get("objectId") or ""
    names = (said.get("givenName"), said.get("surname"))
    name = said.get("name") or " ".join(str(one) for one in names if one)
    return Member(
        id=str(said.get("id") or ""),
        account=str(account).casefold(),
        home=str(said.get("tenantId") or "").casefold(),
        name=str(name or account),
        mail=str(said.get("email") or ""),
        principal=str(said.get("userPrincipalName") or ""),
        role=str(said.get("userRole") or "").casefold(),
    )
