"""Which side a name means, for lines that name a party."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from bot.window import PlanView
from domain.visibility import Side


class PartyNames(Mapping[str, Side]):
    """The parties by name, lower case: read only where a line may name one."""

    def __init__(self, view: PlanView | None) -> None:
        self._view = view

    @cached_property
    def _sides(self) -> dict[str, Side]:
        parties = self._view.parties() if self._view else []
        return {party.name.casefold(): party.side for party in parties}

    def __getitem__(self, name: str) -> Side:
        return self._sides[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sides)

    def __len__(self) -> int:
        return len(self._sides)
