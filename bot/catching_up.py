"""After an outage: what fell due meanwhile has happened, and a room hears it once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.message import Button, Message
from bot.ports import Work
from bot.telling import Telling
from domain.due import Due
from domain.visibility import Audience

LATE = timedelta(hours=1)  # what is later was held up by an outage, not by much work
TEXT = (
    "I could not work for a while. What fell due in {key} meanwhile has taken effect"
    " at its true time, and the cards here are up to date."
)


def piled_up(work: Work, row: Due, beside: Sequence[Due], now: datetime) -> bool:
    """Whether *row* is one of several that an outage held up."""
    if not (row.plan and _late(row, now)):
        return False
    several = sum(_late(each, now) for each in beside) > 1
    return several or bool(work.answered(_once(row.plan, row.audience, now)))


def line(ctx: Telling, audience: Audience) -> Message | None:
    """What a room of *audience* hears; once a day, however much there is."""
    once = _once(ctx.plan.id, audience, ctx.now)
    if ctx.work.answered(once):
        return None
    ctx.work.remember(once, "told", at=ctx.now)
    key = ctx.plan.plan_row.key
    shown = Button("Show what happened", f"{key} history")
    return Message(text=TEXT.format(key=key), buttons=(shown,))


def _late(row: Due, now: datetime) -> bool:
    return now - row.at > LATE


def _once(plan: str, audience: Audience, now: datetime) -> str:
    return f"caught up {plan} {audience} {now.date()}"
