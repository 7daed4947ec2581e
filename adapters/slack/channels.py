"""The rooms: who reads them, and which installation speaks there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.delivery.outcome import Outcome
from adapters.hearing.remembered import Remembered
from adapters.slack.errors import outcome_of
from adapters.slack.installations import Installation, Installations
from adapters.slack.lanes import PREFIX, lane_of
from adapters.slack.organisations import Organisations
from adapters.slack.rooms import Rooms
from adapters.slack.wire import Refused, Wire
from bot import room_news
from bot.request import Place
from domain.errors import DomainError
from storage.rooms_seen import Seen

FRESH = 60.0  # seconds for which we know who reads a room
UNSEEN = {"channel_not_found", "not_in_channel", "missing_scope"}
MANY = 100  # members that a list to choose from holds


class NotInvited(DomainError):
    """I am not in this channel, so I can say nothing in it. Invite me with `/invite @Jointly`, and then type that again."""  # noqa: E501 - one sentence people read


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A room as Slack shows it now. `host` posts there; `kept` is who did before."""

    id: str
    name: str
    present: frozenset[str]
    host: Installation | None
    kept: str = ""

    @property
    def place(self) -> Place:
        return Place(id=lane_of(self.id), name=self.name, present=self.present)


@dataclass
class Channels:
    wire: Wire
    installations: Installations
    organisations: Organisations
    rooms: Rooms
    _kept: Remembered[str, Channel] = field(default_factory=lambda: Remembered(FRESH))

    async def look(self, id_: str) -> Channel:
        return await self._kept.get(id_, lambda: self._ask(id_))

    def last(self, id_: str) -> Channel | None:
        """The room as it was when somebody last looked."""
        return self._kept.last(id_)

    def forget(self, id_: str) -> None:
        """Something about it changed: look again before anything is said there."""
        self._kept.forget(id_)

    async def look_again(self, id_: str) -> Channel:
        self.forget(id_)
        return await self.look(id_)

    async def members(self, id_: str) -> Sequence[str]:
        """The first of those who are in it; people pickers are made of them."""
        found = await self.look(id_)
        if found.host is None:
            return ()
        args = {"channel": id_, "limit": str(MANY)}
        said = await self.wire.call(found.host.token, "conversations.members", **args)
        return [str(member) for member in said["members"]]

    async def _ask(self, id_: str) -> Channel:
        before = await self.rooms.seen(id_)
        info, host = await self._found(id_, before.host if before else "")
        found = Channel(
            id=id_,
            name=str(info.get("name") or ""),
            present=await self._present(info, host),
            host=host,
            kept=before.host if before else "",
        )
        if before or host:
            await self.rooms.saw(before, _seen(found, info, before))
        return found

    async def _found(
        self, id_: str, kept: str
    ) -> tuple[dict[str, Any], Installation | None]:
        """The room, and who speaks there: whoever did, as long as they are in it."""
        seen: dict[str, Any] = {}
        dead: Refused | None = None
        for one in await self.installations.own_first(kept):
            try:
                info = await self._info(one, id_)
            except Refused as refused:
                if outcome_of(refused) is not Outcome.INSTALLATION:
                    raise
                dead = refused
                continue
            if info and info.get("is_member"):
                return info, one
            seen = seen or info or {}
        if dead:
            raise dead
        return seen, None

    async def _present(
        self, info: dict[str, Any], host: Installation | None
    ) -> frozenset[str]:
        """The organisations that read it: every field that may name one is believed."""
        names = ("shared_team_ids", "connected_team_ids", "internal_team_ids")
        teams = {team for name in names for team in info.get(name) or ()}
        teams |= {info.get("context_team_id") or ""}
        if host is None:
            return frozenset(f"{PREFIX}{team}" for team in teams if team)
        found = [await self.organisations.of(host, team) for team in teams if team]
        return frozenset(f"{PREFIX}{one.id}" for one in found)

    async def _info(self, by: Installation, id_: str) -> dict[str, Any] | None:
        try:
            said = await self.wire.call(by.token, "conversations.info", channel=id_)
        except Refused as refused:
            if refused.error in UNSEEN:
                return None
            raise
        return {"context_team_id": by.team, **said["channel"]}


def _seen(found: Channel, info: dict[str, Any], before: Seen | None) -> Seen:
    """What of it is kept; of a room nobody sees any more, what was known."""
    trouble = room_news.GONE if found.host is None else ""
    if found.host and info.get("is_archived"):
        trouble = room_news.ARCHIVED
    elif found.host and info.get("is_frozen"):
        trouble = room_news.FROZEN
    known = before or Seen(room=lane_of(found.id))
    return Seen(
        room=known.room,
        host=found.host.team if found.host else known.host,
        name=found.name or known.name,
        present=" ".join(sorted(found.present)) if found.host else known.present,
        trouble=trouble,
    )
