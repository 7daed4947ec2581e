"""What one person's day in one plan holds, line by line."""

from collections.abc import Iterable, Iterator

from bot.day import asked, checkpoint, issues, owed, wishes
from bot.day.line import HEADINGS, Line, Part
from bot.day.plan_day import PlanDay
from domain.plan import Status

__all__ = ["HEADINGS", "Line", "PlanDay", "lines"]


def lines(day: PlanDay) -> Iterator[Line]:
    """Every line of the day, each once; what they snoozed is left out.

    While the plan rests, only what waits for a signature is told.
    """
    if day.view.plan_row.status is Status.PAUSED:
        return asked.to_sign(day)
    wanted = tuple(asked.lines(day))
    found = (
        *owed.lines(day),
        *_else(issues.lines(day), wanted),
        *wanted,
        *checkpoint.lines(day),
        *wishes.followed(day),
    )
    return wishes.heeded(day, found)


def _else(found: Iterable[Line], wanted: Iterable[Line]) -> Iterator[Line]:
    """*found* without what only goes along, and is asked of them anyhow."""
    refs = {line.ref for line in wanted}
    return (w for w in found if w.part is not Part.ALSO or w.ref not in refs)
