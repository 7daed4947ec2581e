"""What closes when the other party says nothing for the agreed days."""

from bot import announce
from bot.telling import Telling
from domain.action import SILENCE, Action, Status
from domain.due import Due, Kind
from domain.plan import Status as PlanStatus


def waits(ctx: Telling, action: Action) -> None:
    """From now on silence counts: in working days of the plan, or of the one party."""
    if action.accepting_side is None:
        return
    row = Due(
        key=_key(action),
        kind=Kind.SILENCE,
        at=ctx.workdays(action.audience).after_days(ctx.now, SILENCE),
        plan=action.plan,
        audience=action.audience,
        ref=action.ref,
    )
    ctx.due(row)


def waits_no_more(ctx: Telling, action: Action) -> None:
    """It was answered, or taken back."""
    ctx.work.agenda.drop(_key(action))


def close(ctx: Telling, row: Due) -> None:
    """Nobody objected in time: look again, then close it at the time it fell due."""
    action = ctx.plan.as_read_by(row.audience).find(row.ref, Action)
    over = ctx.plan.plan_row.status is PlanStatus.CLOSED
    if action.status is Status.DONE and not over:
        ctx.record(action.pass_in_silence(at=row.at))
        announce.settle(ctx)


def _key(action: Action) -> str:
    return f"silence {action.plan} {action.audience} {action.ref}"
