"""Erasing a person: nothing of them is left but in others' own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters import erasing
from adapters.doctor import examine
from adapters.erasing import StillInAPlan
from adapters.files.export import export_plan
from adapters.settings import Settings
from storage.engine import open_engine
from storage.store import SqlStore
from tests.adapters.command import jointly, refused
from tests.cast import ANN, BOB, HALDEN, PEOPLE, Stage, a_stage, account, signed

QUI = account("Quillonia", HALDEN)
CALLED = (b"quillonia", b"Quillonia")


@pytest.fixture
def stage(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Somebody worked on the plan, was told things, and has been taken out of it."""
    monkeypatch.setitem(PEOPLE, "@quillonia", QUI)
    with a_stage(open_engine(database_url)) as here:
        signed(here)
        here.does(ANN, "member add @quillonia as contributor")
        here.does(QUI, "action add Ship twelve pumps due fri")
        here.ask(QUI, "A-1 note on their way", id="delivery 1")
        here.does(QUI, "snooze A-1 2026-12-03")
        here.does(ANN, "hand over @quillonia to @cat")
        here.does(ANN, "member remove @quillonia")
        yield here


@pytest.fixture
def url(stage: Stage) -> str:
    return stage.engine.url.render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    made = erasing.opened_whole(url)
    yield made
    made.close()


def bytes_of(url: str, stage: Stage) -> bytes:
    """Everything the database keeps: the files, or every row of every table."""
    if stage.engine.dialect.name == "sqlite":
        file = Path(str(stage.engine.url.database))
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    engine = open_engine(url, owner=True)
    with engine.begin() as owner:
        names = owner.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ).all()
        rows = (owner.execute(text(f"SELECT t::text FROM {n} t")).all() for n in names)  # noqa: S608 - its own tables
        found = str([list(one) for one in rows]).encode()
    engine.dispose()
    return found


def test_no_byte_of_who_they_were_is_left(stage: Stage, url: str, store: SqlStore):
    assert any(word in bytes_of(url, stage) for word in CALLED)
    stage.close()
    erasing.erase(store, "@quillonia")
    store.close()
    left = bytes_of(url, stage)
    assert not any(word in left for word in CALLED)


def test_record_still_verifies_and_says_somebody_did_it(url: str, store: SqlStore):
    erasing.erase(store, "@quillonia")
    found = examine(Settings(database_url=url), now=Stage.now)
    assert "Every fact of every plan is as it was recorded." in {f.text for f in found}
    data = str(export_plan(store, "RDD", "Ann"))
    assert "Erased person" in data
    assert not any(word.decode() in data for word in CALLED)


def test_history_reads_on_after_an_erasure(stage: Stage, store: SqlStore):
    erasing.erase(store, "@quillonia")
    assert "Erased person added A-1" in stage.does(ANN, "history A-1")


def test_words_of_others_about_them_are_listed_with_their_place(
    stage: Stage, store: SqlStore
):
    stage.does(BOB, "A-1 note Quillonia promised it for May")
    found = erasing.look(store, "@quillonia")
    places = {(one.table, one.key.partition(" ")[2]) for one in found.mentions}
    assert ("note", "A-1 joint 2") in places or any(t == "note" for t, _ in places)
    assert any(table == "fact" for table, _ in places)
    erasing.erase(store, "@quillonia")
    assert "promised it for May" in stage.does(ANN, "A-1")


def test_whoever_still_has_a_part_in_a_plan_is_not_erased(
    stage: Stage, store: SqlStore
):
    for who in ("@ann", "@cat"):
        with pytest.raises(StillInAPlan, match="still has a part in RDD"):
            erasing.erase(store, who)
    assert "Cat" in stage.does(ANN, "member list")


def test_somebody_of_the_same_account_later_is_somebody_new(
    stage: Stage, store: SqlStore
):
    erasing.erase(store, "@quillonia")
    assert stage.ask(QUI, "status").refused
    people = {row["name"] for row in stage.rows("person")}
    assert {"Quillonia", "Erased person"} <= people


def test_command_only_says_what_it_would_do_until_told_to(
    sqlite_url: str, tmp_path: Path
):
    with a_stage(open_engine(sqlite_url)) as here:
        signed(here)
        here.say(QUI, "help", None)
    run = {"folder": tmp_path, "JOINTLY_DATABASE_URL": sqlite_url}
    assert (
        "nothing was changed. Add --yes" in jointly("erase", "@quillonia", **run).stdout
    )
    assert "is erased." in jointly("erase", "@quillonia", "--yes", **run).stdout
    assert refused("erase", "@quillonia", **run).startswith("Nobody called")
    assert "still has a part in RDD" in refused("erase", "@ann", **run)
