"""An item as its asker may see it where they asked: its card, notes and evidence."""

from dataclasses import replace
from typing import Any

from bot import cards, here
from bot.cards.notes import with_notes
from bot.context import Context
from bot.message import Message
from bot.reason import with_reason
from domain.item import Item
from domain.note import Note
from domain.visibility import Audience, visible


def card(ctx: Context, item: Item) -> Message:
    """The card, with the buttons the speaker may press."""
    return cards.card(item, ctx.plan, ctx.me)


def saying(shown: Message, words: str) -> Message:
    """*shown*, and *words* after what it says."""
    return replace(shown, text=f"{shown.text} {words}".strip()) if words else shown


def in_full(ctx: Context, item: Item, *new: Note) -> Message:
    """The card with the last reason, and notes: private ones where that was said."""
    said_privately = any(note.audience.private for note in new)
    private = item.audience.private or said_privately
    view = ctx.plan if private else here.window(ctx)
    seen = [note for note in new if visible(note.audience, view.side)]
    shown = with_reason(cards.whole(item, ctx.plan, ctx.me), item, view)
    return with_notes(shown, [*view.notes(item.ref), *seen], view)


def begun(ctx: Context, kind: type[Item], audience: Audience) -> dict[str, Any]:
    """What every new item of *kind* begins with: its place, its number, its author."""
    return {
        "plan": ctx.plan.id,
        "audience": audience,
        "number": ctx.work.number(ctx.plan.id, audience, kind.PREFIX),
        "created_by": ctx.speaker.id,
        "created_at": ctx.now,
    }
