"""History: what happened, as sentences, the newest last."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from bot import announce, here
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day, say_moment
from bot.gathering import items_of
from bot.message import Button, Entry, Message, Section
from bot.paging import MOST
from bot.ports import Told
from bot.window import PlanView
from bot.words.kinds import Ref, Since
from bot.words.list_kinds import Page
from domain.fact import CLOCK
from domain.member import May
from domain.walltime import instant

commands = Commands()

NOTHING = "There is nothing of that time that I may show here."
PEOPLE = frozenset({"owner", "acceptor", "done_by", "deputy", "counterpart"})


@commands(
    "history",
    may=May.READ,
    changes=False,
    examples=("history A-3", "history since last monday"),
)
def history(
    ctx: Context, ref: Ref | None = None, *, since: Since | None = None, page: Page = 1
) -> Message:
    """Show what happened to an item or the whole plan, the newest last."""
    item = ctx.plan.find(ref) if ref else None
    private = item is not None and item.audience.private
    view = ctx.plan if private else here.window(ctx)
    asked: dict[str, Any] = {"ref": item.ref} if item else {}
    if since:
        asked["since"] = instant(since, time(), ctx.speaker.zone)
    told = view.facts(**asked)
    end = max(len(told) - (page - 1) * MOST, 0)
    before = max(end - MOST, 0)
    lines = _lines(ctx, view, told[before:end])
    about = f"history {item.ref}" if item else "history"
    return _answer(ctx, about, since, lines, before=before, page=page)


def _answer(
    ctx: Context,
    about: str,
    since: date | None,
    lines: Sequence[Entry],
    *,
    before: int,
    page: int,
) -> Message:
    key = ctx.plan.plan_row.key
    title = f"{key}: {about}" + (f" since {say_day(since)}" if since else "")
    iso = f" since {since.isoformat()}" if since else ""
    more = Button("Show earlier", f"{key} {about}{iso} page {page + 1}")
    elsewhere = here.ELSEWHERE if here.shared(ctx) else ""
    earlier = f"and {before} more before these." if before else ""
    nothing = "" if lines else NOTHING
    return Message(
        title=title,
        text=" ".join(part for part in (nothing, earlier, elsewhere) if part),
        sections=(Section("", tuple(lines)),) if lines else (),
        buttons=(more,) if before else (),
    )


def _lines(ctx: Context, view: PlanView, told: Sequence[Told]) -> list[Entry]:
    facts = [found.fact for found in told]
    items = items_of(view, (fact.ref for fact in facts))
    # Fetched at once; each sentence then finds whom it names.
    members = {member.person for member in view.members()}
    view.names(_people(told) | (members & {fact.ref for fact in facts}))
    lines = []
    for fact in facts:
        item = items.get(fact.ref)
        title = item.title if item else ""
        kept = fact.audience.private and not (item and item.audience.private)
        mark = " (only your party reads this)" if kept else ""
        when = say_moment(fact.at, ctx.speaker.zone)
        text = f"{when}: {announce.sentence(fact, view, title=title)}{mark}"
        lines.append(Entry(text, item.ref if item else ""))
    return lines


def _people(told: Iterable[Told]) -> set[str]:
    facts = [found.fact for found in told]
    named = {
        str(pair[1])
        for fact in facts
        for name, pair in fact.changes.items()
        if name in PEOPLE and pair[1]
    }
    return named | {fact.by for fact in facts if fact.by != CLOCK}
