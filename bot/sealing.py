"""Seals: when the heads of a plan's logs are signed, and where the print is shown."""

from datetime import timedelta

from bot.message import BODY, Message
from bot.telling import Telling
from domain.due import Due, Kind
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience

WEEKLY = timedelta(days=7)  # TRUST.md "The record"


def ask_seal(ctx: Telling, why: str) -> None:
    """Seal the record as soon as this is committed."""
    ctx.due(Due(key=_key(ctx), kind=Kind.SEAL, at=ctx.now, plan=ctx.plan.id, ref=why))


def seal(ctx: Telling, row: Due) -> None:
    """Seal now, show the fingerprint in every joint room, and again in a week."""
    ctx.work.flush()
    made = ctx.work.seal(ctx.plan.id, at=ctx.now)
    text = (
        f"Record of {ctx.plan.plan_row.key} sealed ({row.ref or 'weekly'})."
        f" Fingerprint {made.groups}. Keep it: it shows that nothing was altered later."
    )
    body = BODY.dump_json(Message(text=text)).decode()
    rooms = ctx.work.some(PlanRoom, plan=ctx.plan.id, audience=Audience.JOINT)
    posts = [Post(lane=room.room, body=body, plan=room.plan) for room in rooms]
    ctx.work.outbox.put(*posts, at=ctx.now)
    ctx.due(Due(key=_key(ctx), kind=Kind.SEAL, at=ctx.now + WEEKLY, plan=ctx.plan.id))


def _key(ctx: Telling) -> str:
    return f"seal {ctx.plan.id}"
