"""The working days of a party: zone, weekdays, hours, holidays, closed days."""

from typing import Any

from bot.calendars import DAYS
from bot.command import Commands
from bot.context import Context
from bot.kinds import Holidays, Hours, PartyName, Span, Weekdays, Zone
from bot.message import Detail, Message
from domain.errors import DomainError, NotAllowed
from domain.member import May
from domain.party import CalendarSet, Party

commands = Commands()


class CalendarBinds(DomainError):
    """The calendars are part of what both signed. Changing one needs a change request that the other party's lead signs; change requests are not here yet, so nothing was changed."""  # noqa: E501 - one sentence people read


@commands(
    "calendar",
    may=May.LEAD,
    examples=("calendar supplier zone Europe/Berlin holidays DE-BY hours 08:00-16:30",),
)
def calendar(  # noqa: PLR0913 - a calendar has these parts
    ctx: Context,
    party: PartyName,
    *,
    zone: Zone | None = None,
    days: Weekdays | None = None,
    hours: Hours | None = None,
    holidays: Holidays | None = None,
    closed: Span | None = None,
) -> Message:
    """See or set your party's working days, while the plan is a draft."""
    found = ctx.plan.party(party)
    asked = {
        "zone": zone,
        "days": days and " ".join(DAYS[day] for day in sorted(days)),
        "opens": hours and hours[0],
        "closes": hours and hours[1],
        "holidays": holidays and "+".join(holidays),
        "closed": closed and f"{found.closed} {closed[0]}..{closed[1]}".strip(),
    }
    wanted = {name: value for name, value in asked.items() if value is not None}
    if wanted:
        _set(ctx, found, wanted)
    return _card(found)


def _set(ctx: Context, party: Party, wanted: dict[str, Any]) -> None:
    if party.side is not ctx.me.side:
        raise NotAllowed(f"a lead of the {party.side}")
    if not ctx.plan.plan_row.drafting:
        raise CalendarBinds
    if holidays := wanted.get("holidays"):
        ctx.closed(str(holidays))  # refuses codes nobody knows
    ctx.record(party.change(CalendarSet, by=ctx.me, at=ctx.now, **wanted))


def _card(party: Party) -> Message:
    return Message(
        title=f"Working days of {party.name}",
        details=(
            Detail("Zone", party.zone),
            Detail("Days", party.days.replace(" ", ", ")),
            Detail("Hours", f"{party.opens:%H:%M} to {party.closes:%H:%M}"),
            Detail("Holidays", party.holidays),
            Detail("Closed", party.closed or "no days of their own"),
        ),
    )
