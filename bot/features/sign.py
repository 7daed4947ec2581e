"""Signing: read the whole text, sign it, agree or decline what was added since."""

from collections.abc import Sequence
from dataclasses import replace

from bot import cards, plan_rooms
from bot.command import Commands
from bot.context import Context
from bot.kinds import Code, Refs, Whole, Words
from bot.message import Button, Field, Form, Message
from bot.plan_text import Text, offered, text_for
from bot.reading import Ask
from bot.refs import Ref
from bot.sealing import ask_seal
from bot.waiting import waiting
from domain.baseline import BaselineItem
from domain.decision import Decision
from domain.errors import DomainError
from domain.item import Item
from domain.member import May
from domain.milestone import Milestone
from domain.objective import Objective
from domain.plan import NOT_THE_CONTRACT
from domain.visibility import Audience, Side

commands = Commands()
LISTED = 10  # references named in one line


class NobodyToSign(DomainError):
    """Nobody leads for {party} yet, and the text names both organisations. Sign when they have joined."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str) -> None:
        self.party = party


class NothingToAgree(DomainError):
    """Nothing that was added waits for your party's word."""


class NotForAgreement(DomainError):
    """{ref} needs no agreement: it is an {noun}. What is done is accepted: `{ref} accept`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, noun: str) -> None:
        self.ref = ref
        self.noun = noun


class NameThem(DomainError):
    """Name what you decline, each with the same reason: `decline O-4 M-2 "why"`."""


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


@commands("agree", may=May.LEAD, examples=("agree O-4 M-2", "agree all", "D-1 agree"))
def agree(ctx: Context, refs: Refs) -> Message:
    """Agree what was added since the signatures and waits for your party."""
    items = _named(ctx, refs) if refs else _waiting(ctx)
    ctx.record(*(item.agree(by=ctx.me, at=ctx.now) for item in items))
    return _answered(ctx, items, "agreed")


@commands("decline", may=May.LEAD, examples=('decline "…"', 'decline O-4 "too early"'))
def decline(ctx: Context, refs: Refs | None = None, why: Words = "") -> Message:
    """Decline what waits for your party: additions you name, or else the signature."""
    if refs == ():
        raise NameThem
    items = _named(ctx, refs) if refs else []
    if not why:
        raise _ask_why(ctx, refs or ())
    if not items:
        return _decline_plan(ctx, why)
    ctx.record(*(item.decline(why, by=ctx.me, at=ctx.now) for item in items))
    return _answered(ctx, items, "declined")


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
    ctx.record(plan.sign(text.digest, by=ctx.me, at=ctx.now))
    ctx.summary = _signed_once(ctx) if plan.drafting else _in_force(ctx)
    plan_rooms.refresh(ctx)
    return replace(ctx.summary, buttons=())


def _signed_once(ctx: Context) -> Message:
    key, side = ctx.plan.plan_row.key, ctx.me.side
    ours, theirs = ctx.plan.party(side).name, ctx.plan.party(side.other).name
    return Message(
        text=f"{ctx.speaker.name} signed {key} for {ours}. It is in force when {theirs}"
        f" has read and signed the same text. {NOT_THE_CONTRACT}",
        buttons=(
            Button("Read and sign", f"{key} sign", style="primary"),
            Button("Decline…", f"{key} decline"),
        ),
        tone="good",
    )


def _in_force(ctx: Context) -> Message:
    """What was drafted is agreed, and the record is sealed."""
    plan = ctx.plan.plan_row
    drafts = [item for item in _drafts(ctx) if offered(item)]
    ctx.record(*(item.enter(by=ctx.me, at=ctx.now) for item in drafts))
    ask_seal(ctx, "signed")
    ours = ctx.plan.party(ctx.me.side).name
    fixed = f" Agreed with it: {_listed(drafts)}." if drafts else ""
    return Message(
        title=f"{plan.key} {plan.title} is in force",
        text=f"{ctx.speaker.name} signed for {ours}; both parties have signed.{fixed}"
        f" {NOT_THE_CONTRACT}",
        buttons=(Button("Show the plan", f"{plan.key} show"),),
        tone="good",
    )


def _drafts(ctx: Context) -> list[BaselineItem]:
    return [*ctx.plan.all(Objective), *ctx.plan.all(Milestone)]


def _close(ctx: Context) -> Message:
    plan = ctx.plan.plan_row
    ctx.record(plan.close(by=ctx.me, at=ctx.now))
    ask_seal(ctx, "closed")
    ours = ctx.plan.party(ctx.me.side).name
    ctx.summary = Message(
        text=f"{ctx.speaker.name} signed for {ours}: {plan.key} is closed. Its record"
        f" stays and can be read and exported. {NOT_THE_CONTRACT}"
    )
    plan_rooms.refresh(ctx)
    return ctx.summary


def _decline_plan(ctx: Context, why: str) -> Message:
    plan = ctx.plan.plan_row
    ctx.record(plan.decline(why, by=ctx.me, at=ctx.now))
    plan_rooms.refresh(ctx)
    return Message(text=f"Declined: {why}. {plan.key} is {plan.status}.")


def _named(ctx: Context, refs: Sequence[Ref]) -> list[BaselineItem | Decision]:
    found = [ctx.plan.find(ref) for ref in refs]
    for ref, item in zip(refs, found, strict=True):
        if ref.seen is not None and ref.seen != item.version:
            raise Ask(cards.stale(item, ctx.plan, ctx.member))
    ctx.refs = (*ctx.refs, *(item.ref for item in found))
    return [_answerable(item) for item in found]


def _answerable(item: Item) -> BaselineItem | Decision:
    if not isinstance(item, BaselineItem | Decision):
        raise NotForAgreement(item.ref, item.NOUN)
    return item


def _waiting(ctx: Context) -> list[BaselineItem | Decision]:
    """All joint additions that wait for the speaker's party."""
    joint = ctx.plan.as_read_by(Audience.JOINT)
    asked = [
        w.item for w in waiting(joint) if w.asks == "agree" and w.side is ctx.me.side
    ]
    if not asked:
        raise NothingToAgree
    ctx.refs = tuple(item.ref for item in asked)
    return [_answerable(item) for item in asked]


def _answered(ctx: Context, items: Sequence[Item], done: str) -> Message:
    if len(items) == 1:
        return cards.card(items[0], ctx.plan, ctx.me)
    text = f"{ctx.speaker.name} {done} {_listed(items)}."
    if not any(item.audience.private for item in items):
        ctx.summary = Message(text=text)
    return Message(text=text, tone="good")


def _listed(items: Sequence[Item]) -> str:
    refs = ", ".join(item.ref for item in items[:LISTED])
    more = len(items) - LISTED
    return f"{refs} and {more} more" if more > 0 else refs


def _ask_why(ctx: Context, refs: Sequence[Ref]) -> Ask:
    said = " ".join(("decline", *(ref.printed for ref in refs)))
    line = f"{ctx.plan.plan_row.key} {said}"
    form = Form(
        title="Decline",
        line=line,
        fields=(Field(name="why", label="Why", kind="long", required=True),),
        submit="Decline",
    )
    return Ask(Message(text=f'Say why: `{said} "why"`', form=form, tone="warn"))
