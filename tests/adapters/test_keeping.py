"""Backups, restores and moves: nothing is lost, and nothing leaves unasked."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from adapters import keeping
from adapters.keeping import Exists, NoBackup, SameDatabase
from benchmarks.worlds import fill
from domain.visibility import COURIER_SEES
from storage import holding, tables
from storage.copying import NotEmpty, Sum, reading, summed
from storage.engine import open_engine
from storage.migrate import downgrade
from storage.store import SqlStore
from storage.tables import State
from tests.adapters.command import jointly, refused
from tests.cast import ANN, BOB, Stage, a_stage, raw, signed

LATER = timedelta(days=3)


def silent(_: int) -> None:
    """Nobody waits for how far it is."""


@pytest.fixture
def stage(database_url: str) -> Iterator[Stage]:
    """A signed plan on each database, with something unsaid and something due."""
    with a_stage(open_engine(database_url)) as here:
        signed(here)
        here.does(BOB, 'action add "Ship twelve pumps" due fri')
        here.does(ANN, "action add Check our own costs private", None)
        yield here


@pytest.fixture
def url(stage: Stage) -> str:
    return stage.engine.url.render_as_string(hide_password=False)


def held_by(url: str) -> Sum:
    engine = open_engine(url, owner=True, reads=True)
    try:
        with reading(engine) as connection:
            return summed(connection)
    finally:
        engine.dispose()


def states(url: str) -> dict[State, int]:
    engine = open_engine(url)
    counted = select(tables.outbox.c.state, func.count()).group_by("state")
    with raw(engine) as connection:
        found = {State(state): n for state, n in connection.execute(counted)}
    engine.dispose()
    return found


def test_backup_holds_every_row_of_the_moment(url: str, tmp_path: Path):
    file = tmp_path / "jointly.backup"
    found = keeping.back_up(url, file, silent)
    assert found.rows > 50
    assert held_by(f"sqlite:///{file}").hash == found.hash == held_by(url).hash
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("jointly.backup*")] == [file.name]


def test_backup_is_one_moment_while_lines_go_on_being_answered(
    stage: Stage, url: str, tmp_path: Path
):
    fill(stage, str(stage.row("plan")["id"]), 20_000)
    done = threading.Event()
    said = []

    def talk() -> None:
        while not done.is_set():
            said.append(stage.ask(BOB, f"A-1 {len(said) % 90 + 1}%"))

    talking = threading.Thread(target=talk)
    talking.start()
    try:
        keeping.back_up(url, tmp_path / "one.backup", silent)
    finally:
        done.set()
        talking.join()
    assert said
    assert not any(answer.refused for answer in said[1:])
    engine = open_engine(f"sqlite:///{tmp_path / 'one.backup'}", reads=True)
    with engine.connect() as connection:
        heads = connection.execute(text("SELECT plan, log, seq FROM head")).all()
        last = text("SELECT plan, log, max(seq) FROM fact GROUP BY plan, log")
        assert sorted(heads) == sorted(connection.execute(last).all())
    engine.dispose()


def test_backup_is_never_written_over(url: str, tmp_path: Path):
    file = tmp_path / "one.backup"
    file.write_text("mine")
    with pytest.raises(Exists):
        keeping.back_up(url, file, silent)
    assert file.read_text() == "mine"


def test_backups_in_a_folder_keep_the_newest(url: str, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"jointly-2026-11-0{day}T030000Z.backup").touch()
    (folder / "notes.txt").touch()
    new = keeping.back_up_in(url, folder, 2, silent)
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == ["jointly-2026-11-04T030000Z.backup", new.name, "notes.txt"]


def test_restore_brings_everything_back_and_says_nothing(
    stage: Stage, url: str, tmp_path: Path, empty_database_url: str
):
    waiting = states(url)[State.WAITING]
    keeping.back_up(url, tmp_path / "one.backup", silent)
    at = stage.now + LATER
    found = keeping.restore(
        tmp_path / "one.backup", empty_database_url, now=at, told=silent
    )
    after = states(empty_database_url)
    assert State.WAITING not in after
    assert after[State.HELD] == len(found) > waiting  # the digests of three days, too
    assert "Bob" in {one.to for one in found}


def test_held_messages_leave_only_when_the_operator_says_so(
    stage: Stage, url: str, tmp_path: Path, empty_database_url: str
):
    keeping.back_up(url, tmp_path / "one.backup", silent)
    at = stage.now + LATER
    found = keeping.restore(
        tmp_path / "one.backup", empty_database_url, now=at, told=silent
    )
    first, *others = [one.id for one in found]
    store = SqlStore(open_engine(empty_database_url))
    claim = lambda work: work.outbox.claim(at, most=999, lease=LATER)  # noqa: E731
    run = partial(store.run, sees=(COURIER_SEES,))
    assert run(claim) == []
    assert run(lambda w: holding.let_go(w.connection, [first], now=at)) == 1
    assert [row.id for row in run(claim)] == [first]
    assert run(lambda w: holding.drop(w.connection, [first, *others])) == len(others)
    assert run(lambda w: holding.held(w.connection)) == []
    store.close()


def test_restore_refuses_a_database_with_plans_in_it(url: str, tmp_path: Path):
    keeping.back_up(url, tmp_path / "one.backup", silent)
    before = held_by(url).hash
    with pytest.raises(NotEmpty):
        keeping.restore(
            tmp_path / "one.backup", url, now=datetime.now(UTC), told=silent
        )
    assert held_by(url).hash == before


@pytest.mark.parametrize("content", [b"", b"not a database" * 99, None])
def test_restore_refuses_what_is_no_backup(
    tmp_path: Path, empty_sqlite_url: str, content: bytes | None
):
    file = tmp_path / "other"
    if content is None:
        with create_engine(f"sqlite:///{file}").begin() as other:
            other.execute(text("CREATE TABLE shop (name TEXT)"))
    else:
        file.write_bytes(content)
    with pytest.raises(NoBackup):
        keeping.restore(file, empty_sqlite_url, now=datetime.now(UTC), told=silent)


def test_restore_brings_an_older_backup_to_this_version(
    url: str, tmp_path: Path, empty_database_url: str
):
    file = tmp_path / "old.backup"
    keeping.back_up(url, file, silent)
    downgrade(f"sqlite:///{file}", "0002")
    as_it_was = file.read_bytes()
    keeping.restore(file, empty_database_url, now=Stage.now, told=silent)
    assert file.read_bytes() == as_it_was  # the backup itself stays as old
    assert held_by(empty_database_url).rows > 50


def test_move_from_sqlite_to_postgresql_and_back_keeps_the_hash(
    sqlite_url: str, empty_postgresql_url: str, empty_sqlite_url: str
):
    with a_stage(open_engine(sqlite_url)) as here:
        signed(here)
        fill(here, str(here.row("plan")["id"]), 10_000)
    there = keeping.move(sqlite_url, empty_postgresql_url, silent)
    back = keeping.move(empty_postgresql_url, empty_sqlite_url, silent)
    assert there.rows == back.rows > 10_000
    assert there.hash == back.hash == held_by(sqlite_url).hash


def test_moved_plan_goes_on_where_it_was(sqlite_url: str, empty_postgresql_url: str):
    with a_stage(open_engine(sqlite_url)) as here:
        signed(here)
        here.does(BOB, "action add Ship twelve pumps due fri")
    keeping.move(sqlite_url, empty_postgresql_url, silent)
    with a_stage(open_engine(empty_postgresql_url)) as there:
        assert "A-2" in there.does(BOB, "action add Train the staff due fri")


def test_move_onto_itself_is_refused(url: str):
    with pytest.raises(SameDatabase):
        keeping.move(url, url, silent)


def test_commands_back_up_restore_and_decide(sqlite_url: str, tmp_path: Path):
    with a_stage(open_engine(sqlite_url)) as here:
        signed(here)
    new = f"sqlite:///{tmp_path / 'new.db'}"
    run = {"folder": tmp_path, "JOINTLY_DATABASE_URL": new}
    done = jointly(
        "backup", "b", folder=tmp_path, JOINTLY_DATABASE_URL=sqlite_url
    ).stdout
    assert "Written to b." in done
    restored = jointly("restore", "b", **run).stdout
    assert "held, because they may have been said already" in restored
    assert jointly("restore", **run).stdout in restored
    ended = jointly("restore", "--drop", "all", **run).stdout
    assert ended.endswith("Nothing is held.\n")
    assert refused("restore", "b", **run).startswith("That database holds plans")
    assert refused("restore", "--send", "x", **run).startswith("x is no number")
    assert refused("backup", **run).startswith("Name the file to write")
    assert refused("backup", "c", "--keep", "3", **run).startswith("--keep goes with")
