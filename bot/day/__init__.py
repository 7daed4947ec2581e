"""What one person's day in one plan holds, line by line."""

from collections.abc import Iterator

from bot.day import asked, checkpoint, issues, owed, wishes
from bot.day.line import HEADINGS, Line
from bot.day.plan_day import PlanDay

__all__ = ["HEADINGS", "Line", "PlanDay", "lines"]


def lines(day: PlanDay) -> Iterator[Line]:
    """Every line of the day, each once; what they snoozed is left out."""
    found = (
        *owed.lines(day),
        *issues.lines(day),
        *asked.lines(day),
        *checkpoint.lines(day),
        *wishes.followed(day),
    )
    return wishes.heeded(day, found)
