"""Who reads along where a line was said, and so what may be shown and kept there."""

from bot.context import Context
from bot.window import PlanView
from domain.errors import DomainError
from domain.room import PlanRoom
from domain.visibility import Audience

ELSEWHERE = "What is private to your party I show in a direct message."


class PrivateAndJoint(DomainError):
    """A line is private or joint, not both. Nothing was changed."""


def own_room(ctx: Context) -> bool:
    """Whether this is the speaker's party's own room."""
    place = ctx.request.place
    if place is None:
        return False
    room = ctx.work.one(PlanRoom, plan=ctx.plan.id, room=place.id)
    return bool(room and room.audience is ctx.audience)


def shared(ctx: Context) -> bool:
    """Whether others than the speaker's party may stand by."""
    return ctx.request.place is not None and not (own_room(ctx) and _only_ours(ctx))


def overheard(ctx: Context) -> bool:
    """Whether others than the speaker's party read the line as it was typed."""
    return ctx.request.heard and (ctx.member is None or shared(ctx))


def _only_ours(ctx: Context) -> bool:
    """Somebody else may have come into a party's own room since it was bound."""
    place, party = ctx.request.place, ctx.plan.party(ctx.me.side)
    return place is not None and all(map(party.includes, place.present))


def window(ctx: Context) -> PlanView:
    """What may be shown here: in a shared room even the speaker sees joint things."""
    return ctx.plan.as_read_by(Audience.JOINT) if shared(ctx) else ctx.plan


def audience(ctx: Context, *, private: bool, joint: bool) -> Audience:
    """Who may read what is added here; in a party's own room private unless `joint`."""
    if private and joint:
        raise PrivateAndJoint
    kept = private or (not joint and own_room(ctx))
    return ctx.audience if kept else Audience.JOINT
