"""Who comes and goes, and what becomes of rooms: as often as it is told, once."""

from dataclasses import dataclass

from adapters.teams.coming import Body, Unreadable, where_of
from adapters.teams.references import References
from adapters.teams.rooms import Rooms


@dataclass(frozen=True)
class Members:
    rooms: Rooms
    references: References

    async def changed(self, body: Body) -> None:
        """Look at the room again; its reference is as it came just now."""
        try:
            where = where_of(body)
        except Unreadable:
            return
        self.rooms.forget(where.conversation)
        await self.references.told(body)
