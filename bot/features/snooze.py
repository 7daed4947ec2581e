"""What somebody wants to hear of, and when: snooze an item, follow or unfollow it."""

from bot import way_back
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.message import Message
from bot.wishes import follows, wish
from bot.words.kinds import Due, Ref
from domain.item import Item
from domain.member import May
from domain.room import Follow, Snooze

commands = Commands()


@commands("snooze", may=May.READ, examples=("snooze A-3 fri",))
def snooze(ctx: Context, ref: Ref, until: Due) -> Message:
    """Hear nothing of an item in your digest until a day. Only for you."""
    item = ctx.plan.find(ref)
    held = ctx.work.one(Snooze, **wish(ctx, item))
    way_back.keep(ctx, _snoozed(ctx, item, held), item)
    if held:
        held.until = until
    else:
        ctx.work.add(Snooze(**wish(ctx, item), until=until))
    text = f"I leave {item.ref} out of your digests until {say_day(until)}."
    return Message(text=text, ref=item.ref)


@commands("snooze off", may=May.READ, examples=("snooze off A-3",))
def wake(ctx: Context, ref: Ref) -> Message:
    """Hear of an item in your digest again, before the day you chose."""
    item = ctx.plan.find(ref)
    held = ctx.work.one(Snooze, **wish(ctx, item))
    if held is None or held.until <= ctx.today:
        return Message(text=f"{item.ref} is not snoozed.", ref=item.ref)
    way_back.keep(ctx, _snoozed(ctx, item, held), item)
    ctx.work.drop(held)
    return Message(text=f"{item.ref} is in your digests again.", ref=item.ref)


@commands("item follow", may=May.READ, examples=("A-3 follow",))
def follow(ctx: Context, ref: Ref) -> Message:
    """Hear in your digest when an item changes, though it is not yours."""
    item = ctx.plan.find(ref)
    if follows(ctx, item):
        return Message(text=f"You follow {item.ref} already.")
    way_back.keep(ctx, f"{item.ref} unfollow", item)
    ctx.work.add(Follow(**wish(ctx, item), since=ctx.now))
    return Message(text=f"You hear in your digest when {item.ref} changes.")


@commands("item unfollow", may=May.READ, examples=("A-3 unfollow",))
def unfollow(ctx: Context, ref: Ref) -> Message:
    """Hear no more of an item that is not yours."""
    item = ctx.plan.find(ref)
    held = ctx.work.one(Follow, **wish(ctx, item))
    if held is None:
        return Message(text=f"You do not follow {item.ref}.")
    way_back.keep(ctx, f"{item.ref} follow", item)
    ctx.work.drop(held)
    return Message(text=f"You hear no more of {item.ref}, unless it is yours.")


def _snoozed(ctx: Context, item: Item, held: Snooze | None) -> str:
    """The line that makes it as it is now."""
    if held is None or held.until <= ctx.today:
        return f"snooze off {item.ref}"
    return f"snooze {item.ref} {held.until}"
