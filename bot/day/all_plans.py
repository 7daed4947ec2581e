"""Somebody's day across all their plans: gathered, put in order, made one message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot import reciprocity
from bot.cover import absent_for
from bot.dates import say_day
from bot.day import lines
from bot.day.line import HEADINGS, Line
from bot.day.plan_day import PlanDay
from bot.late import Lateness
from bot.message import Message
from bot.paging import paged
from bot.telling import Telling
from bot.waiting import waiting
from bot.window import PlanView
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan, Status
from domain.visibility import Side


def days_of(ctx: Telling, person: Person, *, since: datetime) -> Iterator[PlanDay]:
    """Their day in each plan, each followed by the days of those they cover for."""
    for member in ctx.work.some(Member, person=person.id, standing=Standing.ACTIVE):
        plan = ctx.work.one(Plan, id=member.plan)
        if plan and plan.status is not Status.CLOSED:
            own = _day(ctx, person, plan, member, since=since)
            yield own
            for other in absent_for(person, member, own.view, ctx.work, ctx.now):
                yield replace(own, member=other)


def lines_of(days: Iterable[PlanDay]) -> list[Line]:
    """The lines of all days in the order they are told in, each once."""
    found: dict[tuple[object, ...], Line] = {}
    for day in days:
        for line in lines(day):
            key = (day.key, line.part, line.ref or line.text)
            first = found.setdefault(key, line)
            found[key] = replace(first, causes=first.causes or line.causes)
    return sorted(found.values(), key=lambda line: (line.part, -line.late))


def message_of(
    days: Sequence[PlanDay], found: Iterable[Line], page: int = 1
) -> Message:
    """At most fifteen lines, how many more there are, and a button that shows them."""
    since, today = days[0].since.date(), days[0].now.date()
    return paged(
        f"Your day, {say_day(today)}",
        [(HEADINGS[line.part], line.entry) for line in found],
        page=page,
        again=f"digest show since {since.isoformat()}",
        text=" ".join(reciprocity.lines((day, day.member) for day in days if day.own)),
    )


def _day(
    ctx: Telling, person: Person, plan: Plan, member: Member, *, since: datetime
) -> PlanDay:
    view = PlanView(ctx.work, plan, member.reads)
    of_plan = Telling(now=ctx.now, work=ctx.work, closed=ctx.closed, view=view)
    return PlanDay(
        work=ctx.work,
        view=view,
        member=member,
        reader=member,
        calendars={side: of_plan.calendar(side) for side in Side},
        lateness=Lateness(of_plan, member.side),
        waits=waiting(view),
        since=person.local(since),
        now=person.local(ctx.now),
    )
