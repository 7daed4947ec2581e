"""What Slack tells of a room: a reason to look at it again, or to follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.channels import Channels
from adapters.slack.installations import Installation
from adapters.slack.lanes import channel_of
from adapters.slack.rooms import Rooms

MOVED = "channel_id_changed"
KINDS = (
    MOVED,
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
)


@dataclass(frozen=True)
class Changes:
    """The same however often it comes, and from whichever installation."""

    channels: Channels
    rooms: Rooms

    async def of(self, event: Mapping[str, Any]) -> None:
        if event["type"] == MOVED:
            old, new = str(event["old_channel_id"]), str(event["new_channel_id"])
            await self.rooms.moved(old, new)
            self.channels.forget(old)
            await self._look(new)
            return
        told = event.get("channel") or ""
        await self._look(str(told["id"] if isinstance(told, Mapping) else told))

    async def ended(self, gone: Installation) -> None:
        """Where it spoke another may speak now, or nobody can."""
        for lane in await self.rooms.hosted(gone.team):
            await self._look(channel_of(lane))

    async def _look(self, channel: str) -> None:
        """A room we never spoke in is looked at when somebody speaks there."""
        self.channels.forget(channel)
        if await self.rooms.seen(channel):
            await self.channels.look(channel)
