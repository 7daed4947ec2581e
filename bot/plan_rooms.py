"""The plan's own card, kept up to date wherever it stands."""

from bot.cards.plan import draft_card, plan_card
from bot.gaps import active
from bot.message import BODY, Message
from bot.ports import Work
from bot.telling import Telling
from domain.member import Role
from domain.person import Organisation
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience, Side

CARD = "plan"
OPERATOR = "operator"  # the organisation row that names whoever runs this Jointly


def operator_of(ctx: Telling) -> str:
    """The name of whoever runs this, or nothing where nobody said it."""
    found = ctx.work.one(Organisation, id=OPERATOR)
    return found.name if found else ""


def name_operator(work: Work, name: str) -> None:
    """Keep who runs this Jointly, so that cards can say it; nothing takes it back."""
    found = work.one(Organisation, id=OPERATOR)
    if found is None:
        work.add(Organisation(id=OPERATOR, name=name))
    else:
        found.name = name


def invitation(ctx: Telling) -> Message:
    """The draft as the other party sees it, with the buttons by which they join."""
    starter = ctx.plan.member(ctx.plan.plan_row.starter)
    inviting = starter.side if starter else Side.CUSTOMER
    return draft_card(ctx.plan, inviting, operator_of(ctx))


def post_draft(ctx: Telling, room: str) -> None:
    """Show the invitation in the room the plan was started in."""
    _put(ctx, room, invitation(ctx), standing=False)


def refresh(ctx: Telling) -> None:
    """Bring the card up to date in every joint room where it stands."""
    rooms = ctx.work.some(PlanRoom, plan=ctx.plan.id, audience=Audience.JOINT)
    led = {m.side for m in active(ctx.plan) if m.role is Role.LEAD}
    if not rooms or led != set(Side):
        return
    card = plan_card(ctx.plan, ctx.now.date())
    for room in rooms:
        _put(ctx, room.room, card, standing=True)


def _put(ctx: Telling, room: str, message: Message, *, standing: bool) -> None:
    body = BODY.dump_json(message).decode()
    post = Post(
        lane=room, body=body, plan=ctx.plan.id, card=CARD, standing_only=standing
    )
    ctx.work.outbox.put(post, at=ctx.now)
