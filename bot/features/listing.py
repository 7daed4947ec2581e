"""Lists: what is late, and any list of a noun."""

from collections.abc import Iterable
from datetime import timedelta

from bot import here
from bot.cards.listed import Listing
from bot.command import Commands
from bot.context import Context
from bot.filters import Asking, fetched, passes
from bot.late import OWED, Lateness, urgency
from bot.message import Message
from bot.paging import Line, paged
from bot.words.list_kinds import EVERYTHING, NOUNS, Filters, Listed, Page
from bot.words.people_kinds import RESOLVED
from domain.item import Item
from domain.member import May

commands = Commands()

ZONES = timedelta(days=2)  # a day may have closed elsewhere that is still to come here
NOTHING_LATE = "Nothing is late. `waiting` shows who waits for whom."
NOTHING_LIKE_THAT = "There is nothing like that. `list {plural}` shows them all."
NONE_YET = "There are no {plural} yet."
BEGIN = " Begin one, such as: `{such}`."
# What begins one of each noun: nobody adds a series, they schedule checkpoints.
BEGINS = ("{noun} add", "{noun} raise", "{noun}", "checkpoint schedule")


@commands("late", may=May.READ, changes=False, examples=("late",))
def late(ctx: Context, *, page: Page = 1) -> Message:
    """Show what is late, the worst first, in working days of whoever owes it."""
    view = here.window(ctx)
    lateness = Lateness(ctx, ctx.me.side)
    soon = ctx.today + ZONES
    due = [i for k in OWED for i in view.all(k, status=(*OWED[k],), due_before=soon)]
    found = [item for item in due if lateness.of(item) is not None]
    lines = Listing(view, ctx.me, lateness, found).lines(_urgent(found, lateness))
    return _answer(ctx, "late", lines, page, NOTHING_LATE)


@commands(
    "list",
    may=May.READ,
    changes=False,
    examples=("list actions late", "list actions open @bo", "list milestones"),
)
def list_(
    ctx: Context, noun: Listed, which: Filters = (), *, page: Page = 1
) -> Message:
    """Show all items of a noun, or those that every filter fits."""
    view = here.window(ctx)
    *before, noun = noun.split()
    which = tuple(dict.fromkeys((*before, *which)))
    kinds = list(NOUNS.values()) if noun == EVERYTHING else [NOUNS[noun]]
    lateness = Lateness(ctx, ctx.me.side)
    asking = Asking(ctx.me, lateness)
    items = [i for kind in kinds for i in view.all(kind, **fetched(kind, which))]
    found = [item for item in items if passes(item, which, asking)]
    lines = Listing(view, ctx.me, lateness, found).lines(_urgent(found, lateness))
    plural = EVERYTHING if noun == EVERYTHING else NOUNS[noun].PLURAL
    such = _such(ctx, "action" if noun == EVERYTHING else noun)
    none = NOTHING_LIKE_THAT if which else NONE_YET
    empty = f"{none.format(plural=plural)}{'' if which else such}"
    return _answer(ctx, " ".join(("list", plural, *which)), lines, page, empty)


def _such(ctx: Context, noun: str) -> str:
    """A line that begins one, to somebody who may."""
    named = (name.format(noun=noun) for name in BEGINS)
    begins = next(ctx.commands.all[n] for n in named if n in ctx.commands.all)
    able = begins.may is None or ctx.me.may(begins.may)
    return BEGIN.format(such=begins.examples[0]) if able else ""


def _answer(
    ctx: Context, said: str, lines: list[Line], page: int, empty: str
) -> Message:
    key = ctx.plan.plan_row.key
    parts = ("" if lines else empty, here.ELSEWHERE if here.shared(ctx) else "")
    return paged(
        f"{key}: {_named(ctx, said)}",
        lines,
        page=page,
        again=f"{key} {said}",
        text=" ".join(part for part in parts if part),
    )


def _named(ctx: Context, said: str) -> str:
    """What the list is of, with every filter, people by their names."""
    people = {word: word[len(RESOLVED) : -1] for word in said.split() if "<" in word}
    names = ctx.plan.names(people.values())
    return " ".join(names.get(people.get(w, ""), w) for w in said.split())


def _urgent(items: Iterable[Item], lateness: Lateness) -> list[Item]:
    return sorted(items, key=lambda item: urgency(item, lateness))
