"""Notes and evidence on an item, for both parties or for one."""

from dataclasses import replace

from bot import here
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.showing import in_full
from bot.words.kinds import Flag, Ref, Url, Why, Words
from domain.item import Item
from domain.member import May
from domain.note import Linked, Note, Noted
from domain.visibility import Audience

commands = Commands()
SERIES = "note"


@commands(
    "item note",
    may=May.WORK,
    examples=("A-3 note parts are on their way", "A-3 note they are slow private"),
)
def note(
    ctx: Context, ref: Ref, text: Why, *, private: Flag = False, joint: Flag = False
) -> Message:
    """Say something about an item; with `private`, only to your own party."""
    item = ctx.plan.find(ref)
    audience = _audience(ctx, item, private=private, joint=joint)
    return _keep(ctx, item, audience, text=text)


@commands("item link", may=May.WORK, examples=("A-3 link https://… the test report",))
def link(
    ctx: Context,
    ref: Ref,
    url: Url,
    what: Words = "",
    *,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Add evidence: a web address, and what it is."""
    item = ctx.plan.find(ref)
    audience = _audience(ctx, item, private=private, joint=joint)
    return _keep(ctx, item, audience, text=what, url=url)


def _audience(ctx: Context, item: Item, *, private: bool, joint: bool) -> Audience:
    """What is said on a private item stays as private as the item."""
    if item.audience.private:
        return item.audience
    return here.audience(ctx, private=private, joint=joint)


def _keep(
    ctx: Context, item: Item, audience: Audience, *, text: str, url: str = ""
) -> Message:
    """Keep a note in the series and the log of its readers, and nowhere else."""
    number = ctx.work.number(ctx.plan.id, audience, SERIES)
    said = Note(
        plan=ctx.plan.id,
        ref=item.ref,
        audience=audience,
        number=number,
        by=ctx.speaker.id,
        side=ctx.me.side,
        at=ctx.now,
        text=text,
        url=url,
    )
    words = " ".join(part for part in (text, url) if part)
    told = item.say(
        Linked if url else Noted,
        by=ctx.me,
        at=ctx.now,
        note=words,
        changes={"number": (None, number)},
    )
    ctx.record(replace(told, audience=audience))
    ctx.work.add(said)
    return in_full(ctx, item, said)
