"""The clock's entrance: for each kind of due row, what is decided in its time.

Each row is leased in one transaction and done in the next. Where that fails, the row
stays with its true time, the others go on, and it is tried again when the lease ends.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from bot import climbing, digest, handing_over, recurring, sealing, silence
from bot.ports import Closed, Store, Work
from bot.reviews import turns
from bot.telling import Telling
from bot.window import PlanView
from domain.due import Due, Kind
from domain.plan import Plan
from domain.visibility import CLOCK_SEES, rows_of

BATCH = 200  # due rows a sweep: enough to be quick, few enough to be stopped
LEASE = timedelta(minutes=2)  # the auditor expects an outcome within five: TIME.md

DOES: Mapping[Kind, Callable[[Telling, Due], None]] = {
    Kind.AGAIN: recurring.come_round,
    Kind.AGENDA: turns.show_agenda,
    Kind.CLIMB: climbing.climb,
    Kind.DIGEST: digest.send,
    Kind.HAND_OVER: handing_over.come_due,
    Kind.MINUTES: turns.ask_the_chair,
    Kind.MISSED: turns.give_up,
    Kind.SEAL: sealing.seal,
    Kind.SILENCE: silence.close,
    Kind.START: turns.offer_start,
    Kind.STILL: climbing.still,
    Kind.WEEKLY: climbing.remind,
    Kind.WINDOW: climbing.lapse,
}


def sweep(store: Store, closed: Closed, now: datetime) -> int:
    """Do what is due by *now*, the longest due first; how many rows were done."""
    for done in range(BATCH):
        row = store.run(
            lambda work: work.agenda.lease(now, until=now + LEASE), sees=(CLOCK_SEES,)
        )
        if row is None:
            return done
        sees = (CLOCK_SEES, rows_of(row.plan, row.audience))
        store.run(partial(_do, row=row, closed=closed, now=now), sees=sees)
    return BATCH


def _do(work: Work, *, row: Due, closed: Closed, now: datetime) -> None:
    if not work.agenda.take(row):
        return
    work.line = _line(row)
    if row.person:
        work.see_as(row.person)
    plan = work.one(Plan, id=row.plan) if row.plan else None
    view = PlanView(work, plan, None) if plan else None
    DOES[row.kind](Telling(now=now, work=work, closed=closed, view=view), row)


def _line(row: Due) -> str:
    """What this row's facts are known by: of its own, and nothing of other rows."""
    return uuid5(NAMESPACE_OID, f"{row.key} {row.at.isoformat()}").hex
