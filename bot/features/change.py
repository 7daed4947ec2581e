"""Change requests: ask to alter what both signed, read it, sign it or not."""

from collections.abc import Iterator
from dataclasses import replace

from bot import held
from bot.command import ANY_NOUN, Command, Commands
from bot.context import Context
from bot.grammar import read
from bot.message import Button, Message
from bot.words.kinds import Code, FieldName, PartyText, Ref, Why, Words
from bot.words.reading import Ask, Reading
from bot.words.text_kinds import TextKind
from bot.words.tokens import quote
from domain.change import Change
from domain.errors import DomainError
from domain.item import Item
from domain.member import May

commands = Commands()


FIELDS = frozenset({"by", "chair", "due", "title"})  # verbs that set what both signed
# What people call a field, and the verbs that set it.
ALSO = {"due": ("due", "by"), "by": ("by", "due"), "date": ("due", "by")}


class NoSuchField(DomainError):
    """{ref} has no “{field}” that can be asked to change{but}."""

    def __init__(self, item: Item, field: str, fields: str) -> None:
        self.ref = item.ref
        self.field = field
        own = f": it needs no change request. `help {item.NOUN}` has its own words"
        signed = (
            f"; it has {fields}. For all else take it out,"
            f' `{item.ref} cancel "why"`, and add it as it should be'
        )
        self.but = signed if fields else own


@commands(
    "change",
    may=May.LEAD,
    examples=('change M-1 due to 30 Apr "the supplier is late"',),
)
def change(
    ctx: Context, ref: Ref, field: FieldName, why: Words = "", *, to: PartyText
) -> Message:
    """Ask to change what both signed; in a draft it is changed at once."""
    item = ctx.plan.find(ref)
    command = _sets(ctx, item, field)
    takes = command.positional[1].kind
    value = quote(to) if isinstance(takes, TextKind) else to
    line = f"{item.ref} {command.verb} {value}"
    [call] = read(line, ctx.commands, ctx.reading or Reading(now=ctx.now))
    why = " ".join(filter(None, (call.args.get("why"), why)))  # what follows a date too
    if any(p.name == "why" for p in command.parameters):
        call = replace(call, args={**call.args, "why": why})
    return held.run(ctx, call, why)


@commands("change sign", may=May.LEAD, examples=("CR-1 sign",))
def sign(ctx: Context, ref: Ref, digest: Code = "") -> Message:
    """Read a change request and sign it for your party."""
    found = ctx.plan.find(ref, Change)
    found.signable(ctx.me)
    text = held.text_of(ctx, found)
    if digest == text.digest:
        return held.carry_out(ctx, found, digest)
    ctx.refused = True
    if digest:
        raise _changed(ctx, found)
    return held.to_sign(ctx, found)


@commands("change reject", may=May.LEAD, examples=("CR-1 reject too late for us",))
def reject(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say why your party does not sign a change request."""
    found = ctx.plan.find(ref, Change)
    ctx.record(found.reject(why, by=ctx.me, at=ctx.now))
    return held.answered(ctx, found)


@commands("change withdraw", may=May.LEAD, examples=("CR-1 withdraw",))
def withdraw(ctx: Context, ref: Ref) -> Message:
    """Take back what your party asked to change."""
    found = ctx.plan.find(ref, Change)
    ctx.record(found.withdraw(by=ctx.me, at=ctx.now))
    return held.answered(ctx, found)


def _sets(ctx: Context, item: Item, field: str) -> Command:
    """The command that sets *field* of *item*."""
    able = {command.verb: command for command in _setters(ctx, item)}
    word = field.casefold()
    for verb in (word, *ALSO.get(word, ())):
        if verb in able:
            return able[verb]
    said = " and ".join(f"`{verb}`" for verb in sorted(able))
    raise NoSuchField(item, field, said)


def _setters(ctx: Context, item: Item) -> Iterator[Command]:
    """Its noun's own, and any item's where it can be in the baseline."""
    for noun in (item.NOUN, ANY_NOUN) if item.BASELINE else ():
        found = (command for _, command in ctx.commands.verbs.get(noun, ()))
        yield from (command for command in found if command.verb in FIELDS)


def _changed(ctx: Context, change: Change) -> Ask:
    text = f"{change.ref} reads otherwise than when you read it; nothing was signed."
    line = f"{ctx.plan.plan_row.key} {change.ref} sign"
    again = Button("Read it as it stands", line, style="primary")
    return Ask(Message(text=text, buttons=(again,), tone="warn"))
