"""What waits for a party's word: agree or decline additions, decline a signature."""

from collections.abc import Sequence

from bot import agreeing, cards, held, superseding
from bot.agreeing import Answerable
from bot.command import Commands
from bot.context import Context
from bot.message import Field, Form, Message
from bot.plan_text import listed
from bot.reviews import agreed as reviewed
from bot.showing import card
from bot.waiting import waiting
from bot.words.kinds import Refs, Words
from bot.words.reading import Ask
from bot.words.refs import Ref
from domain.baseline import BaselineItem
from domain.change import Change
from domain.decision import Decision
from domain.errors import DomainError
from domain.issue import Issue
from domain.item import Item
from domain.member import May
from domain.visibility import Audience

commands = Commands()


class NothingToAgree(DomainError):
    """Nothing that was added waits for your party's word."""


class SignedInstead(DomainError):
    """{ref} is a change request: it is read and signed, `{ref} sign`, or rejected, `{ref} reject "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


class NotForAgreement(DomainError):
    """{ref} needs no agreement: it is an {noun}. What is done is accepted: `{ref} accept`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, noun: str) -> None:
        self.ref = ref
        self.noun = noun


class WhichChange(DomainError):
    """Several change requests wait for your party. Say which one: `{ref} reject "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


class NameThem(DomainError):
    """Name what you decline, each with the same reason: `decline O-4 M-2 "why"`."""


@commands("agree", may=May.ACCEPT, examples=("agree O-4 M-2", "agree all", "I-1 agree"))
def agree(ctx: Context, refs: Refs) -> Message:
    """Agree what was added since the signatures, or is asked for an issue."""
    items = _named(ctx, refs) if refs else _waiting(ctx)
    for item in items:
        agreeing.agree(ctx, item)
    superseding.settle(ctx, items)
    reviewed.settle(ctx, items)
    return _answered(ctx, items, "agreed")


@commands(
    "decline", may=May.ACCEPT, examples=('decline "…"', 'decline O-4 "too early"')
)
def decline(ctx: Context, refs: Refs | None = None, why: Words = "") -> Message:
    """Decline what waits for your party: additions you name, or else the signature."""
    if refs == ():
        raise NameThem
    items = _named(ctx, refs) if refs else _signature(ctx)
    if not why:
        raise _ask_why(ctx, refs or ())
    if not items:
        return _decline_plan(ctx, why)
    for item in items:
        agreeing.decline(ctx, item, why)
    return _answered(ctx, items, "declined")


def _signature(ctx: Context) -> list[Answerable]:
    """Nothing is named: what is declined is the plan, as only a lead may."""
    ctx.me.require(May.LEAD)
    return []


def _decline_plan(ctx: Context, why: str) -> Message:
    plan = ctx.plan.plan_row
    changes = [] if plan.drafting else held.waiting_for(ctx, ctx.me.side)
    if len(changes) == 1:
        ctx.record(changes[0].reject(why, by=ctx.me, at=ctx.now))
        return held.answered(ctx, changes[0])
    if changes:
        raise WhichChange(changes[0].ref)
    ctx.record(plan.decline(why, by=ctx.me, at=ctx.now))
    return Message(text=f"Declined: {why}. {plan.key} is {plan.status}.")


def _named(ctx: Context, refs: Sequence[Ref]) -> list[Answerable]:
    found = [ctx.plan.find(ref) for ref in refs]
    for ref, item in zip(refs, found, strict=True):
        if ref.seen is not None and ref.seen != item.version:
            raise Ask(cards.stale(item, ctx.plan, ctx.member))
    ctx.refs = (*ctx.refs, *(item.ref for item in found))
    return [_answerable(ctx, item) for item in found]


def _answerable(ctx: Context, item: Item) -> Answerable:
    if isinstance(item, Change):
        raise SignedInstead(item.ref)
    if not isinstance(item, Issue):
        ctx.me.require(May.LEAD)
    if not isinstance(item, Answerable):
        raise NotForAgreement(item.ref, item.NOUN)
    return item


def _waiting(ctx: Context) -> list[Answerable]:
    """All joint additions that wait for the speaker's party."""
    ctx.me.require(May.LEAD)
    joint = ctx.plan.as_read_by(Audience.JOINT)
    ours = (w for w in waiting(joint) if w.asks == "agree" and w.side is ctx.me.side)
    asked = [w.item for w in ours if isinstance(w.item, BaselineItem | Decision)]
    if not asked:
        raise NothingToAgree
    ctx.refs = tuple(item.ref for item in asked)
    return [*asked]


def _answered(ctx: Context, items: Sequence[Item], done: str) -> Message:
    if len(items) == 1:
        return card(ctx, items[0])
    text = f"{ctx.speaker.name} {done} {listed(items)}."
    if not any(item.audience.private for item in items):
        ctx.summary = Message(text=text)
    return Message(text=text, tone="good")


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
