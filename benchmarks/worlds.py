"""The databases and plans the benchmarks run on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from domain.action import Action
from domain.visibility import Audience, Side
from storage import tables
from storage.engine import open_engine
from storage.migrate import upgrade
from tests.cast import BOB, Stage, signed
from tests.postgres import Postgres, clear

CHUNK = 5000


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """An empty, migrated database of each kind. SQLite as in earnest, synchronous=FULL.

    The tests' PostgreSQL does not wait for the disk; it says what the round trips cost.
    """
    with tempfile.TemporaryDirectory(prefix="jointly-") as name:
        folder = Path(name)
        (folder / "postgres").mkdir()
        try:
            with (
                Postgres(folder / "postgres") as server,
                server.database() as postgresql,
            ):
                urls = {
                    "sqlite": f"sqlite:///{folder / 'jointly.db'}",
                    "postgresql": postgresql,
                }
                for url in urls.values():
                    upgrade(url)
                yield urls
        finally:
            clear(folder / "postgres")


@contextmanager
def plan(url: str) -> Iterator[Stage]:
    """The signed plan of the tests on that database."""
    stage = Stage(open_engine(url))
    signed(stage)
    yield stage
    stage.close()


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
    )
    return {field.name: getattr(made, field.name) for field in fields(made)}
