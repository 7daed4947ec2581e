"""Lists: what is mine, what is late, what waits, and any list of a noun."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot import here
from bot.cards.claim import confirm_entry
from bot.cards.listed import Listing
from bot.cards.parts import press
from bot.command import Commands
from bot.confirming import to_confirm
from bot.context import Context
from bot.dates import say_day
from bot.filters import Asking, fetched, passes
from bot.late import OWED, Lateness, owed, owes
from bot.message import Button, Entry, Message
from bot.paging import Line, paged
from bot.waiting import Waiting, signature_wanted, waiting
from bot.words.list_kinds import EVERYTHING, NOUNS, Filters, Listed, Page
from domain import action
from domain.action import Action
from domain.item import Item
from domain.member import May
from domain.walltime import wall

commands = Commands()

ZONES = timedelta(days=2)  # a day may have closed elsewhere that is still to come here
WORD = "Waits for your word"
MINE = (*action.LIVE, action.Status.DONE)
MINE_IS_EMPTY = 'Nothing is yours to do. Add what is: `action add "TITLE" due fri`.'
NOTHING_LATE = "Nothing is late. `waiting` shows who waits for whom."
NOTHING_WAITS = "Nobody waits for anybody. `mine` shows what is yours to do."
NOTHING_LIKE_THAT = "There is nothing like that. `list {plural}` shows them all."
NONE_YET = 'There are no {plural} yet. Add one: `{noun} add "TITLE"`.'


@commands("mine", may=May.READ, changes=False, examples=("mine",))
def mine(ctx: Context, *, page: Page = 1) -> Message:
    """Show what waits for your word and what is yours to do, the worst first."""
    view = here.window(ctx)
    lateness = Lateness(ctx, ctx.me.side)
    actions = view.all(Action, owner=ctx.speaker.id, status=MINE)
    waits = (found for found in waiting(view) if found.for_member(ctx.me))
    lines = [(WORD, confirm_entry(view, who)) for who in to_confirm(view, ctx.me)]
    lines += [(WORD, _wait(ctx, found)) for found in waits]
    listing = Listing(view, ctx.me, lateness, actions)
    ordered = _urgent(actions, lateness)
    todo = [found for found in ordered if owes(found)]
    done = [found for found in ordered if not owes(found)]
    lines += listing.lines(todo, "Yours to do")
    lines += listing.lines(done, "Done, waits for acceptance")
    return _answer(ctx, "mine", lines, page, MINE_IS_EMPTY)


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


@commands("waiting", may=May.READ, changes=False, examples=("waiting",))
def waits(ctx: Context, *, page: Page = 1) -> Message:
    """Show what waits for your word, and what you wait for."""
    lines = sorted(_waits(ctx), key=lambda line: _headings(ctx).index(line[0]))
    return _answer(ctx, "waiting", lines, page, NOTHING_WAITS)


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
    one = "action" if noun == EVERYTHING else noun
    empty = (NOTHING_LIKE_THAT if which else NONE_YET).format(plural=plural, noun=one)
    return _answer(ctx, " ".join(("list", plural, *which)), lines, page, empty)


def _answer(
    ctx: Context, said: str, lines: list[Line], page: int, empty: str
) -> Message:
    key = ctx.plan.plan_row.key
    parts = ("" if lines else empty, here.ELSEWHERE if here.shared(ctx) else "")
    return paged(
        f"{key}: {said.partition('<')[0].strip()}",
        lines,
        page=page,
        again=f"{key} {said}",
        text=" ".join(part for part in parts if part),
    )


def _urgent(items: Iterable[Item], lateness: Lateness) -> list[Item]:
    """Open before closed, the latest first, then by due date and number."""

    def order(item: Item) -> tuple[object, ...]:
        due = owed(item)
        behind = -1 if (days := lateness.of(item)) is None else days
        dated = due.toordinal() if due else float("inf")
        return item.settled, -behind, dated, item.audience.private, item.number

    return sorted(items, key=order)


def _headings(ctx: Context) -> list[str]:
    ours, theirs = (ctx.plan.party(s).name for s in (ctx.me.side, ctx.me.side.other))
    return [WORD, f"Waits for {ours}", f"You wait for {theirs}"]


def _waits(ctx: Context) -> Iterator[Line]:
    view = here.window(ctx)
    mine, ours, theirs = _headings(ctx)
    if signature_wanted(view, ctx.me):
        key = view.plan_row.key
        sign = Button("Read and sign", f"{key} sign", style="primary")
        yield mine, Entry(f"{key} waits for your signature", "", (sign,))
    for who in to_confirm(view, ctx.me):
        yield mine, confirm_entry(view, who)
    for found in waiting(view):
        own = mine if found.for_member(ctx.me) else ours
        yield own if found.side is ctx.me.side else theirs, _wait(ctx, found)


def _wait(ctx: Context, found: Waiting) -> Entry:
    since = say_day(wall(found.since, ctx.speaker.zone).date())
    text = f"{found.item.ref} {found.item.title}: to {found.asks}, since {since}"
    able = found.for_member(ctx.me)
    button = press(ctx.plan, found.item, found.asks, found.asks.capitalize())
    return Entry(text, found.item.ref, (button,) if able else ())
