"""One person's day, across all their plans, in one message at their own hour."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import reciprocity
from bot.dates import say_day
from bot.day_lines import HEADINGS, Line, Part, PlanDay
from bot.message import BODY, Button, Message, Section
from bot.telling import Telling
from bot.window import PlanView
from domain.due import Due, Kind
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan, Status
from domain.post import Post
from domain.walltime import instant

MOST = 15  # lines: TIME.md "The digest"
FIRST = timedelta(days=1)  # how far the first digest looks back
LONGEST_WAIT = 400  # days looked ahead for one on which a party of theirs works


def send(ctx: Telling, row: Due) -> None:
    """Send *row*'s person their digest if something causes it, then plan the next."""
    person = ctx.work.one(Person, id=row.person)
    if person is None:
        return
    days = _days_of(ctx, person)
    today = person.local(ctx.now).date()
    if _tells_today(ctx, person, days, today):
        _tell(ctx, person, days, today)
    ctx.due(_next(ctx, person, days))


def start(ctx: Telling, person: Person) -> None:
    """Plan the digest anew, for somebody who joined or changed their hour."""
    ctx.due(_next(ctx, person, _days_of(ctx, person)))


def _days_of(ctx: Telling, person: Person) -> list[PlanDay]:
    mine = ctx.work.some(Member, person=person.id, standing=Standing.ACTIVE)
    plans = ctx.work.some(Plan, id=tuple(m.plan for m in mine)) if mine else []
    places = {member.plan: member for member in mine}
    covered = ctx.work.some(Person, cover=person.id)
    return [
        _day(ctx, person, plan, places[plan.id], covered)
        for plan in plans
        if plan.status is not Status.CLOSED
    ]


def _day(
    ctx: Telling, person: Person, plan: Plan, member: Member, covered: list[Person]
) -> PlanDay:
    view = PlanView(ctx.work, plan, member.side)
    now = person.local(ctx.now)
    people = {person.id: person}
    for other in covered:
        place = view.member(other.id) if other.away(now.date()) else None
        if place and place.active and place.side is member.side:
            people[other.id] = other
    return PlanDay(
        ctx=Telling(now=ctx.now, work=ctx.work, closed=ctx.closed, view=view),
        view=view,
        member=member,
        people=people,
        since=_since(person, now),
        now=now,
    )


def _since(person: Person, now: datetime) -> datetime:
    if person.last_digest is None:
        return now - FIRST
    at = datetime.combine(person.last_digest, person.digest_at, ZoneInfo(person.zone))
    return min(at, now)


def _tells_today(
    ctx: Telling, person: Person, days: list[PlanDay], today: date
) -> bool:
    hour = instant(today, person.digest_at, person.zone)
    asked = person.digest_on and not person.away(today) and ctx.now >= hour
    return asked and person.last_digest != today and _works(days, today)


def _works(days: list[PlanDay], on: date) -> bool:
    """Whether a party of theirs works on that day."""
    return any(day.calendar.works(on) for day in days)


def _tell(ctx: Telling, person: Person, days: list[PlanDay], today: date) -> None:
    lines = [line for day in days for line in day.lines()]
    if any(line.causes for line in lines):
        message = _message(lines, reciprocity.lines(days), today)
        body = BODY.dump_json(message).decode()
        ctx.work.outbox.put(Post(lane=f"@{person.id}", body=body), at=ctx.now)
        person.last_digest = today


def _message(lines: list[Line], between: list[str], today: date) -> Message:
    ordered = sorted(lines, key=lambda line: (line.part, line.order))
    shown = ordered[:MOST]
    sections = tuple(
        Section(
            HEADINGS[part], tuple(line.entry for line in shown if line.part is part)
        )
        for part in Part
        if any(line.part is part for line in shown)
    )
    more = len(ordered) - len(shown)
    return Message(
        title=f"Your day, {say_day(today)}",
        text=" ".join([*([f"And {more} more."] if more else []), *between]),
        sections=sections,
        buttons=(Button("See all", "mine"),) if more else (),
    )


def _next(ctx: Telling, person: Person, days: list[PlanDay]) -> Due:
    """The next day on which a party of theirs works, at their hour in their zone."""
    day = person.local(ctx.now).date()
    for _ in range(LONGEST_WAIT):
        at = instant(day, person.digest_at, person.zone)
        if at > ctx.now and (_works(days, day) or not days):
            break
        day += timedelta(days=1)
    key = f"digest {person.id}"
    return Due(key=key, kind=Kind.DIGEST, at=at.astimezone(UTC), person=person.id)
