"""What waits for a party's word: agree or decline additions, decline a signature."""

from collections.abc import Sequence

from bot import cards, superseding
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
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.errors import DomainError
from domain.fact import Fact
from domain.item import Item
from domain.member import May
from domain.visibility import Audience

commands = Commands()

Answerable = BaselineItem | Checkpoint | Decision


class NothingToAgree(DomainError):
    """Nothing that was added waits for your party's word."""


class NotForAgreement(DomainError):
    """{ref} needs no agreement: it is an {noun}. What is done is accepted: `{ref} accept`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, noun: str) -> None:
        self.ref = ref
        self.noun = noun


class DisputeThem(DomainError):
    """Minutes are not declined but disputed, with what is wrong in them: `{ref} dispute "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


class NameThem(DomainError):
    """Name what you decline, each with the same reason: `decline O-4 M-2 "why"`."""


@commands("agree", may=May.LEAD, examples=("agree O-4 M-2", "agree all", "D-1 agree"))
def agree(ctx: Context, refs: Refs) -> Message:
    """Agree what was added since the signatures and waits for your party."""
    items = _named(ctx, refs) if refs else _waiting(ctx)
    ctx.record(*(item.agree(by=ctx.me, at=ctx.now) for item in items))
    superseding.settle(ctx, items)
    reviewed.settle(ctx, items)
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
    ctx.record(*(_decline(item, why, ctx) for item in items))
    return _answered(ctx, items, "declined")


def _decline(item: Answerable, why: str, ctx: Context) -> Fact:
    if isinstance(item, Checkpoint):
        raise DisputeThem(item.ref)
    return item.decline(why, by=ctx.me, at=ctx.now)


def _decline_plan(ctx: Context, why: str) -> Message:
    plan = ctx.plan.plan_row
    ctx.record(plan.decline(why, by=ctx.me, at=ctx.now))
    return Message(text=f"Declined: {why}. {plan.key} is {plan.status}.")


def _named(ctx: Context, refs: Sequence[Ref]) -> list[Answerable]:
    found = [ctx.plan.find(ref) for ref in refs]
    for ref, item in zip(refs, found, strict=True):
        if ref.seen is not None and ref.seen != item.version:
            raise Ask(cards.stale(item, ctx.plan, ctx.member))
    ctx.refs = (*ctx.refs, *(item.ref for item in found))
    return [_answerable(item) for item in found]


def _answerable(item: Item) -> Answerable:
    if not isinstance(item, BaselineItem | Checkpoint | Decision):
        raise NotForAgreement(item.ref, item.NOUN)
    return item


def _waiting(ctx: Context) -> list[Answerable]:
    """All joint additions that wait for the speaker's party."""
    joint = ctx.plan.as_read_by(Audience.JOINT)
    asked = [
        w.item
        for w in waiting(joint)
        if w.asks == "agree"
        and w.side is ctx.me.side
        and not isinstance(w.item, Checkpoint)
    ]
    if not asked:
        raise NothingToAgree
    ctx.refs = tuple(item.ref for item in asked)
    return [_answerable(item) for item in asked]


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
