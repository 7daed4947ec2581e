"""What is mine, and who waits for whom: in the plan, or in all of mine."""

from collections.abc import Callable, Iterator

from bot import here, reciprocity
from bot.cards.claim import confirm_entry
from bot.cards.listed import Listing
from bot.cards.parts import day, press
from bot.command import Commands
from bot.confirming import to_confirm
from bot.context import Context
from bot.dates import say_day
from bot.late import owes, urgency
from bot.message import Button, Entry, Message
from bot.paging import Line, paged
from bot.places import Place, places
from bot.waiting import Waiting, signature_wanted
from bot.words.list_kinds import Page
from domain import action, issue
from domain.action import Action
from domain.issue import Issue
from domain.item import Item
from domain.member import May
from domain.walltime import wall

commands = Commands()

WORD = "Waits for your word"
YOURS, DONE, GOES = "Yours to do", "Done, waits for acceptance", "Handed over"
MINE = (*action.LIVE, action.Status.DONE)
MY_ISSUES = (*issue.LIVE, issue.Status.RESOLVED)
NOTHING = {
    "mine": "Nothing is yours to do{where}.{add}",
    "waiting": "Nobody waits for anybody{where}. `mine` shows what is yours to do.",
}
ADD = ' Add what is: `action add "TITLE" due fri`.'
ALL_CLOSED = 'All your plans are closed. Start another: `start "TITLE"`.'
MANY = 6  # keys a title holds

Ranked = tuple[tuple[object, ...], Line]  # where the line stands, and the line


@commands("mine", may=May.READ, changes=False, across=True, examples=("mine",))
def mine(ctx: Context, *, page: Page = 1) -> Message:
    """Show what waits for your word and what is yours to do, the worst first."""
    return _answer(ctx, "mine", _mine, page)


@commands("waiting", may=May.READ, changes=False, across=True, examples=("waiting",))
def waits(ctx: Context, *, page: Page = 1) -> Message:
    """Show what waits for your word, and what you wait for."""
    return _answer(ctx, "waiting", _waits, page)


def _answer(
    ctx: Context,
    said: str,
    gather: Callable[[Context, Place], Iterator[Ranked]],
    page: int,
) -> Message:
    found = places(ctx)
    if not found:
        return Message(text=ALL_CLOSED)
    ranked = [(rank, line) for place in found for rank, line in gather(ctx, place)]
    lines = [line for _, line in sorted(ranked, key=lambda pair: pair[0])]
    keys = [place.key for place in found]
    which = ", ".join(keys) if len(keys) < MANY else f"{len(keys)} plans"
    alone = "" if found[0].named else f"{keys[0]} "
    nothing = NOTHING[said].format(
        where=f" in {which}" if found[0].named else "",
        add=ADD if any(place.me.may(May.WORK) for place in found) else "",
    )
    owing = reciprocity.lines(((p, p.me) for p in found), named=found[0].named)
    elsewhere = here.ELSEWHERE if ctx.view and here.shared(ctx) else ""
    text = ("" if lines else nothing, *owing, elsewhere)
    return paged(
        f"{which}: {said}",
        lines,
        page=page,
        again=f"{alone}{said}",
        text=" ".join(filter(None, text)),
    )


def _mine(ctx: Context, place: Place) -> Iterator[Ranked]:
    """What is asked of the speaker, then what they owe, then what they called done."""
    place.view.members()  # read once, for whoever is named below
    for who in to_confirm(place.view, place.me):
        yield (0, 0, place.key), (WORD, place.entry(confirm_entry(place.view, who)))
    for found in place.waits:
        if found.for_member(place.me):
            yield (0, 1, found.since), (WORD, _wait(ctx, place, found))
    own: list[Item] = [
        *place.view.all(Action, owner=place.me.person, status=MINE),
        *place.view.all(Issue, owner=place.me.person, status=MY_ISSUES),
    ]
    listing = Listing(place.view, place.me, place.lateness, own)
    for item in own:
        at, heading = (1, YOURS) if owes(item) else (2, DONE)
        rank = (at, *urgency(item, place.lateness), place.key)
        yield rank, (heading, place.entry(listing.entry(item)))
    for text in _handed(place):
        yield (3, place.key), (GOES, place.entry(Entry(text)))


def _handed(place: Place) -> Iterator[str]:
    """What is planned: to whom one's own goes, and whose comes."""
    view, me = place.view, place.me
    if me.hands_to:
        to = view.name(me.hands_to)
        yield f"What you have open goes to {to} on {day(me.hands_on)}"
    for giver in (other for other in view.members() if other.hands_to == me.person):
        who = view.name(giver.person)
        yield f"What {who} has open comes to you on {day(giver.hands_on)}"


def _waits(ctx: Context, place: Place) -> Iterator[Ranked]:
    side, view = place.me.side, place.view
    headings = (WORD, f"Waits for {place.party(side)}")
    theirs = f"You wait for {place.party(side.other)}"
    if signature_wanted(view, place.me):
        sign = Button("Read and sign", f"{place.key} sign", style="primary")
        text = f"{place.key} waits for your signature"
        yield (0, 0, place.key), (WORD, Entry(text, "", (sign,)))
    for who in to_confirm(view, place.me):
        yield (0, 1, place.key), (WORD, place.entry(confirm_entry(view, who)))
    for found in place.waits:
        own = 0 if found.for_member(place.me) else 1
        at, heading = (own, headings[own]) if found.side is side else (2, theirs)
        rank = (0, 2) if at == 0 else (at, heading)
        yield (*rank, found.since), (heading, _wait(ctx, place, found))


def _wait(ctx: Context, place: Place, found: Waiting) -> Entry:
    since = say_day(wall(found.since, ctx.speaker.zone).date())
    text = f"{found.item.ref} {found.item.title}: to {found.says}, since {since}"
    able = found.for_member(place.me)
    button = press(place.view, found.item, found.asks, found.asks.capitalize())
    return place.entry(Entry(text, found.item.ref, (button,) if able else ()))
