"""The auditor: every running clock has a next row, and none that comes too late.

What is to come is counted from the plan as it stands, and compared with the rows there
are. A row that is due already is left to the sweep, whose outcome it waits for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from bot import anew, climbing, digest, handing_over, recurring, sealing, silence
from bot.ports import Closed, Store, Work
from bot.reviews import clock
from bot.sweep import LEASE
from bot.telling import Telling
from bot.window import PlanView
from domain.checkpoint import Checkpoint
from domain.due import Due, Kind
from domain.issue import Issue
from domain.item import Item
from domain.person import Person
from domain.plan import Plan
from domain.visibility import (
    CLOCK_SEES,
    COURIER_SEES,
    Audience,
    Side,
    private_to,
    rows_of,
)

SETTLED = timedelta(minutes=5)  # by then a due row has an outcome: TIME.md


class Fault(StrEnum):
    MISSING = "missing"
    LATE = "late"  # planned for later than it should be
    HELD = "held"  # leased for longer than anybody leases


Stands = tuple[datetime, datetime]  # when a row is due, and when it may be looked at
Repairs = Counter[tuple[str, Fault]]  # of each kind of row, by what was wrong with it


@dataclass(frozen=True)
class Slip:
    """What is wrong with a row; `due` is the row as it should be."""

    fault: Fault
    due: Due


def audit(store: Store, closed: Closed, now: datetime) -> Repairs:
    """Look every plan over and put right what is wrong; what that was."""
    found: Repairs = Counter()
    plans = store.run(lambda work: [plan.id for plan in work.some(Plan)])
    for plan in plans:
        found += _audit(store, closed, now, plan)
    stuck = store.run(lambda work: work.outbox.mend(now), sees=(COURIER_SEES,))
    return found + Counter({("message", Fault.HELD): stuck})


def slips(work: Work, closed: Closed, now: datetime, plan: str) -> list[Slip]:
    """What is wrong with the rows of one plan, and of the people in it."""
    found = work.one(Plan, id=plan)
    if found is None or _follows_still(work, plan, now):
        return []
    view = PlanView(work, found, None)
    ctx = Telling(now=now, work=work, closed=closed, view=view)
    wanted = list(_wanted(ctx))
    stands = work.agenda.standing(*(due.key for due in wanted))
    compared = (_slip(due, stands.get(due.key), now) for due in wanted)
    return [slip for slip in compared if slip]


def _audit(store: Store, closed: Closed, now: datetime, plan: str) -> Repairs:
    """Only what is wrong at a second look too: meanwhile others were at work."""
    sees = (CLOCK_SEES, *(rows_of(plan, private_to(side)) for side in Side))
    look = partial(slips, closed=closed, now=now, plan=plan)
    first = store.run(look, sees=sees)
    if not first:
        return Counter()

    def mend(work: Work) -> Repairs:
        again = [slip for slip in look(work) if slip in first]
        work.agenda.put(*(slip.due for slip in again))
        return Counter((slip.due.kind.value, slip.fault) for slip in again)

    return store.run(mend, sees=sees)


def _follows_still(work: Work, plan: str, now: datetime) -> bool:
    """Whether something has just changed, and not all of the rows have followed yet."""
    since = work.agenda.times(anew.key_of(plan)).values()
    return any(at > now - SETTLED for at in since)


def _slip(
    due: Due, stands: tuple[datetime, datetime] | None, now: datetime
) -> Slip | None:
    if stands is None:
        return Slip(Fault.MISSING, due)
    at, free = stands
    if at > max(due.at, now):
        return Slip(Fault.LATE, due)
    if free > max(at, now + LEASE):
        return Slip(Fault.HELD, replace(due, at=at))
    return None


def _wanted(ctx: Telling) -> Iterator[Due]:
    """The rows there are to be. What leaves no trace is, only while it is to come."""
    for audience in Audience:
        yield from _issues(ctx, audience)
        for item in anew.items(ctx, audience):
            yield from _item(ctx, item)
    for member in ctx.plan.members():
        yield from handing_over.rows(ctx, member)
    people = tuple(member.person for member in ctx.plan.active())
    for person in ctx.work.some(Person, id=people):
        yield from digest.rows(person, ctx.now)
    yield from sealing.rows(ctx)


def _issues(ctx: Telling, audience: Audience) -> Iterator[Due]:
    found: list[Issue] = climbing.running(ctx, audience)
    words = climbing.last_words(ctx, found)
    for issue in found:
        yield from climbing.rows(ctx, issue, words.get(issue.ref), after=ctx.now)


def _item(ctx: Telling, item: Item) -> Iterator[Due]:
    yield from silence.rows(ctx, item)
    yield from recurring.rows(ctx, item)
    if isinstance(item, Checkpoint):
        due = clock.rows(ctx, item)
        yield from (r for r in due if r.kind is Kind.MISSED or r.at > ctx.now)
