"""Signing: read the whole text, then sign it; the plan is in force."""

from collections.abc import Sequence
from dataclasses import replace

from bot import held
from bot.cards.asking import asking_card
from bot.cards.listed import Listing
from bot.command import Commands
from bot.context import Context
from bot.late import Lateness
from bot.message import Button, Message
from bot.paging import paged
from bot.plan_text import Text, listed, offered, plan_text
from bot.reviews import occurring
from bot.sealing import ask_seal
from bot.window import KINDS
from bot.words.kinds import Code, Whole
from bot.words.reading import Ask
from domain.baseline import BaselineItem
from domain.change import Change
from domain.errors import DomainError
from domain.member import May
from domain.plan import NOT_THE_CONTRACT
from domain.series import Series
from domain.visibility import Side

commands = Commands()

SIGN = "Each is read and signed by itself"


class NobodyToSign(DomainError):
    """Nobody leads for {party} yet, and the text names both organisations. Sign when they have joined."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str) -> None:
        self.party = party


@commands("sign", may=May.LEAD, examples=("sign",))
def sign(ctx: Context, digest: Code = "", *, page: Whole | None = None) -> Message:
    """Read the whole plan and sign it for your party."""
    plan, side = ctx.plan.plan_row, ctx.me.side
    if not plan.drafting and (changes := held.waiting_for(ctx, side)):
        ctx.refused = True
        return _changes(ctx, changes)
    plan.require_signable(side)
    _require_both_leads(ctx)
    text = plan_text(ctx)
    if digest and digest != text.digest:
        raise _changed(plan.key)
    if not digest or page:
        ctx.refused = True
        return text.page(page or 1, plan, ctx.plan.party(side))
    return _sign(ctx, text)


def _changes(ctx: Context, changes: Sequence[Change]) -> Message:
    """After both have signed, what there is to sign are change requests."""
    if len(changes) == 1:
        return held.to_sign(ctx, changes[0])
    listing = Listing(ctx.plan, ctx.me, Lateness(ctx, ctx.me.side), changes)
    key = ctx.plan.plan_row.key
    lines = [(SIGN, listing.entry(change)) for change in changes]
    return paged(f"{key}: sign", lines, page=1, again=f"{key} waiting")


def _require_both_leads(ctx: Context) -> None:
    for side in Side:
        if not ctx.leads(side):
            raise NobodyToSign(ctx.plan.party(side).name)


def _changed(key: str) -> Ask:
    text = "The text has changed since you read it, so nothing was signed."
    again = Button("Read it as it stands", f"{key} sign", style="primary")
    return Ask(Message(text=text, buttons=(again,), tone="warn"))


def _sign(ctx: Context, text: Text) -> Message:
    plan = ctx.plan.plan_row
    signed = plan.sign(text.digest, by=ctx.me, at=ctx.now)
    ctx.record(signed)
    if plan.drafting:
        return replace(asking_card(ctx.plan, signed), buttons=(), tone="good")
    ctx.summary = _in_force(ctx)
    return replace(ctx.summary, buttons=())


def _in_force(ctx: Context) -> Message:
    """What was drafted is agreed, and the record is sealed."""
    plan = ctx.plan.plan_row
    drafts = [item for item in _drafts(ctx) if offered(item)]
    ctx.record(*(item.enter(by=ctx.me, at=ctx.now) for item in drafts))
    for series in drafts:
        if isinstance(series, Series):
            occurring.begin(ctx, series, ctx.me)
    ask_seal(ctx, "signed")
    ours = ctx.plan.party(ctx.me.side).name
    fixed = f" Agreed with it: {listed(drafts)}." if drafts else ""
    return Message(
        title=f"{plan.key} {plan.title} is in force",
        text=f"{ctx.speaker.name} signed for {ours}; both parties have signed.{fixed}"
        f" {NOT_THE_CONTRACT}",
        buttons=(Button("Show the plan", f"{plan.key} show"),),
        tone="good",
    )


def _drafts(ctx: Context) -> list[BaselineItem]:
    kinds = [kind for kind in KINDS.values() if issubclass(kind, BaselineItem)]
    return [item for kind in kinds for item in ctx.plan.all(kind)]
