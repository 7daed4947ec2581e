"""Who sits on which tier of the ladder, and who hears where a seat is empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.ladder import TIERS, rank
from domain.member import May, Member, Standing, Tier
from domain.visibility import Side

Sides = Sequence[Side]


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks about an issue. `seated` where they sit on its tier."""

    member: Member
    seated: bool = False

    @property
    def person(self) -> str:
        return self.member.person

    @property
    def side(self) -> Side:
        return self.member.side

    @property
    def leads(self) -> bool:
        return self.member.may(May.LEAD)

    @property
    def works(self) -> bool:
        """Whether they may work on issues: by their role, or from their seat."""
        return self.member.may(May.WORK) or self.seated


@dataclass(frozen=True)
class Seats:
    """`members` are all who have, or had, a place in the plan."""

    members: Sequence[Member]

    def seated(self, side: Side, tier: Tier) -> tuple[str, ...]:
        """Who holds that very seat: its holder, else the deputy the last one named.

        The leads hold the operational tier until somebody is named.
        """
        theirs = [m for m in self.members if m.side is side and m.tier is tier]
        holders = [m.person for m in theirs if m.active]
        if not holders:
            gone = (m for m in theirs if m.standing is Standing.REMOVED)
            holders = [m.deputy for m in gone if m.deputy and self.present(m.deputy)]
        if not holders and tier is Tier.OPERATIONAL:
            holders = list(self.leads(side))
        return tuple(dict.fromkeys(holders))

    def deputy(self, person: str | None) -> str | None:
        """Who stands in for *person*, where both are in the plan."""
        held = (m for m in self.members if m.person == person and m.active)
        found = next((m.deputy for m in held), None)
        return found if found and self.present(found) else None

    def leads(self, side: Side) -> tuple[str, ...]:
        ours = (m for m in self.members if m.side is side and m.may(May.LEAD))
        return tuple(member.person for member in ours)

    def hears(self, side: Side, tier: Tier, sides: Sides) -> tuple[str, ...]:
        """Who hears for *side*: the seat, the next ones up, else the leads."""
        for up in self._in_use(sides):
            if rank(up) >= rank(tier) and (found := self.seated(side, up)):
                return found
        return self.leads(side)

    def above(self, tier: Tier, stop: Tier, sides: Sides) -> Tier | None:
        """The next tier up that anybody sits on; None where nobody is above.

        Where the seats as far as *stop* are empty, those further up hold them.
        """
        up = [t for t in self._in_use(sides) if rank(t) > rank(tier)]
        held = [t for t in up if any(self.seated(side, t) for side in sides)]
        within = [t for t in held if rank(t) <= rank(stop)]
        beyond = stop if held and rank(stop) > rank(tier) else None
        return next(iter(within), beyond)

    def top(self, stop: Tier, sides: Sides) -> Tier:
        """The last tier that an issue may climb to."""
        return min(stop, self._in_use(sides)[-1], key=rank)

    def holds(self, person: str, tier: Tier, sides: Sides) -> bool:
        """Whether *person* sits there, or hears for whoever should, or stands in."""
        found = {p for side in sides for p in self.hears(side, tier, sides)}
        return person in found | {self.deputy(p) for p in found}

    def _in_use(self, sides: Sides) -> tuple[Tier, ...]:
        """All tiers; the executive one only where each side has named its holder."""
        return tuple(self._used(sides))

    def _used(self, sides: Sides) -> Iterator[Tier]:
        for tier in TIERS:
            named = all(self.seated(side, tier) for side in sides)
            if tier is not Tier.EXECUTIVE or named:
                yield tier

    def present(self, person: str) -> bool:
        return any(m.person == person and m.active for m in self.members)
