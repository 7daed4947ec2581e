"""What follows when something is agreed: a series begins, minutes are sealed."""

from collections.abc import Iterable

from bot import silence
from bot.context import Context
from bot.reviews import occurring
from bot.sealing import ask_seal
from domain.checkpoint import Checkpoint
from domain.item import Item
from domain.series import Series


def settle(ctx: Context, items: Iterable[Item]) -> None:
    """Make the first checkpoint of each series; seal the record over agreed minutes."""
    for item in items:
        if isinstance(item, Series):
            occurring.begin(ctx, item, ctx.me)
        elif isinstance(item, Checkpoint):
            silence.follow(ctx, item)
            ask_seal(ctx, "minutes agreed")
