"""What one person is told at once, and when: quiet hours hold it back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.cover import stand_in
from bot.message import BODY, Message
from bot.telling import Notice, Telling
from domain.person import Person
from domain.post import Post, Unsure

SATURDAY = 5  # counted from Monday as 0


def posts(ctx: Telling) -> Iterator[Post]:
    """One post a notice; who is away is heard for by their cover, who hears it once."""
    told = {(notice.to, notice.message) for notice in ctx.notices}
    for notice in ctx.notices:
        person = _person(ctx, notice.to)
        hears = _hears(ctx, person, notice)
        if hears is person:
            yield _post(ctx, notice, person, notice.message)
        elif (hears.id, notice.message) not in told:
            yield _post(ctx, notice, hears, _for(person, notice.message))


def _person(ctx: Telling, id_: str) -> Person:
    found = ctx.work.one(Person, id=id_)
    if found is None:
        raise LookupError(id_)
    return found


def _hears(ctx: Telling, person: Person, notice: Notice) -> Person:
    """Whoever is there when it goes out, which may be days from now."""
    if ctx.view is None:
        return person
    held = None if notice.critical else _after_quiet(ctx, person)
    return stand_in(person, ctx.view, held or ctx.now, notice.audience)


def _for(person: Person, message: Message) -> Message:
    return replace(message, text=f"For {person.name}, who is away: {message.text}")


def _post(ctx: Telling, notice: Notice, hears: Person, message: Message) -> Post:
    return Post(
        lane=f"@{hears.id}",
        body=BODY.dump_json(message).decode(),
        plan=_plan(ctx, notice, hears),
        audience=notice.audience,
        not_before=None if notice.critical else _after_quiet(ctx, hears),
        topic=notice.topic,
        unsure=Unsure.REPEAT if notice.critical else Unsure.DIGEST,
    )


def _plan(ctx: Telling, notice: Notice, hears: Person) -> str:
    """The plan to whose members alone it may be said when it goes out.

    None for somebody who has no part in it any more and is told just that.
    """
    member = ctx.view.member(hears.id) if ctx.view else None
    told = (member and member.active) or notice.audience.private
    return ctx.view.id if ctx.view and told else ""


def _after_quiet(ctx: Telling, person: Person) -> datetime | None:
    """When their quiet hours end, on the working days of their party in this plan."""
    member = ctx.view.member(person.id) if ctx.view else None
    works = ctx.calendar(member.side).works if member else _on_a_weekday
    return person.quiet_until(ctx.now, works=works)


def _on_a_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
