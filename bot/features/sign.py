"""Signing: read the whole text, then sign it; the plan is in force, or closed."""

from dataclasses import replace

from bot.cards.asking import asking_card
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Message
from bot.plan_text import Text, listed, offered, text_for
from bot.reviews import occurring
from bot.sealing import ask_seal
from bot.window import KINDS
from bot.words.kinds import Code, Whole
from bot.words.reading import Ask
from domain.baseline import BaselineItem
from domain.errors import DomainError
from domain.member import May
from domain.plan import NOT_THE_CONTRACT
from domain.series import Series
from domain.visibility import Side

commands = Commands()


class NobodyToSign(DomainError):
    """Nobody leads for {party} yet, and the text names both organisations. Sign when they have joined."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str) -> None:
        self.party = party


@commands("sign", may=May.LEAD, examples=("sign",))
def sign(ctx: Context, digest: Code = "", *, page: Whole | None = None) -> Message:
    """Read the whole plan and sign it for your party."""
    plan, side = ctx.plan.plan_row, ctx.me.side
    plan.require_signable(side)
    _require_both_leads(ctx)
    text = text_for(ctx, side)
    if digest and digest != text.digest:
        raise _changed(plan.key)
    if not digest or page:
        ctx.refused = True
        return text.page(page or 1, plan, ctx.plan.party(side))
    return _close(ctx) if plan.closing_for(side) else _sign(ctx, text)


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


def _close(ctx: Context) -> Message:
    plan = ctx.plan.plan_row
    ctx.record(plan.close(by=ctx.me, at=ctx.now))
    ask_seal(ctx, "closed")
    ours = ctx.plan.party(ctx.me.side).name
    ctx.summary = Message(
        text=f"{ctx.speaker.name} signed for {ours}: {plan.key} is closed. Its record"
        f" stays and can be read and exported. {NOT_THE_CONTRACT}"
    )
    return ctx.summary
