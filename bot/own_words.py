"""What is said in a party's own room stays there: words for both are asked about."""

from collections.abc import Iterator, Sequence
from typing import cast

from bot import here
from bot.context import Context
from bot.grammar import Call
from bot.message import Button, Message
from bot.words.doubt import JOINT
from bot.words.private_words import PRIVATE
from bot.words.reading import Ask
from bot.words.refs import Ref
from bot.words.tokens import quote
from domain.member import May

ASKED = "What is said here stays with your party, but {who} would read this too."


def ask_first(ctx: Context, calls: Sequence[Call]) -> None:
    """Ask before any words said in a party's own room become joint. Raises Ask."""
    telling = [call for call in calls if _tells_both(ctx, call)]
    if not telling or ctx.member is None:
        return
    for call in telling:
        if call.command.may:
            ctx.me.require(call.command.may)
    own = all(call.command.plan for call in telling)
    other = ctx.plan.party(ctx.me.side.other).name if own else "the other party"
    raise Ask(
        Message(
            title="Shall both parties read this?",
            text=f"{ASKED.format(who=other)} Nothing has been done.",
            buttons=tuple(_buttons(ctx, calls)),
            tone="warn",
        )
    )


def is_private(ctx: Context, call: Call) -> bool:
    """Whether a line says something private, or would keep it so where it was said."""
    refs = (call.ref, *cast("tuple[Ref, ...]", call.args.get("refs", ())))
    named = bool(call.args.get(PRIVATE)) or any(ref and ref.private for ref in refs)
    able = _can_be_private(call) and ctx.member is not None
    return named or (able and here.own_room(ctx) and not call.args.get(JOINT))


def _tells_both(ctx: Context, call: Call) -> bool:
    """Whether words of this line would be joint, and it does not say that they are."""
    said = call.args
    if not call.command.changes or not _words(call):
        return False
    if call.joint or said.get(JOINT) or said.get(PRIVATE):
        return False
    about = _about(call)
    if about and all(ref.private for ref in about):
        return False
    return not (_can_be_private(call) and here.own_room(ctx))


def _words(call: Call) -> tuple[str, ...]:
    free = (p.name for p in call.command.parameters if p.kind.free)
    return tuple(cast("str", call.args[name]) for name in free if call.args.get(name))


def _about(call: Call) -> tuple[Ref, ...]:
    """The items it changes: those it names first."""
    first = call.command.positional[0].name if call.command.takes_ref else ""
    said = call.args.get(first) if first else None
    return said if isinstance(said, tuple) else (said,) if isinstance(said, Ref) else ()


def _can_be_private(call: Call) -> bool:
    return any(p.flag and p.word == PRIVATE for p in call.command.named)


def _buttons(ctx: Context, calls: Sequence[Call]) -> Iterator[Button]:
    key, first = ctx.plan.plan_row.key, calls[0]
    line = f"{_joined(calls)} {JOINT}"
    yield Button("Say it to both parties", f"{key} {line}")
    about, words = _about(first), _words(first)
    if len(calls) == len(about) == len(words) == 1 and ctx.me.may(May.WORK):
        note = f"{key} {about[0]} note {quote(words[0])} {PRIVATE}"
        yield Button("Only note it for your party", note, style="primary")


def _joined(calls: Sequence[Call]) -> str:
    """One line for several calls of the same words: their items stand in a row."""
    first = calls[0]
    if len(calls) == 1 or first.ref is None:
        return first.line
    refs = " ".join(call.ref.printed for call in calls if call.ref)
    return f"{refs}{first.line.removeprefix(first.ref.printed)}"
