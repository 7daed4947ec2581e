"""From facts to the rooms that may hear them, and from notices to people."""

from collections.abc import Iterator, Sequence

from bot import cards, catching_up, notices, plan_rooms
from bot.bound import Bound, rooms_of
from bot.cards.asking import ASKS
from bot.cards.checkpoint import minutes_of
from bot.context import Context
from bot.message import Message
from bot.plan_text import alters
from bot.telling import Telling
from bot.values import shown
from bot.window import PlanView
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.fact import CLOCK, Fact
from domain.item import Item
from domain.post import Post
from domain.visibility import Side


def settle(ctx: Telling) -> None:
    """Queue what the rooms and people are to hear of what was recorded."""
    if ctx.view:
        _void_signatures(ctx)
        ctx.work.write()  # so that cards carry the version their buttons will meet
        plan_rooms.refresh(ctx)
        ctx.work.outbox.put(*_to_rooms(ctx, ctx.view), at=ctx.now)
    ctx.work.outbox.put(*notices.posts(ctx), at=ctx.now)


def draw_again(ctx: Telling, items: Sequence[Item]) -> None:
    """Bring the cards of *items* up to date wherever they stand."""
    rooms = rooms_of(ctx) if items else []
    for room in rooms:
        view = ctx.plan.as_read_by(room.audience)
        ours = (item for item in items if item.audience is room.audience)
        drawn = ((cards.card(item, view), item.ref) for item in ours)
        posts = (room.post(m, card=ref, standing_only=True) for m, ref in drawn)
        ctx.work.outbox.put(*posts, at=ctx.now)


def sentence(fact: Fact, view: PlanView, *, title: str = "") -> str:
    """The line people read about a fact: its docstring, filled in."""
    template = " ".join((type(fact).__doc__ or "").split("\n\n")[0].split())
    words = {name: shown(name, pair[1], view) for name, pair in fact.changes.items()}
    member = view.member(fact.ref) if "{member" in template else None
    return template.format_map(
        _Words(
            words,
            member=view.name(fact.ref) if member else "",
            member_side=member.side if member else "",
            who=_who(fact, view),
            item=f"{fact.ref} “{title}”" if title else fact.ref,
            note=fact.note,
            and_note=f" “{fact.note}”" if fact.note else "",
            side=fact.side or "",
            percent=words.get("progress", ""),
        )
    )


def stranger(ctx: Context) -> None:
    """The leads hear once that somebody outside the plan spoke to it."""
    once = f"stranger {ctx.plan.id} {ctx.speaker.id}"
    if ctx.work.answered(once):
        return
    ctx.work.remember(once, "told", at=ctx.now)
    who = f"{ctx.speaker.name} of {ctx.request.by.organisation_name}"
    text = (
        f"{who} spoke to me about this plan, but is not part of it. I showed nothing."
    )
    for side in Side:
        for lead in ctx.leads(side):
            ctx.tell(lead.person, Message(text=text))


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _who(fact: Fact, view: PlanView) -> str:
    return "Jointly" if fact.by == CLOCK else view.name(fact.by)


def _void_signatures(ctx: Telling) -> None:
    plan = ctx.plan.plan_row
    signed = plan.signed_by_customer or plan.signed_by_supplier
    if plan.drafting and signed and any(map(alters, ctx.work.told)):
        ctx.record(plan.void(by=None, at=ctx.now))


def _to_rooms(ctx: Telling, view: PlanView) -> Iterator[Post]:
    rooms = rooms_of(ctx) if ctx.work.told else []
    if ctx.piled_up:
        yield from _caught_up(ctx, rooms)
    for room in rooms:
        facts = [fact for fact in ctx.work.told if fact.audience is room.audience]
        reader = view.as_read_by(room.audience)
        yield from _cards(ctx, room, facts, reader)
        yield from _lines(ctx, room, facts, reader)


def _caught_up(ctx: Telling, rooms: Sequence[Bound]) -> Iterator[Post]:
    told = {fact.audience for fact in ctx.work.told}
    lines = {audience: catching_up.line(ctx, audience) for audience in told}
    for room in rooms:
        if said := lines.get(room.audience):
            yield room.post(said)


def _lines(
    ctx: Telling, room: Bound, facts: list[Fact], view: PlanView
) -> Iterator[Post]:
    if ctx.summary and facts:
        yield room.post(ctx.summary, card=ctx.summary_card)
        return
    for fact in () if ctx.piled_up else facts:
        if isinstance(fact, ASKS):
            continue  # a card asks for the signature
        item = view.known(fact.ref)
        text = sentence(fact, view, title=item.title if item else "")
        yield room.post(Message(text=text), thread=fact.ref if item else "")


def _cards(
    ctx: Telling, room: Bound, facts: list[Fact], view: PlanView
) -> Iterator[Post]:
    """Each touched item's card; after a summary only cards that stand already."""
    touched = dict.fromkeys(fact.ref for fact in facts)
    items = [item for item in map(view.known, touched) if item]
    few = ctx.piled_up or ctx.summary is not None
    for item in items:
        card = cards.card(item, view)
        yield room.post(card, card=item.ref, standing_only=few)
        if isinstance(item, Checkpoint) and not ctx.summary_card:
            yield room.post(card, card=minutes_of(item), standing_only=True)
    for about in (view.known(i.about) for i in items if isinstance(i, Change)):
        if about and about.ref not in touched:  # it says which changes wait for it
            card = cards.card(about, view)
            yield room.post(card, card=about.ref, standing_only=True)
