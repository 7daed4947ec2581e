"""Who waits for whom: one line a plan, so that nobody only counts the other's debts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from bot.waiting import Waiting
from bot.window import PlanView
from domain.member import Member


class Waits(Protocol):
    """Somebody's place in a plan, and what waits in it."""

    @property
    def view(self) -> PlanView: ...
    @property
    def waits(self) -> Iterable[Waiting]: ...


def lines(
    found: Iterable[tuple[Waits, Member]], *, named: bool = True
) -> Iterator[str]:
    """For each plan where anything joint waits: who waits for how much."""
    for place, me in found:
        waits = Counter(w.side for w in place.waits if not w.item.audience.private)
        theirs, ours = waits[me.side.other], waits[me.side]
        if theirs or ours:
            other = place.view.party(me.side.other).name
            begins = f"{place.view.plan_row.key}: you wait" if named else "You wait"
            back = f"{other} waits for {ours} from you."
            yield f"{begins} for {theirs} from {other}; {back}"
