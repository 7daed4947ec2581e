"""The way back from what somebody asked for themselves alone: a line, which undo says.

No fact tells of such a wish, so undo finds it here, and takes back nothing before it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import answers, here
from bot.context import Context
from bot.grammar import read
from bot.message import Message
from bot.words.reading import Reading
from domain.item import Item
from domain.room import WayBack
from domain.visibility import Audience


def keep(ctx: Context, says: str, item: Item | None = None) -> None:
    """*says* takes back the line that runs; of several items each has its own."""
    key: dict[str, Any] = {
        "person": ctx.speaker.id,
        "plan": ctx.plan.id if item else "",
        "audience": item.audience if item else Audience.JOINT,
    }
    line, at = ctx.work.line, ctx.now
    kept = ctx.work.one(WayBack, **key)
    if kept is None:
        ctx.work.add(WayBack(**key, line=line, at=at, says=says))
        ctx.work.write()
    else:
        before = f"{kept.says}\n" if kept.line == line else ""
        kept.line, kept.at, kept.says = line, at, f"{before}{says}"


def newest(ctx: Context, since: datetime) -> list[WayBack]:
    """Of the newest such line; in a shared room of the newest that is all joint."""
    found = ctx.work.some(
        WayBack,
        person=ctx.speaker.id,
        plan=("", ctx.plan.id),
        audience=ctx.plan.sees,
        at_since=since,
    )
    private = {kept.line for kept in found if kept.audience.private}
    hidden = private if here.shared(ctx) else set()
    told = sorted((k for k in found if k.line not in hidden), key=lambda k: k.at)
    return [kept for kept in told if kept.line == told[-1].line]


def go(ctx: Context, ways: Sequence[WayBack]) -> Message | None:
    """Say each line; None where that was done before. There is no way back from it."""
    lines = [line for way in ways for line in way.says.split("\n") if line]
    said = [_say(ctx, line) for line in lines]
    for way in ways:
        way.says = ""
    return answers.together(said) if said else None


def _say(ctx: Context, line: str) -> Message:
    (call,) = read(line, ctx.commands, Reading(now=ctx.now, zone=ctx.speaker.zone))
    return call.command.handler(ctx, **call.args)
