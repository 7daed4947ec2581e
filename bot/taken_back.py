"""What still holds of what was said: nothing that was taken back, nor that it was."""

from collections.abc import Iterable
from datetime import timedelta

from bot.ports import Told
from domain.fact import Undone

WITHIN = timedelta(minutes=10)  # COMMANDS.md "The plan"
Mark = tuple[str, str, str]  # the line, the item and the audience


def holds(told: Iterable[Told]) -> list[Told]:
    """*told*, oldest first, without each line that was taken back, nor its undoing.

    An undoing whose line is not among *told* stays: somebody has heard that line.
    """
    kept: list[Told] = []
    for found in told:
        if not isinstance(found.fact, Undone):
            kept.append(found)
        elif line := _undone(kept, found):
            kept = [one for one in kept if _mark(one) != line or one.fact.STANDS]
        else:
            kept.append(found)
    return kept


def _undone(kept: list[Told], undoing: Told) -> Mark | None:
    """The newest line of theirs about the same, which is the one they took back."""
    _, ref, audience = _mark(undoing)
    lines = (
        _mark(one)
        for one in reversed(kept)
        if one.fact.by == undoing.fact.by
        and (one.fact.ref, str(one.fact.audience)) == (ref, audience)
        and not isinstance(one.fact, Undone)
    )
    return next(lines, None)


def _mark(found: Told) -> Mark:
    return found.line, found.fact.ref, str(found.fact.audience)
