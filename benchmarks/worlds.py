"""The databases and plans the benchmarks run on."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, create_engine, insert, text

from domain import change, checkpoint, issue
from domain.action import LIVE, Action, Status
from domain.visibility import Audience, Side
from storage import tables
from storage.engine import open_engine
from storage.migrate import upgrade
from tests.cast import ANN, BOB, Stage, a_stage, signed
from tests.postgres import Postgres, clear

CHUNK = 5000
AGED = 1000  # the first number of what is only there to be many
FURNITURE = (
    (BOB, "issue raise Pumps fail on ward B severity low"),
    (BOB, 'checkpoint schedule "Weekly review" weekly on thu at 10:00'),
    (ANN, "CS-1 agree"),
    (ANN, "M-1 due 2027-04-30 the network is late"),
    (BOB, "action add Send the figures weekly on mon"),
)
# Three in four are open, more than in any plan we know; but none has one status only.
STATUSES = (*sorted(LIVE), Status.ACCEPTED)
LEFT: dict[Table, tuple[int, dict[str, Any]]] = {
    tables.issues: (600, {"status": issue.Status.ACCEPTED}),
    tables.changes: (200, {"status": change.Status.SIGNED}),
    tables.checkpoints: (200, {"status": checkpoint.Status.AGREED}),
}


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """What makes an empty, migrated database of each kind.

    SQLite as in earnest, synchronous=FULL. The tests' PostgreSQL does not wait for the
    disk; it says what the round trips cost.
    """
    with tempfile.TemporaryDirectory(prefix="jointly-") as name:
        folder = Path(name)
        (folder / "postgres").mkdir()
        try:
            with Postgres(folder / "postgres") as server, ExitStack() as lent:
                yield {
                    "sqlite": lambda: _migrated(f"sqlite:///{folder / uuid4().hex}.db"),
                    "postgresql": lambda: _migrated(
                        lent.enter_context(server.database())
                    ),
                }
        finally:
            clear(folder / "postgres")


def _migrated(url: str) -> str:
    upgrade(url)
    return url


@contextmanager
def plan(url: str) -> Iterator[Stage]:
    """The signed plan of the tests on that database."""
    with a_stage(open_engine(url)) as stage:
        yield signed(stage)


def say(stage: Stage, line: str) -> None:
    """A line of @bob's that must run, delivered as a platform does: by a name."""
    answer = stage.ask(BOB, line, id=uuid4().hex)
    if answer.refused:
        raise RuntimeError(answer.message.twin)


def add_actions(stage: Stage, many: int) -> None:
    """Actions of @bob's, through the bot."""
    for number in range(many):
        stage.does(BOB, f'action add "Replace pump {number}" due fri')


def fill(stage: Stage, plan_id: str, many: int, *, first: int = 1000) -> None:
    """Actions written straight to the table, as many as it takes to be big."""
    rows = [_action(plan_id, first + n) for n in range(many)]
    with stage.engine.begin() as connection:
        for start in range(0, many, CHUNK):
            connection.execute(insert(tables.actions), rows[start : start + CHUNK])


def furnish(stage: Stage) -> None:
    """One of every other noun, with its clocks: as a plan that is being worked on."""
    for who, line in FURNITURE:
        stage.does(who, line)


def age(stage: Stage, plan_id: str) -> int:
    """What years leave behind: settled things of the other nouns; how many."""
    for table, (many, settled) in LEFT.items():
        like = stage.row(table.name, plan=plan_id, number=1)
        rows = [like | settled | {"number": AGED + n} for n in range(many)]
        with stage.engine.begin() as connection:
            connection.execute(insert(table), rows)
    return sum(many for many, _ in LEFT.values())


def tidy(stage: Stage) -> None:
    """What autovacuum does within minutes; the tests' PostgreSQL has none."""
    if stage.engine.dialect.name != "postgresql":
        return
    owner = create_engine(stage.engine.url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        for table in (tables.actions, *LEFT):
            connection.execute(text(f"VACUUM ANALYZE {table.name}"))
    owner.dispose()


def _action(plan_id: str, number: int) -> dict[str, Any]:
    made = Action(
        plan=plan_id,
        number=number,
        audience=Audience.JOINT,
        title=f"Replace pump {number}",
        created_by="x",
        created_at=Stage.now,
        owner="x",
        owner_side=Side.SUPPLIER,
        status=STATUSES[number % len(STATUSES)],
    )
    return {field.name: getattr(made, field.name) for field in fields(made)}
