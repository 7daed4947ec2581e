"""The day of somebody who cannot be written to alone: its joint lines, in the room."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from bot.bound import Bound, joint_rooms
from bot.day.all_plans import lines_of, message_of
from bot.day.plan_day import PlanDay
from bot.second_chance import line
from bot.telling import Telling
from bot.waiting import waiting
from domain.person import Person
from domain.post import Post
from domain.visibility import Audience

TITLE = "{name}, {title}"


def decide(ctx: Telling, person: Person, days: Sequence[PlanDay]) -> None:
    """One message a plan, where something joint causes it; what is private waits."""
    missed = ctx.work.outbox.folded(f"@{person.id}")
    told: list[Post] = []
    for plan, own in groupby(days, key=lambda day: day.view.id):
        here = [post for post in missed if post.plan == plan and _joint(post)]
        if _told(ctx, person, [_aloud(day) for day in own], here):
            told += here
    ctx.work.outbox.put(*(p for p in missed if p not in told), at=ctx.now)


def _told(
    ctx: Telling, person: Person, days: Sequence[PlanDay], missed: Iterable[Post]
) -> bool:
    """Whether it has been said in a room that the person reads."""
    found = [*map(line, missed), *lines_of(days)]
    room = _room(ctx, person, days[0])
    if room is None or not any(one.causes for one in found):
        return False
    day = message_of(days, found)
    title = f"{day.title[:1].lower()}{day.title[1:]}"
    title = TITLE.format(name=person.name, title=title)
    message = replace(day, title=title, to=person.id)
    ctx.work.outbox.put(room.post(message, topic=f"digest {person.id}"), at=ctx.now)
    return True


def _room(ctx: Telling, person: Person, day: PlanDay) -> Bound | None:
    """The joint room on the platform that knows them."""
    here = Telling(now=ctx.now, work=ctx.work, closed=ctx.closed, view=day.view)
    platform = _platform(person.organisation)
    rooms = (one for one in joint_rooms(here) if _platform(one.room.room) == platform)
    return next(rooms, None)


def _platform(id_: str) -> str:
    """What begins the ids of organisations and rooms alike."""
    return id_.partition(":")[0]


def _aloud(day: PlanDay) -> PlanDay:
    """The same day as everybody in the room may read it."""
    view = day.view.as_read_by(Audience.JOINT)
    return replace(day, view=view, waits=waiting(view))


def _joint(post: Post) -> bool:
    return not post.audience.private
