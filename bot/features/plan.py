"""The life of a plan: start it, show it, close it."""

from typing import Annotated

from bot import anew
from bot.cards.plan import plan_card, status_card
from bot.command import Commands
from bot.confirming import to_confirm
from bot.context import Context
from bot.founding import found
from bot.message import Button, Message
from bot.starting import start_form
from bot.waiting import signature_wanted, waiting
from bot.words.kinds import Code, PartyText, Title, Why, choice
from bot.words.refs import read_ref
from bot.words.text_kinds import TitleKind
from bot.words.tokens import tokens
from domain.errors import DomainError
from domain.member import May
from domain.visibility import Audience, Side

commands = Commands()
AsSide = Annotated[Side, choice(Side)]


class GuestsCannotStart(DomainError):
    """You are a guest of {organisation} here, so I cannot see which organisation is yours. Ask somebody who is no guest to start the plan."""  # noqa: E501 - one sentence people read

    def __init__(self, organisation: str) -> None:
        self.organisation = organisation


class ClosesThePlan(DomainError):
    """`close` is for the whole plan, so nothing was done. What is finished is done, `{ref} done`, and what is not wanted is cancelled: `{ref} cancel "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@commands(
    "start",
    may=None,
    plan=False,
    changes=False,
    examples=('start "Reduce device downtime"',),
)
def start(ctx: Context, title: Title = "") -> Message:
    """Start a plan: asks which party yours is, and who the other party is."""
    ctx.refused = True
    known = f"new {TitleKind().write(title)}" if title else "new"
    says = f'{known} as customer with "The other party"'
    shown = says if title else says.replace("new", 'new "What we want to achieve"')
    return Message(
        text=f"Two questions: is yours the customer or the supplier, and who is the"
        f" other party? Fill in the form, or type: `{shown}`",
        form=start_form(known),
    )


@commands(
    "new",
    may=None,
    plan=False,
    examples=(
        'new "Reduce device downtime" as customer with "Orbit Devices" contract C-2041',
    ),
)
def new(
    ctx: Context,
    title: Title,
    *,
    as_: AsSide,
    with_: PartyText,
    contract: Code | None = None,
) -> Message:
    """Start a plan with another organisation, in the room you share with them."""
    if ctx.speaker.guest:
        raise GuestsCannotStart(ctx.request.by.organisation_name)
    code = found(ctx, title, as_, with_, contract or "")
    key = ctx.plan.plan_row.key
    text = _where(ctx, with_)
    return Message(
        title=f"{key} {title}",
        text=f"{text} within 14 days: {code}. They tell me in a direct message:"
        f" join {code}",
        buttons=(
            Button("Add an objective", f"{key} objective add", style="primary"),
            Button(f"Bring an action log into {key}", f"import {key}"),
            Button("Show the plan", f"{key} show"),
        ),
        tone="good",
    )


def _where(ctx: Context, other: str) -> str:
    """How the other side joins, by who reads the room; it ends before the code."""
    give = "give them this one-time code yourself, outside this chat,"
    place = ctx.request.place
    if place is None:
        return (
            f"It has no room yet, so somebody of {other} joins with a code, and you"
            f" confirm them. When you know who that is, {give}"
        )
    if place.present == {ctx.speaker.organisation}:
        return (
            f"The draft stands in this room, which nobody of {other} reads. Invite them"
            f" here to press the button, or {give}"
        )
    return (
        f"The draft stands in this room. Somebody of {other} presses the button there,"
        f" and you confirm them. If they cannot press it, {give}"
    )


@commands("show", may=May.READ, changes=False, examples=("show",))
def show(ctx: Context) -> Message:
    """Show the whole plan: parties, status, what is in it, what is missing."""
    return plan_card(ctx.plan, ctx.today)


@commands("status", may=May.READ, changes=False, examples=("status",))
def status(ctx: Context) -> Message:
    """Say in a few lines how the plan stands and what waits for you."""
    joint = ctx.plan.as_read_by(Audience.JOINT)
    mine = [found for found in waiting(joint) if found.for_member(ctx.me)]
    people = to_confirm(joint, ctx.me)
    asked = len(mine) + len(people) + signature_wanted(joint, ctx.me)
    return status_card(joint, ctx.me, asked, ctx.today)


@commands("pause", may=May.LEAD, examples=("pause the ward is closed until May",))
def pause(ctx: Context, why: Why) -> Message:
    """Let the plan rest: it pauses when the other party signs; either resumes it."""
    ctx.record(ctx.plan.plan_row.pause(why, by=ctx.me, at=ctx.now))
    anew.follow_all(ctx)
    return Message(text=f"{ctx.plan.plan_row.key} is paused.", tone="good")


@commands("close", may=May.LEAD, examples=("close the contract has ended",))
def close(ctx: Context, why: Why) -> Message:
    """Ask to close the plan; it closes when the other party signs."""
    if ref := read_ref(tokens(why)):
        raise ClosesThePlan(str(ref[0]))
    ctx.record(ctx.plan.plan_row.close(why, by=ctx.me, at=ctx.now))
    anew.follow_all(ctx)
    return Message(text=f"{ctx.plan.plan_row.key} is closed.", tone="good")


@commands("resume", may=May.LEAD, examples=("resume",))
def resume(ctx: Context) -> Message:
    """Take up a paused plan again; either party may."""
    plan = ctx.plan.plan_row
    ctx.record(plan.resume(by=ctx.me, at=ctx.now))
    anew.follow_all(ctx)
    return Message(text=f"{plan.key} is in force again.", tone="good")
