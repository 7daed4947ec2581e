"""The working days of a party: zone, weekdays, hours, holidays, closed days."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot import anew
from bot.calendars import DAYS, calendar_of, own_closed, span, spans
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.message import Detail, Message
from bot.words.kinds import Holidays, Hours, PartyName, Span, Weekdays, Zone
from domain.errors import DomainError, NotAllowed
from domain.member import May
from domain.party import Party

commands = Commands()

LONGEST_CLOSURE = 366  # days in one span


class StandsSo(DomainError):
    """The working days of {party} stand like that already; nothing was changed."""

    def __init__(self, party: str) -> None:
        self.party = party


class ClosedTooLong(DomainError):
    """Closed from {first} to {last} is more than a year. Say a shorter time."""

    def __init__(self, first: date, last: date) -> None:
        self.first = say_day(first)
        self.last = say_day(last)


@commands(
    "calendar",
    may=May.READ,
    examples=(
        "calendar supplier",
        "calendar supplier zone Europe/Berlin holidays DE-BY hours 08:00-16:30",
    ),
)
def calendar(
    ctx: Context,
    party: PartyName,
    *,
    zone: Zone | None = None,
    days: Weekdays | None = None,
    hours: Hours | None = None,
    holidays: Holidays | None = None,
    closed: Span | None = None,
    open_: Span | None = None,
) -> Message:
    """See a party's working days, or set your own; once signed, both sign that."""
    found = ctx.plan.party(party)
    asked = {
        "zone": zone,
        "days": days and " ".join(DAYS[day] for day in sorted(days)),
        "opens": hours and hours[0],
        "closes": hours and hours[1],
        "holidays": holidays and "+".join(holidays),
        "closed": _closed(found, closed, open_) if closed or open_ else None,
    }
    wanted = {name: value for name, value in asked.items() if value is not None}
    if wanted:
        _set(ctx, found, wanted)
    return _card(found)


def _closed(
    party: Party, shut: tuple[date, date] | None, open_: tuple[date, date] | None
) -> str:
    """The party's own closed days with those more, and without those that are open."""
    for first, last in filter(None, (shut, open_)):
        if (last - first).days >= LONGEST_CLOSURE:
            raise ClosedTooLong(first, last)
    more = span(*shut) if shut else ()
    less = span(*open_) if open_ else ()
    return spans({*own_closed(party.closed), *more} - set(less))


def _set(ctx: Context, party: Party, wanted: dict[str, Any]) -> None:
    ctx.me.require(May.LEAD)
    if party.side is not ctx.me.side:
        raise NotAllowed(f"a lead of the {party.side}")
    if all(getattr(party, name) == value for name, value in wanted.items()):
        raise StandsSo(party.name)
    # Refuses holidays that nobody knows, and days on which nobody ever works.
    calendar_of(replace(party, **wanted), ctx.closed).next_working(ctx.today)
    binds = not ctx.plan.plan_row.drafting
    ctx.record(party.set_days(by=ctx.me, at=ctx.now, binds=binds, **wanted))
    anew.follow_all(ctx)


def _card(party: Party) -> Message:
    closed = (_said(word) for word in party.closed.split())
    return Message(
        title=f"Working days of {party.name}",
        details=(
            Detail("Zone", party.zone),
            Detail("Days", party.days.replace(" ", ", ")),
            Detail("Hours", f"{party.opens:%H:%M} to {party.closes:%H:%M}"),
            Detail("Holidays", party.holidays),
            Detail("Closed", ", ".join(closed) or "no days of their own"),
        ),
    )


def _said(word: str) -> str:
    """`Thu 24 Dec 2026 to Sat 2 Jan 2027`."""
    ends = (say_day(date.fromisoformat(end)) for end in word.split(".."))
    return " to ".join(ends)
