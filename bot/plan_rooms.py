"""The plan's own card, kept up to date wherever it stands."""

from bot.bound import Bound, joint_rooms
from bot.cards.asking import ASKS, asking_card
from bot.cards.plan import draft_card, plan_card
from bot.gaps import active
from bot.message import Message
from bot.ports import Work
from bot.telling import Telling
from bot.window import KINDS
from domain.action_fact import ActionAdded
from domain.baseline import BaselineItem
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.fact import Fact
from domain.member import Role
from domain.note import Linked, Noted
from domain.person import Organisation
from domain.visibility import Side

CARD = "plan"
ASKING = "sign"
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
    for bound in joint_rooms(ctx):
        if bound.room.room == room:
            _put(ctx, bound, invitation(ctx), standing=False)


def post_plan(ctx: Telling, room: str) -> None:
    """Show the plan in a room that was linked to it."""
    for bound in joint_rooms(ctx):
        if bound.room.room == room:
            _put(ctx, bound, plan_card(ctx.plan, None), standing=False)


def refresh(ctx: Telling) -> None:
    """Bring the plan's cards up to date where they stand, if what they show changed."""
    told = [fact for fact in ctx.work.told if _shown(fact)]
    if not told:
        return
    rooms = joint_rooms(ctx)
    led = {m.side for m in active(ctx.plan) if m.role is Role.LEAD}
    if not rooms or led != set(Side):
        return
    card = plan_card(ctx.plan, None)
    for room in rooms:
        _put(ctx, room, card, standing=True)
    if any(fact.ref == ctx.plan.plan_row.ref for fact in told):
        _ask(ctx, rooms)


def _shown(fact: Fact) -> bool:
    """Whether *fact* changes what the card shows; everyday work does not."""
    if fact.audience.private or isinstance(fact, Noted | Linked):
        return False
    kind = KINDS.get(fact.ref.partition("-")[0])
    first = fact.ref == "A-1" and isinstance(fact, ActionAdded)
    return first or kind is None or issubclass(kind, BaselineItem | Change | Checkpoint)


def _ask(ctx: Telling, rooms: list[Bound]) -> None:
    """What asks for a signature: each time a card of its own, done when answered."""
    facts = [found.fact for found in ctx.plan.facts(ref=ctx.plan.plan_row.ref)]
    asked = [fact for fact in facts if isinstance(fact, ASKS)]
    if asked:
        card, name = asking_card(ctx.plan, asked[-1]), f"{ASKING}-{len(asked)}"
        standing = not any(isinstance(fact, ASKS) for fact in ctx.work.told)
        for room in rooms:
            _put(ctx, room, card, standing=standing, card=name)


def _put(
    ctx: Telling, room: Bound, message: Message, *, standing: bool, card: str = CARD
) -> None:
    post = room.post(message, card=card, standing_only=standing)
    ctx.work.outbox.put(post, at=ctx.now)
