"""PlanView: the only door to a plan. What you may not see does not exist."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, overload

from bot.counted import MANY
from bot.ports import Told, Work
from bot.words.refs import Ref, ref_of
from domain.action import Action
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.due import Due, Kind
from domain.errors import NotFound
from domain.issue import Issue
from domain.item import Item
from domain.member import Member, Standing
from domain.milestone import Milestone
from domain.note import Note, View
from domain.objective import Objective
from domain.party import Party
from domain.person import Person
from domain.plan import Plan
from domain.series import Series
from domain.visibility import SEES, Audience, Side, private_to, visible

T = TypeVar("T")
I = TypeVar("I", bound=Item)  # noqa: E741 - an item

KINDS: Mapping[str, type[Item]] = {
    kind.PREFIX: kind
    for kind in (
        Objective,
        Action,
        Milestone,
        Series,
        Checkpoint,
        Issue,
        Decision,
        Change,
    )
}


class PlanView:
    """One plan as one side may see it; None sees what both may. Fetches lazily.

    Several plans that one side reads stand `beside` each other: what one of them is
    asked for is then fetched for all at once, and each shows its own.
    """

    def __init__(
        self, work: Work, plan: Plan, side: Side | None, beside: tuple[str, ...] = ()
    ) -> None:
        self._work = work
        self._beside = beside
        self._given: dict[str, Item] = {}
        self._parties: list[Party] = []
        self.plan_row = plan
        self.side = side
        self.sees = SEES[side]

    @property
    def id(self) -> str:
        return self.plan_row.id

    @overload
    def find(self, ref: Ref | str) -> Item: ...
    @overload
    def find(self, ref: Ref | str, kind: type[I]) -> I: ...
    def find(self, ref: Ref | str, kind: type[Item] | None = None) -> Item:
        """The item, or the same refusal whether it is missing or hidden."""
        asked = ref if isinstance(ref, Ref) else _parsed(str(ref))
        found = KINDS.get(asked.prefix)
        if found is None or (kind and found is not kind):
            raise NotFound(str(asked))
        audience = self._audience(asked)
        key = {"plan": self.id, "audience": audience, "number": asked.number}
        item = self._work.one(found, **key) if audience else None
        if item is None:
            raise NotFound(str(asked))
        self.know(item)
        return item

    def as_read_by(self, audience: Audience) -> "PlanView":
        """The same plan as a room of *audience* reads it."""
        side = Side(audience.value) if audience.private else None
        reader = PlanView(self._work, self.plan_row, side)
        reader._given, reader._parties = self._given, self._parties
        return reader

    def know(self, item: Item) -> None:
        """Remember what was given out, for cards and announcements."""
        self._given[item.ref] = item

    def known(self, ref: str) -> Item | None:
        """What was given out under *ref*, if this reader may see it."""
        item = self._given.get(ref)
        return item if item and visible(item.audience, self.side) else None

    def all(self, kind: type[I], **where: Any) -> list[I]:  # noqa: ANN401 - column values
        """All items of a kind the viewer may see, by number, joint ones first."""
        found = self._some(kind, audience=self.sees, **where)
        for item in found:
            self.know(item)
        return sorted(found, key=lambda item: (item.audience.private, item.number))

    def first(self, kind: type[I], most: int, order: str, **where: Any) -> list[I]:  # noqa: ANN401 - column values
        """The first *most* of them by these columns, such as `due number`."""
        there = {"plan": self.id, "audience": self.sees, **where}
        found = self._work.some(kind, order=order, most=most, **there)
        for item in found:
            self.know(item)
        return found

    def count(self, kind: type[I], **where: Any) -> int:  # noqa: ANN401 - column values
        """How many items of a kind the viewer may see, counted to just beyond MANY."""
        there = {"plan": self.id, "audience": self.sees, **where}
        return self._work.count(kind, most=MANY + 1, **there)

    def climbs(self, *issues: Issue) -> dict[str, datetime]:
        """When each of these issues goes up a tier, by its reference."""
        keys = {Due.key_of(Kind.CLIMB, issue): issue.ref for issue in issues}
        times = self._work.agenda.times(*keys)
        return {keys[key]: at for key, at in times.items()}

    def notes(self, ref: str, audience: Audience | None = None) -> list[Note]:
        sees = (audience,) if audience else self.sees
        return self._work.some(
            Note, plan=self.id, ref=ref, audience=sees, order="at number"
        )

    def all_notes(self) -> list[Note]:
        """Every note of the plan the viewer may see, oldest first."""
        return self._work.some(
            Note, plan=self.id, audience=self.sees, order="at number"
        )

    def views(self) -> list[View]:
        """Each party's own view of the plan, oldest first. Views are joint."""
        return self._work.some(View, plan=self.id, order="number")

    def party(self, side: Side) -> Party:
        found = (party for party in self.parties() if party.side is side)
        if (party := next(found, None)) is None:
            raise NotFound(side)
        return party

    def parties(self) -> list[Party]:
        """The customer, then the supplier; read once."""
        if not self._parties:
            self._parties += self._some(Party)
        return list(self._parties)

    def members(self, **where: Any) -> list[Member]:  # noqa: ANN401 - column values
        return self._some(Member, **where)

    def active(self, **where: Any) -> list[Member]:  # noqa: ANN401 - column values
        return self.members(standing=Standing.ACTIVE, **where)

    def member(self, person: str) -> Member | None:
        return self._work.one(Member, plan=self.id, person=person)

    def person(self, id_: str) -> Person:
        found = self._work.one(Person, id=id_)
        if found is None:
            raise NotFound(id_)
        return found

    def name(self, id_: str | None) -> str:
        """Somebody's name, or nothing for nobody."""
        return self.person(id_).name if id_ else ""

    def names(self, ids: Iterable[str | None]) -> dict[str, str]:
        """The names of several people, fetched at once."""
        wanted = tuple({id_ for id_ in ids if id_})
        found = self._work.some(Person, id=wanted) if wanted else []
        return {person.id: person.name for person in found}

    def facts(self, **where: Any) -> list[Told]:  # noqa: ANN401 - column values
        """The facts the viewer may see, oldest first."""
        return list(self._work.facts(self.id, self.sees, **where))

    def _some(self, kind: type[T], **where: Any) -> list[T]:  # noqa: ANN401 - column values
        found = self._work.some(kind, plan=self._beside or self.id, **where)
        return [row for row in found if vars(row)["plan"] == self.id]

    def _audience(self, ref: Ref) -> Audience | None:
        if not ref.private:
            return Audience.JOINT
        return private_to(self.side) if self.side else None


def _parsed(text: str) -> Ref:
    if (ref := ref_of(text)) is None:
        raise NotFound(text)
    return ref
