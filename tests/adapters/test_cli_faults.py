"""The command line when the database cannot serve: one sentence, a non-zero exit."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from storage.engine import open_engine
from tests.adapters.command import PATIENCE, bare, refused
from tests.cast import a_stage, signed

MAIN = "from adapters.cli import main; main()"
FULL = """
from sqlalchemy import Engine, event
@event.listens_for(Engine, "connect")
def full(raw, _): raw.execute("PRAGMA max_page_count = 1")
"""
NO_DRIVER = "import sys; sys.modules['psycopg'] = None"
BROKEN = """
import adapters.operator
def new_token(*_, **__): raise RuntimeError("the words of somebody")
adapters.operator.new_token = new_token
"""


def with_first(first: str, *words: str, folder: Path, **settings: str) -> list[str]:
    """What a command says on stderr where *first* was done in its process before."""
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\n{MAIN}", *words],
        cwd=folder,
        env=bare() | settings,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@contextmanager
def held(url: str, *statements: str) -> Iterator[None]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield
    engine.dispose()


@pytest.mark.parametrize(
    "words", [("token", "@ann"), ("serve", "--port", "0"), ("migrate",)]
)
def test_locked_file_stops_a_command(
    tmp_path: Path, kept: dict[str, str], words: tuple[str, ...]
):
    with held(f"sqlite:///{tmp_path / 'jointly.db'}", "BEGIN EXCLUSIVE"):
        assert "busy with another program" in refused(*words, folder=tmp_path, **kept)


def test_locked_file_stops_the_demo(tmp_path: Path, kept: dict[str, str]):
    words = ("demo", "--port", "0", "--database", "jointly.db")
    with held(f"sqlite:///{tmp_path / 'jointly.db'}", "BEGIN EXCLUSIVE"):
        assert "busy with another program" in refused(*words, folder=tmp_path)


@pytest.mark.parametrize("words", [("token", "@ann"), ("serve", "--port", "0")])
def test_file_that_may_only_be_read_stops_what_writes(
    tmp_path: Path, kept: dict[str, str], words: tuple[str, ...]
):
    url = "sqlite:///file:jointly.db?mode=ro&uri=true"
    said = refused(*words, folder=tmp_path, JOINTLY_DATABASE_URL=url, **kept)
    assert "can only be read" in said


def test_full_disk_stops_a_command(tmp_path: Path):
    for words in (("migrate",), ("demo", "--port", "0")):
        assert "no space left" in with_first(FULL, *words, folder=tmp_path)[-1]


def test_full_disk_while_the_demo_is_seeded_is_said(tmp_path: Path):
    later = FULL.replace("= 1", "= 90")  # enough for the tables, not for the past
    words = ("demo", "--port", "0")
    assert "no space left" in with_first(later, *words, folder=tmp_path)[-1]


def test_tables_of_an_older_version_are_refused_until_migrated(
    tmp_path: Path, kept: dict[str, str]
):
    old = "UPDATE alembic_version SET version_num = '0001'"
    with held(f"sqlite:///{tmp_path / 'jointly.db'}", old, "COMMIT"):
        pass
    for words in (("token", "@ann"), ("serve", "--port", "0")):
        assert "jointly migrate" in refused(*words, folder=tmp_path, **kept)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://me:secret@host:port/name", "The database address"),
        ("sqlite:///jointly.db?mode=ro", "The database address"),
        ("postgresql://127.0.0.1:1/name", "does not answer"),
        ("postgresql://127.0.0.1:1/name?sort=fast", "an option that PostgreSQL"),
    ],
)
def test_address_that_leads_nowhere_is_refused(
    tmp_path: Path, address: str, sentence: str
):
    said = refused("token", "@ann", folder=tmp_path, JOINTLY_DATABASE_URL=address)
    assert sentence in said
    assert "secret" not in said


def test_missing_driver_is_named(tmp_path: Path):
    url = "postgresql://host/name"
    said = with_first(
        NO_DRIVER, "token", "@ann", folder=tmp_path, JOINTLY_DATABASE_URL=url
    )
    assert said[-1] == "This needs the package psycopg, which is not installed."


def test_bug_is_one_number_and_no_trace(tmp_path: Path, kept: dict[str, str]):
    said = with_first(BROKEN, "token", "@ann", folder=tmp_path, **kept)
    number = said[-1].rpartition(" ")[2].rstrip(".")
    assert "\n".join(said[:-1]).count(number) == 1
    assert "the words of somebody" not in "\n".join(said)


def test_server_that_only_reads_or_is_locked_or_has_no_tables_stops_a_command(
    tmp_path: Path, seeded_postgresql_url: str, empty_postgresql_url: str
):
    def token(url: str) -> str:
        return refused("token", "@ann", folder=tmp_path, JOINTLY_DATABASE_URL=url)

    name = make_url(seeded_postgresql_url).database
    reading = f"ALTER DATABASE {name} SET default_transaction_read_only = "
    with held(seeded_postgresql_url, "LOCK TABLE token IN ACCESS EXCLUSIVE MODE"):
        assert "busy with another program" in token(seeded_postgresql_url)
    with held(seeded_postgresql_url, f"{reading} on", "COMMIT"):
        assert "can only be read" in token(seeded_postgresql_url)
    assert "jointly migrate" in token(empty_postgresql_url)
    absent = make_url(seeded_postgresql_url).set(database="no_such_database")
    assert "does not answer" in token(absent.render_as_string(hide_password=False))


def test_export_that_cannot_be_written_seals_and_tells_nothing(
    tmp_path: Path, sqlite_url: str
):
    with a_stage(open_engine(sqlite_url)) as stage:
        signed(stage)
        before = (len(stage.rows("seal")), len(stage.rows("outbox")))
    run = {"folder": tmp_path, "JOINTLY_DATABASE_URL": sqlite_url}
    said = refused("export", "RDD", "--as", "@ann", "-o", "nowhere/a.json", **run)
    assert said == "nowhere/a.json.part: No such file or directory."
    said = refused("export", "RDD", "--as", "@tim", "-o", "a.json", **run)
    assert said.startswith("There is no plan RDD here with a member called @tim")
    assert not list(tmp_path.glob("a.json*"))
    with a_stage(open_engine(sqlite_url)) as stage:
        assert (len(stage.rows("seal")), len(stage.rows("outbox"))) == before
