"""The rooms a plan is bound to; in one of several plans, a post says which it is of."""

from dataclasses import dataclass, replace
from typing import Any

from bot.message import BODY, Message
from bot.telling import Telling
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience


@dataclass(frozen=True)
class Bound:
    """A room of the plan. `named` is its key where the room has other plans too."""

    room: PlanRoom
    named: str = ""

    @property
    def audience(self) -> Audience:
        return self.room.audience

    def post(self, message: Message, **where: Any) -> Post:  # noqa: ANN401 - a post's own fields
        said = named(message, self.named) if self.named else message
        return Post(
            lane=self.room.room,
            body=BODY.dump_json(said).decode(),
            plan=self.room.plan,
            audience=self.audience,
            **where,
        )


def rooms_of(ctx: Telling) -> list[Bound]:
    """Every room of the plan, with the key where it does not stand alone there."""
    everywhere = ctx.work.beside(ctx.plan.id)
    shared = {bound.room for bound in everywhere if bound.plan != ctx.plan.id}
    own = (bound for bound in everywhere if bound.plan == ctx.plan.id)
    key = ctx.plan.plan_row.key
    return [Bound(room, key if room.room in shared else "") for room in own]


def joint_rooms(ctx: Telling) -> list[Bound]:
    """Those that both parties read."""
    return [room for room in rooms_of(ctx) if room.audience is Audience.JOINT]


def named(message: Message, key: str) -> Message:
    """The same, saying first which plan it is of, unless it does so already."""
    title, text = message.title, message.text
    if key in (title or text).split():
        return message
    if title:
        return replace(message, title=f"{key} {title}")
    return replace(message, text=f"{key}: {text}") if text else message
