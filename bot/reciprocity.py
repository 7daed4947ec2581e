"""Who waits for whom: one line a plan, so that nobody only counts the other's debts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.day.plan_day import PlanDay


def lines(days: Iterable[PlanDay]) -> Iterator[str]:
    """For each plan where anything joint waits: who waits for how much."""
    for day in days:
        waits = Counter(w.side for w in day.waits if not w.item.audience.private)
        theirs, ours = waits[day.member.side.other], waits[day.member.side]
        if theirs or ours:
            other = day.view.party(day.member.side.other).name
            yield (
                f"{day.key}: you wait for {theirs} from {other};"
                f" {other} waits for {ours} from you."
            )
