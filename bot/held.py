"""A line about the baseline: it runs in a draft, else it is held for both to sign."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.cards.change import asked
from bot.command import Command
from bot.context import Context
from bot.grammar import Call, read
from bot.message import Button, Detail, Message
from bot.sealing import ask_seal
from bot.showing import begun, card
from bot.values import named, shown
from bot.words.printed import line_for
from bot.words.reading import Reading
from bot.words.refs import Ref, ref_of
from domain.change import Change, ChangeAsked, Status, held
from domain.changing import Changing
from domain.consent import InTheBaseline
from domain.errors import DomainError
from domain.fact import Changes
from domain.plan import NOT_THE_CONTRACT
from domain.visibility import Audience, Side, private_to

LONGEST_LABEL = 75  # of a button, on the narrowest platform


class AskedAlready(DomainError):
    """{ref} asks for that already, and waits for the other party's lead."""

    def __init__(self, ref: str) -> None:
        self.ref = ref


class MovedSince(DomainError):
    """When {ref} was asked for, the {field} was {before}; now it is {now}. So nothing was changed. Reject it with the reason, `{ref} reject "why"`, and ask anew for what should be."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, field: str, before: str, now: str) -> None:
        self.ref = ref
        self.field = field
        self.before = before
        self.now = now


@dataclass(frozen=True)
class Text:
    """What is shown before a signature. `digest` is that of exactly these words."""

    message: Message

    @property
    def digest(self) -> str:
        return sha256(self.message.twin.encode()).hexdigest()


def run(ctx: Context, call: Call, why: str = "") -> Message:
    """Run the line; what both parties signed becomes a change request instead."""
    told = len(ctx.work.told)
    try:
        return call.command.handler(ctx, **call.args)
    except InTheBaseline as bound:
        if len(ctx.work.told) > told:  # it did something else before: none of it holds
            raise
        return card(ctx, _hold(ctx, call, bound, why))


def text_of(ctx: Context, change: Change) -> Text:
    """The whole change request, word for word."""
    asks = ctx.plan.party(change.asked_side).name
    says = f"{asks} asks for this. When you sign it, it is done. {NOT_THE_CONTRACT}"
    joint = ctx.plan.as_read_by(Audience.JOINT)
    return Text(
        Message(
            title=f"{change.ref} {change.title}",
            text=says,
            details=(*asked(change, joint), *_now(ctx, change)),
        )
    )


def carry_out(ctx: Context, change: Change, digest: str) -> Message:
    """Sign *change*, and do what was asked in the name of whoever asked it."""
    for field, before, now in _moved(ctx, change):
        raise MovedSince(change.ref, named(field), before, now)
    ctx.record(change.sign(digest, by=ctx.me, at=ctx.now))
    asker = _as_asker(ctx, change)
    call = _read_back(asker, change.line)
    try:
        call.command.handler(asker, **call.args)
    except InTheBaseline as bound:
        raise MovedSince(change.ref, bound.ref, "another", "changed") from bound
    plan = ctx.plan.plan_row
    moved = change.about == plan.ref and "status" in change.changes
    ask_seal(ctx, plan.status if moved else f"{change.ref} signed")
    return card(ctx, change)


def waiting_for(ctx: Context, side: Side) -> list[Change]:
    """The change requests that wait for the signature of *side*."""
    found = ctx.plan.all(Change, status=Status.WAITING)
    return [change for change in found if change.waits_for is side]


def answered(ctx: Context, change: Change) -> Message:
    """Bring up to date what says that *change* waits."""
    _thing(ctx, change.about)
    return card(ctx, change)


def to_sign(ctx: Context, change: Change) -> Message:
    """The whole text, with the buttons that answer it; nothing is signed yet."""
    text, key = text_of(ctx, change), ctx.plan.plan_row.key
    line = f"{key} {change.ref} sign {text.digest}"
    label = f"Sign for {ctx.plan.party(ctx.me.side).name}"[:LONGEST_LABEL]
    sign = () if _moved(ctx, change) else (Button(label, line, style="primary"),)
    return replace(
        text.message,
        buttons=(*sign, Button("Reject…", f"{key} {change.ref} reject")),
        tone="plain" if sign else "warn",
    )


def _hold(ctx: Context, call: Call, bound: InTheBaseline, why: str) -> Change:
    line = _resolved(call)
    for other in ctx.plan.all(Change, status=Status.WAITING):
        if other.asked_side is ctx.me.side and _same(other, line, bound):
            raise AskedAlready(other.ref)
    _read_back(ctx, line)
    _thing(ctx, bound.ref)
    change = Change(
        **begun(ctx, Change, Audience.JOINT),
        title=_title(ctx, call.command, bound),
        about=bound.ref,
        line=line,
        asked=held(bound.changes),
        asked_side=ctx.me.side,
        why=why or str(call.args.get("why", "")),
    )
    ctx.refs = tuple(ref for ref in ctx.refs if ref != bound.ref)  # it is as it was
    ctx.add(change, change.born(ChangeAsked, by=ctx.me, at=ctx.now, note=change.why))
    return change


def _same(other: Change, line: str, bound: InTheBaseline) -> bool:
    """Whether *other* asks for that already, whatever reason it gives."""
    moves = bound.changes and other.about == bound.ref
    return other.line == line or bool(moves and other.asked == held(bound.changes))


def _resolved(call: Call) -> str:
    """The line with dates as ISO and people by id, whatever version was seen."""
    args = {
        name: replace(value, seen=None) if isinstance(value, Ref) else value
        for name, value in call.args.items()
    }
    return line_for(call.command, args)


def _read_back(ctx: Context, line: str) -> Call:
    """The line as it was held; what cannot be done any more is refused."""
    reading = Reading(now=ctx.now, zone=ctx.speaker.zone, locale=ctx.speaker.locale)
    [call] = read(line, ctx.commands, reading)
    return call


def _as_asker(ctx: Context, change: Change) -> Context:
    """The same transaction, spoken by whoever asked, with both signatures."""
    return replace(
        ctx,
        speaker=ctx.plan.person(change.created_by),
        member=change.asker,
        view=ctx.plan.as_read_by(private_to(change.asked_side)),
    )


def _title(ctx: Context, command: Command, bound: InTheBaseline) -> str:
    """`Change the due date of M-1`, `Cancel M-1`, `Pause the plan`."""
    about = _about(ctx, bound.ref)
    fields = [f"the {named(field)}" for field in bound.changes]
    if not fields or list(bound.changes) == ["status"]:
        return f"{command.verb.capitalize()} {about}"
    return f"Change {_and(fields)} of {about}"


def _about(ctx: Context, ref: str) -> str:
    if ref in set(Side):
        return ctx.plan.party(Side(ref)).name
    return ref if ref_of(ref) else f"the {ref}"


def _and(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _thing(ctx: Context, about: str) -> Changing | None:
    """What a change request is about, if it is an item, a party or the plan."""
    if about == ctx.plan.plan_row.ref:
        return ctx.plan.plan_row
    if about in set(Side):
        return ctx.plan.party(Side(about))
    return ctx.plan.find(about) if ref_of(about) else None


def _moved(ctx: Context, change: Change) -> list[tuple[str, str, str]]:
    """Each field that is not as it was when the change was asked: was, and is now."""
    thing = _thing(ctx, change.about)
    if thing is None:
        return []
    asked: Changes = change.changes
    return [
        (field, shown(field, before, ctx.plan), shown(field, now, ctx.plan))
        for field, (before, _) in asked.items()
        if (now := thing.kept(field)) != before
    ]


def _now(ctx: Context, change: Change) -> list[Detail]:
    return [
        Detail(f"{named(field).capitalize()} now", f"{now}; it was {before} when asked")
        for field, before, now in _moved(ctx, change)
    ]
