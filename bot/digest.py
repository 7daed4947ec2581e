"""When somebody's digest is decided: at their own hour, at most once a day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import said_aloud, second_chance
from bot.cover import is_away
from bot.day.all_plans import days_of, lines_of, message_of
from bot.day.plan_day import PlanDay
from bot.message import BODY
from bot.telling import Telling
from domain.due import Due, Kind
from domain.person import Person
from domain.post import Post
from domain.visibility import Audience, private_to

DAY = timedelta(days=1)


def start(ctx: Telling, person: Person) -> None:
    """Decide a digest every day from tomorrow on, if that has not begun."""
    if person.last_digest is None:
        person.last_digest = ctx.now
        ctx.due(_next(person, ctx.now))


def rows(person: Person, now: datetime) -> Iterator[Due]:
    """What is due next of their digests, once those have begun."""
    if person.last_digest is not None:
        yield _next(person, now)


def move(ctx: Telling, person: Person) -> date:
    """Plan anew after they changed hour or zone; the first day on which it counts."""
    row = _next(person, ctx.now)
    if person.last_digest is not None:
        ctx.due(row)
    first = person.local(row.at).date()
    return first + DAY if _decided(person, first) else first


def send(ctx: Telling, row: Due) -> None:
    """Decide today's digest where it is wanted, and look again tomorrow."""
    person = ctx.work.one(Person, id=row.person)
    if person is None:
        return
    if _wanted(person, ctx.now):
        days = list(days_of(ctx, person, since=person.last_digest or ctx.now))
        if any(day.calendar.works(day.now.date()) for day in days):
            _decide(ctx, person, days)
    if not person.digest_on:  # what was left to a digest that never comes
        ctx.work.outbox.put(*ctx.work.outbox.folded(f"@{person.id}"), at=ctx.now)
    ctx.due(_next(person, ctx.now))


def _decide(ctx: Telling, person: Person, days: Sequence[PlanDay]) -> None:
    """Send it where something causes it; from now on only later things do."""
    if not person.alone:
        said_aloud.decide(ctx, person, days)
        person.last_digest = ctx.now
        return
    found = [*second_chance.lines(ctx, person, days), *lines_of(days)]
    if any(line.causes for line in found):
        body = BODY.dump_json(message_of(days, found)).decode()
        lane = f"@{person.id}"
        post = Post(lane=lane, body=body, topic="digest", **_where(days))
        ctx.work.outbox.put(post, at=ctx.now)
    person.last_digest = ctx.now


def _where(days: Sequence[PlanDay]) -> dict[str, Any]:
    """A day in one plan is withdrawn if they leave it before it is delivered."""
    plans = {day.view.id: day.view.side for day in days}
    if len(plans) != 1:
        return {}
    [(plan, side)] = plans.items()
    return {"plan": plan, "audience": private_to(side) if side else Audience.JOINT}


def _wanted(person: Person, now: datetime) -> bool:
    today = person.local(now).date()
    hour = person.digest_hour(today)
    late = _hushed(person, now) and not _hushed(person, hour)  # after an outage
    asked = person.digest_on and not is_away(person, now)
    return asked and now >= hour and not late and not _decided(person, today)


def _hushed(person: Person, moment: datetime) -> bool:
    return person.quiet(moment, works=lambda _: True)


def _decided(person: Person, day: date) -> bool:
    last = person.last_digest
    return last is not None and person.local(last).date() == day


def _next(person: Person, now: datetime) -> Due:
    """Their next hour; whether their party works that day is seen when it comes."""
    today = person.local(now).date()
    hour = person.digest_hour(today)
    at = hour if hour > now else person.digest_hour(today + DAY)
    return Due(key=f"digest {person.id}", kind=Kind.DIGEST, at=at, person=person.id)
