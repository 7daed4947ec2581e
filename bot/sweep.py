"""The clock's entrance: for each kind of due row, what is decided in its time.

Rows of one plan and audience are done together, in one transaction. Where that fails,
each is leased in a transaction and done in the next: what fails then stays with its
true time, the others go on, and it is tried again when the lease ends.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from bot import anew, climbing, digest, handing_over, recurring, sealing, silence
from bot.catching_up import piled_up
from bot.ports import Closed, Store, Work
from bot.reviews import turns
from bot.telling import Telling
from bot.window import PlanView
from domain.due import Due, Kind
from domain.plan import Plan
from domain.visibility import CLOCK_SEES, Side, private_to, rows_of

BATCH = 200  # due rows a sweep: enough to be quick, few enough to be stopped
TOGETHER = 50  # of them in one transaction
LEASE = timedelta(minutes=2)  # the auditor expects an outcome within five: TIME.md

DOES: Mapping[Kind, Callable[[Telling, Due], None]] = {
    Kind.AGAIN: recurring.come_round,
    Kind.AGENDA: turns.show_agenda,
    Kind.ANEW: anew.come_due,
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
    done = 0
    while done < BATCH:
        most, before = BATCH - done, done
        rows = store.run(partial(_due, now=now, most=most), sees=(CLOCK_SEES,))
        for group in _groups(rows):
            done += _together(store, closed, now, group)
        if done == before:
            break
    return done


def _due(work: Work, *, now: datetime, most: int) -> Sequence[Due]:
    return work.agenda.due(now, most=most)


def _groups(rows: Sequence[Due]) -> Iterator[list[Due]]:
    """Rows that may be seen together: of one party of a plan, or of one person."""
    found: dict[tuple[str, ...], list[Due]] = {}
    for row in rows:
        found.setdefault((*_sees(row), row.person), []).append(row)
    for group in found.values():
        yield from (group[n : n + TOGETHER] for n in range(0, len(group), TOGETHER))


def _together(store: Store, closed: Closed, now: datetime, group: list[Due]) -> int:
    try:
        job = partial(_all, rows=group, closed=closed, now=now)
        return store.run(job, sees=_sees(group[0]))
    except Exception:  # noqa: BLE001 - each is done alone, and told of where it fails
        return _alone(store, closed, now, len(group))


def _alone(store: Store, closed: Closed, now: datetime, most: int) -> int:
    for done in range(most):
        row = store.run(
            lambda work: work.agenda.lease(now, until=now + LEASE), sees=(CLOCK_SEES,)
        )
        if row is None:
            return done
        store.run(partial(_do, row=row, closed=closed, now=now), sees=_sees(row))
    return most


def _all(work: Work, *, rows: Sequence[Due], closed: Closed, now: datetime) -> int:
    """Do them in order, as far as nothing new comes in between; how many were done."""
    done = 0
    for row in work.agenda.claim(rows, now):
        if work.agenda.soonest and work.agenda.soonest < row.at:
            break
        held_up = piled_up(work, row, rows, now)
        _do(work, row=row, closed=closed, now=now, held_up=held_up)
        work.flush()
        done += 1
    return done


def _sees(row: Due) -> tuple[str, ...]:
    """What is private to one party, or to each where the clocks of both follow."""
    both = tuple(private_to(side) for side in Side)
    audiences = both if row.kind is Kind.ANEW else (row.audience,)
    return (CLOCK_SEES, *(rows_of(row.plan, each) for each in audiences))


def _do(
    work: Work, *, row: Due, closed: Closed, now: datetime, held_up: bool = False
) -> None:
    if not work.agenda.take(row):
        return
    work.line = _line(row)
    if row.person:
        work.see_as(row.person)
    plan = work.one(Plan, id=row.plan) if row.plan else None
    view = PlanView(work, plan, None) if plan else None
    ctx = Telling(now=now, work=work, closed=closed, view=view, piled_up=held_up)
    DOES[row.kind](ctx, row)


def _line(row: Due) -> str:
    """What this row's facts are known by: of its own, and nothing of other rows."""
    return uuid5(NAMESPACE_OID, f"{row.key} {row.at.isoformat()}").hex
