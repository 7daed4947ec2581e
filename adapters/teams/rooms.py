"""The rooms: which organisations read each of them."""

from dataclasses import dataclass

from adapters.teams.coming import Where
from adapters.teams.lanes import PREFIX, lane_of
from adapters.teams.roster import Roster
from bot.request import Place

# Guests are accounts of the host's tenant, and may work for anybody.
GUESTS = f"{PREFIX}guests"


@dataclass
class Rooms:
    roster: Roster

    async def place(self, where: Where) -> Place | None:
        """None in a personal chat."""
        if where.personal:
            return None
        present = await self.present(where)
        name = where.name
        return Place(id=lane_of(where.conversation), name=name, present=present)

    async def present(self, where: Where) -> frozenset[str]:
        await self.roster.everybody(where)
        return self.last(where.conversation)

    def last(self, conversation: str) -> frozenset[str]:
        """Who read it when somebody last looked."""
        found = self.roster.last(conversation)
        homes = {f"{PREFIX}{one.home}" for one in found if one.home}
        strange = any(one.guest or not one.home for one in found)
        return frozenset(homes | {GUESTS}) if strange else frozenset(homes)

    def forget(self, conversation: str) -> None:
        self.roster.forget(conversation)
