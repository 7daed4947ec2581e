"""What may never have reached somebody is said again in their next digest."""

from collections.abc import Iterator, Sequence

from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.message import BODY
from bot.telling import Telling
from domain.person import Person
from domain.post import Post
from domain.visibility import visible


def lines(ctx: Telling, person: Person, days: Sequence[PlanDay]) -> Iterator[Line]:
    """One line each, with its buttons: of plans they are in, and may read, today."""
    reads = {day.view.id: day.member.reads for day in days if day.own}
    for post in ctx.work.outbox.folded(f"@{person.id}"):
        if not post.plan or (
            post.plan in reads and visible(post.audience, reads[post.plan])
        ):
            yield line(post)


def line(post: Post) -> Line:
    """What a message said, as a line of a day."""
    message = BODY.validate_json(post.body)
    text = " ".join(message.twin.split())
    return Line(part=Part.AGAIN, text=text, causes=True, buttons=message.buttons)
