"""1,000 that are due among many pending, against 1,000 no-op jobs of APScheduler.

Ours are each loaded, looked at again and decided; their fact, what is to be said and
what is due next are written. Either the windows of issues are over (the owner is told
again, the card and the room too, and the issue climbs next), or work that was done met
with silence (it is closed, and the room hears it).
"""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine, delete, insert, text

from benchmarks.scheduler import Scheduler
from benchmarks.timing import RUNS, heading, row
from benchmarks.worlds import CHUNK, databases, plan
from domain.action import Action, Status
from domain.due import Due, Kind
from domain.issue import Issue
from domain.ladder import Severity
from domain.visibility import Audience, Side
from storage import tables
from tests.cast import ANN, BOB, ROOM, Stage

MANY, PLANS = 1000, 20
PENDING = (10_000, 100_000, 1_000_000)
JOBS = 100_000
YEAR = timedelta(days=365)
SINCE = datetime(2026, 11, 16, 10, tzinfo=UTC)  # five working days before
Make = Callable[[Stage, str, int], Issue | Action]


def main() -> None:
    heading("ours", "APScheduler", "times")
    with databases() as fresh:
        for name, url in fresh.items():
            theirs = Scheduler(url(), JOBS, MANY)
            for pending in PENDING:
                with plan(url()) as stage:
                    _fill(stage, pending)
                    _compare(f"{name}: among {pending:,}", stage, theirs)


def _compare(name: str, stage: Stage, theirs: Scheduler) -> None:
    """In turn, so that whatever else the machine does slows both alike."""
    plans = _plans(stage)
    number = 10_000
    for kind, make in KINDS.items():
        taken: dict[str, list[float]] = {"ours": [], "theirs": []}
        for _ in range(RUNS):
            _make(stage, plans, kind, make, number)
            number += MANY
            taken["ours"].append(_swept(stage))
            taken["theirs"].append(theirs.fire())
        ours, other = (MANY / median(found) for found in taken.values())
        cells = (f"{ours:.0f}/s", f"{other:.0f}/s", f"{ours / other:.2f}")
        row(f"{name}, {kind}", *cells)


def _swept(stage: Stage) -> float:
    began = perf_counter()
    done = 0
    while rows := stage.bot.sweep(stage.now):
        done += rows
    if done != MANY:
        raise RuntimeError(f"{done} rows were done")
    return perf_counter() - began


def _plans(stage: Stage) -> list[str]:
    found = [stage.row("plan", key="RDD")["id"]]
    for n in range(len(found), PLANS):
        room = replace(ROOM, id=f"room-{n}")
        stage.does(ANN, f'new "Plan {n}" as customer with "Orbit Devices"', room)
        found.append(stage.row("plan_room", room=room.id)["plan"])
    return found


def _fill(stage: Stage, pending: int) -> None:
    """Rows of next year; none of the plan's own are due."""
    far = stage.now + YEAR
    kept = {"kind": Kind.SILENCE, "at": far, "free": far, "audience": Audience.JOINT}
    blank = {"plan": "", "ref": "", "person": ""}
    with stage.raw() as connection:
        connection.execute(delete(tables.due))
        for start in range(0, pending, CHUNK):
            keys = (f"pending {n}" for n in range(start, min(start + CHUNK, pending)))
            rows = [{"key": key, **kept, **blank} for key in keys]
            connection.execute(insert(tables.due), rows)
    _tidy(stage)


def _tidy(stage: Stage) -> None:
    """What autovacuum does within minutes; the tests' PostgreSQL has none."""
    if stage.engine.dialect.name != "postgresql":
        return
    owner = create_engine(stage.engine.url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    owner.dispose()


def _make(stage: Stage, plans: list[str], kind: Kind, make: Make, first: int) -> None:
    items = [make(stage, plans[n % PLANS], first + n) for n in range(MANY)]
    dues = [Due.about(item, kind, stage.now) for item in items]
    table = {Issue: tables.issues, Action: tables.actions}[type(items[0])]
    with stage.raw() as connection:
        connection.execute(delete(tables.due).where(tables.due.c.at <= stage.now))
        connection.execute(delete(tables.due).where(tables.due.c.key.not_like("p%")))
        connection.execute(insert(table), [_values(item) for item in items])
        rows = [{**_values(due), "free": due.at} for due in dues]
        connection.execute(insert(tables.due), rows)


def _values(thing: Issue | Action | Due) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _issue(stage: Stage, plan_id: str, number: int) -> Issue:
    issue = Issue(
        **_begun(stage, plan_id, number),
        severity=Severity.LOW,
        owner=_bob(stage),
        owner_side=Side.SUPPLIER,
        raised_side=Side.CUSTOMER,
    )
    issue.begin(SINCE)
    return issue


def _action(stage: Stage, plan_id: str, number: int) -> Action:
    return Action(
        **_begun(stage, plan_id, number),
        status=Status.DONE,
        owner=_bob(stage),
        owner_side=Side.SUPPLIER,
        done_at=SINCE,
        done_by=_bob(stage),
    )


def _begun(stage: Stage, plan_id: str, number: int) -> dict[str, Any]:
    return {
        "plan": plan_id,
        "number": number,
        "audience": Audience.JOINT,
        "title": f"Replace pump {number}",
        "created_by": _bob(stage),
        "created_at": SINCE,
    }


def _bob(stage: Stage) -> str:
    return BOBS.setdefault(id(stage), stage.person(BOB))


BOBS: dict[int, str] = {}
KINDS: dict[Kind, Make] = {Kind.WINDOW: _issue, Kind.SILENCE: _action}
