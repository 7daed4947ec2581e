"""A verb said without the item it is about: the speaker's own that it could mean."""

from collections.abc import Iterator

from bot import cards, here
from bot.command import Command
from bot.context import Context
from bot.message import Button
from bot.waiting import waiting
from domain.action import LIVE, Action
from domain.item import Item

MOST = 4
LONGEST_LABEL = 75


def buttons(ctx: Context, command: Command) -> tuple[Button, ...]:
    """A button of each item whose card offers *command* to the speaker here."""
    if ctx.view is None or ctx.member is None:
        return ()
    found = (_offered(ctx, item, command.verb) for item in _own(ctx))
    return tuple(button for button in found if button)[:MOST]


def _own(ctx: Context) -> Iterator[Item]:
    """What waits for the speaker, then what is theirs to do."""
    view = here.window(ctx)
    yield from (found.item for found in waiting(view) if found.for_member(ctx.me))
    yield from view.all(Action, owner=ctx.me.person, status=tuple(LIVE))


def _offered(ctx: Context, item: Item, verb: str) -> Button | None:
    for button in cards.card(item, here.window(ctx), ctx.member).buttons:
        if button.line.endswith(f" {verb}"):
            label = f"{item.ref} {item.title}"[:LONGEST_LABEL]
            return Button(label, button.line)
    return None
