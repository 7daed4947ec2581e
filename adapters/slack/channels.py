"""The rooms: who reads them, and which installation speaks there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.hearing.remembered import Remembered
from adapters.slack.installations import Installation, Installations
from adapters.slack.lanes import PREFIX, lane_of
from adapters.slack.wire import Refused, Wire
from bot.request import Place
from domain.errors import DomainError

FRESH = 60.0  # seconds for which we know who reads a room
UNSEEN = {"channel_not_found", "not_in_channel", "missing_scope"}
MANY = 100  # members that a list to choose from holds


class NotInvited(DomainError):
    """I am not in this channel, so I can say nothing in it. Invite me with `/invite @Jointly`, and then type that again."""  # noqa: E501 - one sentence people read


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A room as Slack shows it now. `host` posts there: the first that is a member."""

    id: str
    name: str
    present: frozenset[str]
    host: Installation | None

    @property
    def place(self) -> Place:
        return Place(id=lane_of(self.id), name=self.name, present=self.present)


@dataclass
class Channels:
    wire: Wire
    installations: Installations
    _kept: Remembered[str, Channel] = field(default_factory=lambda: Remembered(FRESH))

    async def look(self, id_: str) -> Channel:
        return await self._kept.get(id_, lambda: self._ask(id_))

    def last(self, id_: str) -> Channel | None:
        """The room as it was when somebody last looked."""
        return self._kept.last(id_)

    def forget(self, id_: str) -> None:
        """Something about it changed: look again before anything is said there."""
        self._kept.forget(id_)

    async def members(self, id_: str) -> Sequence[str]:
        """The first of those who are in it; people pickers are made of them."""
        found = await self.look(id_)
        if found.host is None:
            return ()
        args = {"channel": id_, "limit": str(MANY)}
        said = await self.wire.call(found.host.token, "conversations.members", **args)
        return [str(member) for member in said["members"]]

    async def _ask(self, id_: str) -> Channel:
        seen: dict[str, Any] = {}
        host = None
        for one in await self.installations.all():
            if info := await self._info(one, id_):
                seen = seen or info
                if info.get("is_member"):
                    seen, host = info, one
                    break
        return Channel(
            id=id_,
            name=str(seen.get("name") or ""),
            present=_present(seen),
            host=host,
        )

    async def _info(self, by: Installation, id_: str) -> dict[str, Any] | None:
        try:
            said = await self.wire.call(by.token, "conversations.info", channel=id_)
        except Refused as refused:
            if refused.error in UNSEEN:
                return None
            raise
        return {"context_team_id": by.team, **said["channel"]}


def _present(seen: dict[str, Any]) -> frozenset[str]:
    """The organisations that read it: every field that may name one is believed."""
    names = ("shared_team_ids", "connected_team_ids", "internal_team_ids")
    teams = [team for name in names for team in seen.get(name) or ()]
    own = seen.get("context_team_id")
    return frozenset(f"{PREFIX}{team}" for team in (*teams, own) if team)
