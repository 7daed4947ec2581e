"""One line, from words to committed answer, against the same writes by the driver."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url

from benchmarks.timing import among, latencies, rate, row
from benchmarks.worlds import add_actions, databases, plan
from tests.cast import BOB, Stage

CALLERS = 16
EACH = 40  # lines of one caller in one run
TABLES = (
    "CREATE TABLE action (n INTEGER PRIMARY KEY, progress INTEGER, version INTEGER)",
    "CREATE TABLE fact (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT)",
    "CREATE TABLE head (log TEXT PRIMARY KEY, seq INTEGER, hash TEXT)",
    "CREATE TABLE outbox (id INTEGER PRIMARY KEY, lane TEXT, card TEXT, body TEXT)",
    "INSERT INTO action VALUES (1, 0, 0)",
    "INSERT INTO head VALUES ('joint', 0, '')",
)
WRITES = (
    "UPDATE action SET progress = {0}, version = {0} WHERE n = 1",
    "INSERT INTO fact VALUES ({0}, '{1}', '')",
    "UPDATE head SET seq = {0}, hash = '' WHERE log = 'joint'",
    "INSERT INTO outbox VALUES ({0}, 'room', 'A-1', '{1}')",
)
BODY = "x" * 400


def main() -> None:
    row("", "lines/s", "of the driver", "p50 ms", "p99 ms")
    with databases() as urls:
        for name, url in urls.items():
            driver = rate(DRIVERS[name](url))
            row(f"{name}: the driver, a commit each", f"{driver:.0f}")
            with plan(url) as stage:
                add_actions(stage, CALLERS)
                _measure(name, stage, driver)


def _measure(name: str, stage: Stage, driver: float) -> None:
    taken = latencies(200, lambda turn: _say(stage, 0, turn))
    for callers in (1, CALLERS):
        done = rate(partial(among, callers, EACH, partial(_say, stage)))
        middle, late = taken[len(taken) // 2], taken[-len(taken) // 100]
        times = (f"{middle:.2f}", f"{late:.2f}") if callers == 1 else ()
        what = f"{name}: {callers} calling"
        row(what, f"{done:.0f}", f"{done / driver:.2f}", *times)


def _say(stage: Stage, caller: int, turn: int) -> None:
    """Progress there and back, so that every line changes something."""
    number = caller + 1
    stage.does(BOB, f"A-{number} {20 + turn % 2}%")


def _sqlite(_: str) -> Callable[[], int]:
    folder = TemporaryDirectory()
    here = sqlite3.connect(Path(folder.name) / "raw.db", isolation_level=None)
    here.execute("PRAGMA journal_mode=WAL")
    here.execute("PRAGMA synchronous=FULL")
    for statement in TABLES:
        here.execute(statement)
    count = iter(range(1, 10**9))

    def work(keep: object = folder) -> int:
        del keep
        for _ in range(300):
            turn = next(count)
            here.execute("BEGIN IMMEDIATE")
            for statement in WRITES:
                here.execute(statement.format(turn, BODY))
            here.execute("COMMIT")
        return 300

    return work


def _postgresql(url: str) -> Callable[[], int]:
    found = make_url(url)
    here = psycopg.connect(
        host=str(found.query["host"]), user=found.username, dbname=found.database
    )
    here.execute("CREATE SCHEMA raw")
    here.execute("SET search_path TO raw")
    for statement in TABLES:
        here.execute(statement)
    here.commit()
    count = iter(range(1, 10**9))

    def work() -> int:
        for _ in range(300):
            turn = next(count)
            for statement in WRITES:
                here.execute(statement.format(turn, BODY))
            here.commit()
        return 300

    return work


DRIVERS = {"sqlite": _sqlite, "postgresql": _postgresql}
