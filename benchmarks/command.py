"""One line, from words to committed answer, against the same writes by the driver."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from sqlalchemy import make_url

from benchmarks.timing import Work, among, heading, latencies, rates, row
from benchmarks.worlds import add_actions, databases, furnish, plan, say
from tests.cast import Stage

CALLERS = 16
EACH = 20  # lines of one caller in one run
ALONE = 200  # lines in one run with one caller
TABLES = (
    "CREATE TABLE action (n INTEGER PRIMARY KEY, progress INTEGER, version INTEGER)",
    "CREATE TABLE fact (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT)",
    "CREATE TABLE head (log TEXT PRIMARY KEY, seq INTEGER, hash TEXT)",
    "CREATE TABLE outbox (id INTEGER PRIMARY KEY, lane TEXT, card TEXT, body TEXT)",
    "CREATE TABLE inbound (id TEXT PRIMARY KEY, answer TEXT)",
    "INSERT INTO action VALUES (1, 0, 0)",
    "INSERT INTO head VALUES ('joint', 0, '')",
    "INSERT INTO outbox VALUES (0, 'room', 'A-1', '')",
)
# The item, its fact, the head of its log, its card, the line for the room, the answer.
WRITES = (
    "UPDATE action SET progress = {0}, version = {0} WHERE n = 1",
    "INSERT INTO fact VALUES ({0}, '{1}', '')",
    "UPDATE head SET seq = {0}, hash = '' WHERE log = 'joint'",
    "UPDATE outbox SET body = '{1}' WHERE id = 0",
    "INSERT INTO outbox VALUES ({0}, 'room', '', '{1}')",
    "INSERT INTO inbound VALUES ('{0}', '{1}')",
)
BODY = "x" * 400


def main() -> None:
    heading("lines/s", "of the driver", "p50 ms", "p99 ms")
    with databases() as fresh:
        for name, url in fresh.items():
            with plan(url()) as stage, DRIVERS[name](url()) as driver:
                add_actions(stage, CALLERS)
                furnish(stage)
                _measure(name, stage, driver)


def _measure(name: str, stage: Stage, driver: Work) -> None:
    taken = latencies(ALONE, lambda turn: _say(stage, 0, turn))
    done = rates(
        {
            "the driver, a commit each": driver,
            "1 calling": partial(among, 1, ALONE, partial(_say, stage)),
            f"{CALLERS} calling": partial(among, CALLERS, EACH, partial(_say, stage)),
        }
    )
    raw = done["the driver, a commit each"]
    for what, found in done.items():
        middle, late = taken[len(taken) // 2], taken[-len(taken) // 100]
        times = (f"{middle:.2f}", f"{late:.2f}") if what == "1 calling" else ("", "")
        row(f"{name}: {what}", f"{found:.0f}", f"{found / raw:.2f}", *times)


def _say(stage: Stage, caller: int, turn: int) -> None:
    """Progress there and back, so that every line changes something."""
    say(stage, f"A-{caller + 1} {20 + turn % 2}%")


@contextmanager
def _sqlite(_: str) -> Iterator[Work]:
    with TemporaryDirectory() as folder, ExitStack() as left:
        here = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        left.enter_context(closing(here))
        here.execute("PRAGMA journal_mode=WAL")
        here.execute("PRAGMA synchronous=FULL")
        yield _writing(here, "BEGIN IMMEDIATE")


@contextmanager
def _postgresql(url: str) -> Iterator[Work]:
    found = make_url(url)
    with psycopg.connect(
        host=str(found.query["host"]),
        user=found.username,
        dbname=found.database,
        autocommit=True,
    ) as here:
        here.execute("CREATE SCHEMA raw")
        here.execute("SET search_path TO raw")
        yield _writing(here, "BEGIN")


def _writing(here: Any, begin: str) -> Work:  # noqa: ANN401 - a driver's connection
    for statement in TABLES:
        here.execute(statement)
    turns = count(1)

    def work() -> int:
        for turn in (next(turns) for _ in range(ALONE)):
            for statement in (begin, *WRITES, "COMMIT"):
                here.execute(statement.format(turn, BODY))
        return ALONE

    return work


Driver = Callable[[str], Any]
DRIVERS: dict[str, Driver] = {"sqlite": _sqlite, "postgresql": _postgresql}
