"""Which plan somebody means to join: by its code, its key, or the room they are in."""

from bot.codes import BadCode, digest_of
from bot.context import Context
from bot.grammar import plan_key
from bot.message import Button, Message
from bot.window import PlanView
from bot.words.reading import Ask
from domain.errors import DomainError
from domain.member import Role
from domain.plan import Plan, Status
from domain.room import JoinCode, PlanRoom
from domain.visibility import Side


class NothingToJoin(DomainError):
    """Join in the room you share with the other side: press its button, or type `join` there. With a one-time code, tell me here: `join CODE`."""  # noqa: E501 - one sentence people read


def code_for(ctx: Context, code: str) -> JoinCode:
    """The code as it is kept; unknown, used and expired are one answer."""
    kept = ctx.work.one(JoinCode, digest=digest_of(code))
    if kept is None or kept.used_by or kept.until <= ctx.now:
        raise BadCode
    return kept


def plan_of(ctx: Context, code: JoinCode | None) -> PlanView:
    """The plan a claim is about: the code's, the one named, else one that waits."""
    if code:
        return _view(ctx, ctx.work.one(Plan, id=code.plan))
    if ctx.view and (ctx.member is None or _named(ctx)):
        return ctx.view
    waiting = [] if _named(ctx) else _waiting_here(ctx)
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        raise Ask(_which(waiting))
    return _view(ctx, ctx.plan.plan_row if ctx.view else None)


def _view(ctx: Context, plan: Plan | None) -> PlanView:
    if plan is None:
        raise NothingToJoin
    return PlanView(ctx.work, plan, None)


def _named(ctx: Context) -> bool:
    """Whether the line began with the key of its plan."""
    key = ctx.plan.plan_row.key if ctx.view else ""
    return bool(key) and plan_key(ctx.request.text, (key,))[0] is not None


def _waiting_here(ctx: Context) -> list[PlanView]:
    """The plans of this room that the other party has yet to join."""
    place = ctx.request.place
    rooms = ctx.work.some(PlanRoom, room=place.id) if place else []
    ids = tuple(room.plan for room in rooms)
    plans = ctx.work.some(Plan, id=ids, status=Status.DRAFT) if ids else []
    views = [PlanView(ctx.work, plan, None) for plan in plans]
    return [view for view in views if len(_led(view)) < len(Side)]


def _led(view: PlanView) -> set[Side]:
    return {member.side for member in view.active(role=Role.LEAD)}


def _which(views: list[PlanView]) -> Message:
    keys = [view.plan_row.key for view in views]
    buttons = tuple(Button(key, f"{key} join") for key in keys)
    return Message(text="Which plan do you mean?", buttons=buttons)
