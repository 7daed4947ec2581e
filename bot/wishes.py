"""What somebody wishes to hear of an item, kept for them alone."""

from typing import Any

from bot.context import Context
from domain.item import Item
from domain.room import Follow


def wish(ctx: Context, item: Item) -> dict[str, Any]:
    """The key of the speaker's wish about *item*."""
    return {
        "person": ctx.speaker.id,
        "plan": ctx.plan.id,
        "audience": item.audience,
        "ref": item.ref,
    }


def follows(ctx: Context, item: Item) -> bool:
    """Whether the speaker asked to hear in their digest when *item* changes."""
    return ctx.work.one(Follow, **wish(ctx, item)) is not None
