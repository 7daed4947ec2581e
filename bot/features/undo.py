"""Undo: take back your own last line, while nothing builds on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from bot import climbing, handing_over, here, recurring, silence, way_back
from bot.announce import sentence
from bot.command import Commands
from bot.context import Context
from bot.gathering import items_of
from bot.message import Message
from bot.ports import Told
from bot.reviews import clock
from bot.showing import in_full
from bot.taken_back import WITHIN
from domain.changing import Changing, plain
from domain.errors import DomainError
from domain.fact import CLOCK, Fact, Undone, Value
from domain.item import Item
from domain.member import (
    HandOverDropped,
    HandOverPlanned,
    HandOverUndone,
    May,
    Member,
)
from domain.note import Linked, Note, Noted, View, ViewGiven, ViewTakenBack
from domain.party import CalendarSet
from domain.room import WayBack

commands = Commands()

TAKEN = "Taken back."
PLANS = frozenset({HandOverPlanned, HandOverDropped})
# Facts of rows that are no items: what row, and which of its columns names the reader.
ROWS: Mapping[type[Fact], tuple[type[Note] | type[View], str]] = {
    Noted: (Note, "audience"),
    Linked: (Note, "audience"),
    ViewGiven: (View, "side"),
}


class NothingToUndo(DomainError):
    """You have changed nothing here in the last ten minutes that can be taken back."""


class ItStands(DomainError):
    """Your last line stands: signatures, agreements, acceptances and answers are not taken back. Say what should be instead; both stay in the history."""  # noqa: E501 - one sentence people read


class UndoneAlready(DomainError):
    """You have just taken back your last line; what came before it stays. Put it right with its own words."""  # noqa: E501 - one sentence people read


class NotByUndo(DomainError):
    """Your last line is not taken back so: {said} Put that right with its own words; `help {word}` lists them."""  # noqa: E501 - one sentence people read

    def __init__(self, said: str, word: str) -> None:
        self.said = said
        self.word = word


class BuiltOn(DomainError):
    """Something has happened to {ref} since, so your last line stays. `history {ref}` shows what."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@commands("undo", may=May.READ, examples=("undo",))
def undo(ctx: Context) -> Message:
    """Take back your own last line, within ten minutes; both stay in the record."""
    told = ctx.plan.facts(since=ctx.now - WITHIN)
    last = _last(ctx, told)
    since = last.fact.at if last else ctx.now - WITHIN
    if wished := way_back.newest(ctx, since):
        return _no_wish(ctx, wished)
    if last is None:
        raise NothingToUndo
    line = last.line
    own = [found.fact for found in told if found.line == line]
    items = items_of(ctx.plan, (fact.ref for fact in own))
    if any(fact.by not in (ctx.speaker.id, CLOCK) for fact in own):
        raise ItStands  # done with another's word, as what a signature carried out
    facts = [f for f in own if not f.STANDS and (f.ref in items or _kept(f))]
    if handed := [fact for fact in own if type(fact) in PLANS]:
        _as_planned(ctx, handed[-1])
    if not (facts or handed):
        raise _why_not(ctx, own)
    if facts:
        _nothing_built(told, line, {fact.ref for fact in facts if fact.ref in items})
    for fact in filter(_kept, facts):
        _forget(ctx, fact, items.get(fact.ref, ctx.plan.plan_row))
    changed = {f.ref: items[f.ref] for f in facts if not _kept(f)}
    for ref, item in changed.items():
        _take_back(ctx, item, [f for f in facts if f.ref == ref and not _kept(f)])
    return _answer(ctx, [items[f.ref] for f in facts if f.ref in items])


def _why_not(ctx: Context, own: Sequence[Fact]) -> DomainError:
    """Why nothing of this line is taken back."""
    if all(isinstance(fact, Undone) for fact in own):
        return UndoneAlready()
    if any(fact.STANDS for fact in own):
        return ItStands()
    return NotByUndo(sentence(own[0], ctx.plan), _helps(own[0]))


def _as_planned(ctx: Context, fact: Fact) -> None:
    """A hand over on a later day is planned as it was before, or not at all."""
    giver = ctx.plan.member(fact.ref)
    stands = {
        n: (plain(getattr(giver, n)), after) for n, (_, after) in fact.changes.items()
    }
    if giver is None or any(now != after for now, after in stands.values()):
        raise NotByUndo(sentence(fact, ctx.plan), _helps(fact))
    was = giver.hands_to
    before = _typed(Member, {name: pair[0] for name, pair in fact.changes.items()})
    ctx.record(giver.change(HandOverUndone, by=ctx.me, at=ctx.now, **before))
    handing_over.follow(ctx, giver)
    handing_over.tell(ctx, giver, was, but=ctx.speaker.id)


def _no_wish(ctx: Context, wished: Sequence[WayBack]) -> Message:
    """What was only for the speaker is as it was before."""
    said = way_back.go(ctx, wished)
    if said is None:
        raise UndoneAlready
    return replace(said, text=f"{TAKEN} {said.text}".strip())


def _helps(fact: Fact) -> str:
    return "calendar" if isinstance(fact, CalendarSet) else "member"


def _last(ctx: Context, told: Sequence[Told]) -> Told | None:
    """Of the speaker's newest line; in a shared room of the newest all joint one."""
    hidden: set[str] = set()
    if here.shared(ctx):
        hidden = {found.line for found in told if found.fact.audience.private}
    spoke = {found.line: found.fact.by for found in reversed(told)}
    for found in reversed(told):
        own = spoke[found.line] == ctx.speaker.id == found.fact.by
        if own and found.line not in hidden:
            return found
    return None


def _nothing_built(told: Sequence[Told], line: str, refs: set[str]) -> None:
    """Refuse where a later fact is about the same item, or names it."""
    last = max(place for place, found in enumerate(told) if found.line == line)
    for fact in (found.fact for found in told[last + 1 :]):
        named = {fact.ref, *(str(after) for _, after in fact.changes.values())}
        if built := named & refs:
            raise BuiltOn(min(built))


def _kept(fact: Fact) -> bool:
    """Whether the fact tells of a row of its own, not of a change to an item."""
    return type(fact) in ROWS


def _forget(ctx: Context, fact: Fact, about: Changing) -> None:
    """Drop a note or a view; the facts of both lines stay."""
    kind, field = ROWS[type(fact)]
    where = {field: getattr(fact, field), "number": fact.changes["number"][1]}
    if row := ctx.work.one(kind, plan=ctx.plan.id, **where):
        ctx.work.drop(row)
    undone = ViewTakenBack if isinstance(fact, ViewGiven) else Undone
    told = about.say(undone, by=ctx.me, at=ctx.now)
    ctx.record(replace(told, audience=fact.audience))


def _take_back(ctx: Context, item: Item, facts: Sequence[Fact]) -> None:
    """Give the fields back the values from before; an added item is cancelled."""
    before: dict[str, Value] = {}
    for fact in reversed(facts):
        before |= {name: pair[0] for name, pair in fact.changes.items()}
    if "title" in before and before["title"] is None:
        gone = {"rule": ""} if before.get("rule", "") is None else {}
        before = {"status": item.TAKEN_BACK, **gone}
    values = _typed(type(item), before)
    ctx.record(_undone(ctx, item, values))
    silence.follow(ctx, item)
    recurring.follow(ctx, item)
    climbing.follow(ctx, item)
    clock.follow(ctx, item)


def _undone(ctx: Context, item: Item, values: Mapping[str, Any]) -> Fact:
    """What a line only said, without a change, is taken back by saying so."""
    if all(getattr(item, name) == value for name, value in values.items()):
        return item.say(Undone, by=ctx.me, at=ctx.now)
    return item.change(Undone, by=ctx.me, at=ctx.now, **values)


def _typed(kind: type[Changing], plain: Mapping[str, Value]) -> dict[str, Any]:
    """Values as the record keeps them, as the item keeps them."""
    hints = get_type_hints(kind)
    return {
        name: TypeAdapter(hints[name]).validate_python(value)
        for name, value in plain.items()
    }


def _answer(ctx: Context, items: Sequence[Item]) -> Message:
    """The card where one item is touched, else which ones are."""
    refs = list(dict.fromkeys(item.ref for item in items))
    if len(refs) != 1:
        text = f"{TAKEN} {', '.join(refs)}" if refs else TAKEN
        return Message(text=text, tone="good")
    ctx.work.write()  # so that the reason that was taken back is none any more
    shown = in_full(ctx, items[0])
    return replace(shown, text=f"{TAKEN} {shown.text}".strip())
