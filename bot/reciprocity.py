"""Who waits for whom: one line, so that neither side only counts the other's debts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.day_lines import PlanDay
from bot.waiting import Waiting


def lines(days: Iterable[PlanDay]) -> list[str]:
    """For each plan where anything joint waits: who waits for how many."""
    return [line for day in days for line in _line(day)]


def _line(day: PlanDay) -> Iterator[str]:
    waits = Counter(found.side for found in day.waits if _joint(found))
    side = day.member.side
    theirs, ours = waits[side.other], waits[side]
    if theirs or ours:
        other = day.view.party(side.other).name
        key = day.view.plan_row.key
        yield (
            f"{key}: you wait for {theirs} from {other};"
            f" {other} waits for {ours} from you."
        )


def _joint(found: Waiting) -> bool:
    return not found.item.audience.private
