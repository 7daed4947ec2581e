"""Seals: when the heads of a plan's logs are signed, and where the print is shown."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.bound import joint_rooms
from bot.message import Message
from bot.telling import Telling
from domain.due import Due, Kind
from domain.plan import Status

WEEKLY = timedelta(days=7)  # TRUST.md "The record"


def ask_seal(ctx: Telling, why: str) -> None:
    """Seal the record as soon as this is committed."""
    ctx.due(_due(ctx, ctx.now, why))


def rows(ctx: Telling) -> Iterator[Due]:
    """What is due next: a week after the last seal, while the plan is agreed."""
    plan = ctx.plan.plan_row
    if plan.status in {Status.IN_FORCE, Status.PAUSED}:
        made = ctx.work.seals(plan.id)
        yield _due(ctx, made[-1].at + WEEKLY if made else ctx.now)


def seal(ctx: Telling, row: Due) -> None:
    """Seal the record, once more in a week, and after the plan is closed no more."""
    over = ctx.plan.plan_row.status is Status.CLOSED
    if row.ref or not over:
        _seal(ctx, row.ref or "weekly")
    if not over:
        ctx.due(_due(ctx, ctx.now + WEEKLY))


def _seal(ctx: Telling, why: str) -> None:
    """Seal now, and show the fingerprint in every joint room."""
    made = ctx.work.seal(ctx.plan.id, at=ctx.now)
    text = (
        f"Record of {ctx.plan.plan_row.key} sealed ({why})."
        f" Fingerprint {made.groups}. Keep it: it shows that nothing was altered later."
    )
    posts = [room.post(Message(text=text)) for room in joint_rooms(ctx)]
    ctx.work.outbox.put(*posts, at=ctx.now)


def _due(ctx: Telling, at: datetime, why: str = "") -> Due:
    """The plan's one row; *why* is empty for the weekly seal."""
    plan = ctx.plan.id
    return Due(key=f"seal {plan}", kind=Kind.SEAL, at=at, plan=plan, ref=why)
