"""How each party sees the plan: green, amber or red, each in its own words."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from bot.command import Commands
from bot.context import Context
from bot.message import Detail, Message
from bot.words.kinds import Why, choice
from domain.member import May
from domain.note import Colour, View, ViewGiven
from domain.visibility import Side, private_to

commands = Commands()
SERIES = "view"

DIFFER = "The two parties see the plan differently."
TONES: Mapping[Colour, Literal["good", "warn", "bad"]] = {
    Colour.GREEN: "good",
    Colour.AMBER: "warn",
    Colour.RED: "bad",
}

Rag = Annotated[Colour, choice(Colour)]


@commands("rag", may=May.LEAD, examples=("rag amber two of three are late",))
def rag(ctx: Context, colour: Rag, why: Why) -> Message:
    """Say how your party sees the plan, and why. Both parties read it."""
    side = ctx.me.side
    views = ctx.plan.views()
    before = _colour_of(views, side)
    number = ctx.work.number(ctx.plan.id, private_to(side), SERIES)
    given = View(
        plan=ctx.plan.id,
        side=side,
        number=number,
        colour=colour,
        why=why,
        by=ctx.speaker.id,
        at=ctx.now,
    )
    changes = {"colour": (before, colour.value), "number": (None, number)}
    plan = ctx.plan.plan_row
    fact = plan.say(ViewGiven, by=ctx.me, at=ctx.now, note=why, changes=changes)
    ctx.record(fact)
    ctx.work.add(given)
    return Message(
        title=f"{plan.key} {plan.title}",
        text=DIFFER if _colour_of(views, side.other) not in {None, colour} else "",
        details=tuple(_details(ctx, [*views, given])),
        tone=TONES[colour],
    )


def _details(ctx: Context, views: list[View]) -> Iterator[Detail]:
    latest = {given.side: given for given in views}
    for party in ctx.plan.parties():
        given = latest.get(party.side)
        says = f"{given.colour}: {given.why}" if given else "has not said yet"
        yield Detail(f"How {party.name} sees it", says)


def _colour_of(views: list[View], side: Side) -> Colour | None:
    """How that party saw the plan last."""
    return next((v.colour for v in reversed(views) if v.side is side), None)
