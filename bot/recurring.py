"""What comes back: the next one is made when the present one ends, or its day does."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot import announce
from bot.context import Context
from bot.dates import say_day
from bot.telling import Telling
from domain.action import Action
from domain.action_fact import ActionCameRound
from domain.calendar import Calendar
from domain.due import Due, Kind
from domain.item import Item
from domain.member import Member
from domain.visibility import Side
from domain.walltime import wall

DAY = timedelta(days=1)


def heir(ctx: Context, item: Item) -> Action | None:
    """The one that follows when *item* ends now; None where nothing comes back."""
    if not (isinstance(item, Action) and item.recurs and item.live):
        return None
    return _made(ctx, item, by=ctx.speaker.id)


def follow(ctx: Telling, item: Item) -> None:
    """Plan the day on which the next one is made, as *item* stands now, or no day."""
    if isinstance(item, Action) and item.turn is not None:
        ctx.follow((Due.key_of(Kind.AGAIN, item),), rows(ctx, item))


def rows(ctx: Telling, item: Item) -> Iterator[Due]:
    """What is due next of *item*: its day closes for the party of the owner."""
    if not isinstance(item, Action) or item.turn is None or ctx.plan.plan_row.rests:
        return
    if item.recurs and item.live:
        yield Due.about(item, Kind.AGAIN, _calendar(ctx, item).closing(item.passes_on))


def handed_on(ctx: Context, item: Item, new: Action | None) -> str:
    """Hand in the next one after the fact that ended *item*; what that is, in words."""
    if new is None:
        return ""
    ctx.refs = (*ctx.refs, new.ref)
    _begin(ctx, new, by=ctx.me)
    follow(ctx, item)
    comes = f"The next one is {new.ref}, due {_on(new.due)}; `{new.ref} stop` ends it."
    return " ".join((comes, *_off(ctx, new)))


def says(ctx: Telling, action: Action) -> str:
    """The rule, and the first and the next day in full."""
    if action.turn is None or not action.recurs:
        return ""
    first, second = action.turn, action.turn_after(action.turn)
    days = f"first {say_day(first)}, then {say_day(second)}"
    stop = f"`{action.ref} stop` ends it."
    off = _off(ctx, action, (first, second))
    return " ".join((f"Comes back {action.rule}: {days}.", *off, stop))


def first_day(ctx: Telling, side: Side) -> date:
    """The first day that has not closed yet for the party of *side*."""
    return _passed(ctx, ctx.calendar(side)) + DAY


def come_round(ctx: Telling, row: Due) -> None:
    """The day has passed: look again, then make the next one, and only one."""
    action = ctx.plan.as_read_by(row.audience).find(row.ref, Action)
    due = next(rows(ctx, action), None)
    if due is None:
        return
    if due.at > ctx.now:
        ctx.due(due)
        return
    new = _made(ctx, action, by=action.created_by)
    ctx.record(action.pass_on(new, at=ctx.now))
    _begin(ctx, new, by=None)
    announce.settle(ctx)


def _made(ctx: Telling, action: Action, *, by: str) -> Action:
    number = ctx.work.number(ctx.plan.id, action.audience, action.PREFIX)
    passed = _passed(ctx, _calendar(ctx, action))
    return action.heir(number, passed=passed, by=by, at=ctx.now)


def _begin(ctx: Telling, new: Action, *, by: Member | None) -> None:
    ctx.work.add(new)
    ctx.plan.know(new)
    ctx.record(new.born(ActionCameRound, by=by, at=ctx.now))
    follow(ctx, new)


def _passed(ctx: Telling, calendar: Calendar) -> date:
    """The last day that has closed by now."""
    today = wall(ctx.now, calendar.zone).date()
    return today if ctx.now >= calendar.closing(today) else today - DAY


def _calendar(ctx: Telling, action: Action) -> Calendar:
    return ctx.calendar(action.owner_side or Side.CUSTOMER)


def _off(ctx: Telling, action: Action, days: Iterable[date] = ()) -> Iterator[str]:
    """Dates are shown, never shifted: which of them the owner's party does not work."""
    calendar = _calendar(ctx, action)
    for day in days or filter(None, (action.due,)):
        if not calendar.works(day):
            name = ctx.plan.party(action.owner_side or Side.CUSTOMER).name
            yield f"{name} does not work on {say_day(day)}; the date stays."


def _on(day: date | None) -> str:
    return say_day(day) if day else ""
