"""Many items by their references, with one question a noun."""

from collections import defaultdict
from collections.abc import Iterable

from bot.window import KINDS, PlanView
from bot.words.refs import ref_of
from domain.item import Item


def items_of(view: PlanView, refs: Iterable[str]) -> dict[str, Item]:
    """The items among *refs* that the viewer may see; what is no item is left out."""
    wanted = set(refs)
    numbers: dict[type[Item], set[int]] = defaultdict(set)
    for ref in filter(None, map(ref_of, wanted)):
        if kind := KINDS.get(ref.prefix):
            numbers[kind].add(ref.number)
    found = (
        item
        for kind, asked in numbers.items()
        for item in view.all(kind, number=tuple(sorted(asked)))
    )
    return {item.ref: item for item in found if item.ref in wanted}
