"""What an agreed decision takes the place of."""

from collections.abc import Iterable

from bot.context import Context
from bot.gathering import items_of
from domain.decision import Decision, Status
from domain.item import Item


def settle(ctx: Context, items: Iterable[Item]) -> None:
    """Mark as superseded what the decisions just agreed were written to replace."""
    newer = {
        item.supersedes: item
        for item in items
        if isinstance(item, Decision) and item.status is Status.AGREED
    }
    for ref, older in items_of(ctx.plan, filter(None, newer)).items():
        if isinstance(older, Decision) and older.status is Status.AGREED:
            ctx.record(older.supersede(newer[ref].ref, by=ctx.me, at=ctx.now))
