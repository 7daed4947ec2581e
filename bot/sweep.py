"""The clock's entrance: for each kind of due row, what is decided in its time."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot import digest, sealing, silence
from bot.ports import Closed, Work
from bot.telling import Telling
from bot.window import PlanView
from domain.due import Due, Kind
from domain.plan import Plan

BATCH = 200  # due rows a transaction: enough to be quick, few enough to be fair

DOES: Mapping[Kind, Callable[[Telling, Due], None]] = {
    Kind.DIGEST: digest.send,
    Kind.SEAL: sealing.seal,
    Kind.SILENCE: silence.close,
}


def sweep(work: Work, closed: Closed, now: datetime) -> int:
    """Do what is due. Claimed rows are gone when this commits; how many there were."""
    rows = work.agenda.claim(now, most=BATCH)
    for row in rows:
        work.line = f"{row.key} {row.at.isoformat()}"
        plan = work.one(Plan, id=row.plan) if row.plan else None
        view = PlanView(work, plan, None) if plan else None
        DOES[row.kind](Telling(now=now, work=work, closed=closed, view=view), row)
        work.flush()
    return len(rows)
