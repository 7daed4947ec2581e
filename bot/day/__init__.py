"""What one person's day in one plan holds, line by line."""

from collections.abc import Iterator

from bot.day import asked, checkpoint, issues, owed, wishes
from bot.day.line import HEADINGS, Line
from bot.day.plan_day import PlanDay
from domain.plan import Status

__all__ = ["HEADINGS", "Line", "PlanDay", "lines"]


def lines(day: PlanDay) -> Iterator[Line]:
    """Every line of the day, each once; what they snoozed is left out.

    While the plan rests, only what waits for a signature is told.
    """
    if day.view.plan_row.status is Status.PAUSED:
        return asked.to_sign(day)
    found = (
        *owed.lines(day),
        *issues.lines(day),
        *asked.lines(day),
        *checkpoint.lines(day),
        *wishes.followed(day),
    )
    return wishes.heeded(day, found)
