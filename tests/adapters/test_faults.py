"""A database that cannot answer, under a running app: a sentence, and then on again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool
from starlette.testclient import TestClient

from adapters.main import demonstrated
from storage.engine import open_engine
from storage.outbox import Outbox
from tests.adapters.seated import ANN, BOB, JOINT, Seated

ACTIONS = "/api/v1/plans/RDD/actions"
BRIEF = 50  # milliseconds SQLite waits here for another writer


@dataclass
class Struck:
    """A running demo whose every connection is told *ill* before it is used."""

    engine: Engine
    demo: Seated
    ill: str = ""

    def says(self, text_: str, id_: str) -> Any:
        return self.demo.post(ANN, text_, JOINT, id=id_)

    def titles(self) -> list[str]:
        return [item["title"] for item in self.demo.get(ANN, ACTIONS).json()]


def _told(struck: Struck, raw: Any) -> None:
    if struck.ill:
        raw.execute(struck.ill)


@contextmanager
def _running(url: str) -> Iterator[Struck]:
    engine = open_engine(url, busy=BRIEF)
    with TestClient(demonstrated(engine)) as client:
        struck = Struck(engine, Seated(client))
        event.listen(engine, "checkout", lambda raw, *_: _told(struck, raw))
        yield struck


@pytest.fixture
def struck(seeded_url: str) -> Iterator[Struck]:
    with _running(seeded_url) as found:
        yield found


@pytest.fixture
def struck_file(seeded_sqlite_url: str) -> Iterator[Struck]:
    with _running(seeded_sqlite_url) as found:
        yield found


@contextmanager
def _another(url: str, *statements: str) -> Iterator[None]:
    """Another program with the same database, in the middle of something."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield
    engine.dispose()


def _refused(struck: Struck, words: str, ask: Callable[[], Any]) -> None:
    answer = ask()
    assert answer.status_code == 503
    assert list(answer.json()) == ["text"]
    assert words in answer.json()["text"]


def _well_again(struck: Struck) -> None:
    """The line that was refused runs once when it is sent again, and all is well."""
    assert struck.says('action add "Oil the wheels"', "one").json()["refused"] is False
    assert struck.says('action add "Oil the wheels"', "one").json()["refused"] is False
    assert struck.titles().count("Oil the wheels") == 1
    assert struck.demo.client.get("/health/ready").json() == {"status": "ready"}


def test_database_that_another_program_holds_is_said(struck: Struck, seeded_url: str):
    hold = ("BEGIN EXCLUSIVE",)
    if struck.engine.dialect.name == "postgresql":
        struck.ill = "SET lock_timeout TO 50"
        hold = ("LOCK TABLE inbound",)
    with _another(seeded_url, *hold):
        _refused(
            struck, "busy", lambda: struck.says('action add "Oil the wheels"', "one")
        )
    _well_again(struck)


def test_database_that_may_only_be_read_is_said(struck: Struck):
    many = struck.engine.dialect.name == "postgresql"
    switch = "SET default_transaction_read_only TO" if many else "PRAGMA query_only ="
    struck.ill = f"{switch} on"
    _refused(struck, "only be read", lambda: struck.says('action add "Oil"', "one"))
    _refused(struck, "only be read", lambda: struck.demo.client.get("/health/ready"))
    struck.ill = f"{switch} off"
    _well_again(struck)


def test_full_database_is_said_and_nothing_is_half_there(struck_file: Struck):
    with struck_file.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    struck_file.ill = f"PRAGMA max_page_count = {pages}"
    words = "x" * 150
    for n in range(60):
        last = struck_file.says(f'action add "{words} {n}"', f"line {n}")
        if last.status_code != 200:
            break
    _refused(struck_file, "no space", lambda: last)
    assert f"{words} {n}" not in struck_file.titles()
    struck_file.ill = "PRAGMA max_page_count = 100000"
    assert struck_file.says(f'action add "{words} {n}"', f"line {n}").is_success
    assert f"{words} {n}" in struck_file.titles()
    _well_again(struck_file)


def test_file_that_is_taken_away_is_said(struck_file: Struck):
    file = Path(str(struck_file.engine.url.database))
    aside = file.rename(file.with_suffix(".aside"))
    _refused(struck_file, "does not answer", lambda: struck_file.says("mine", "zero"))
    _refused(
        struck_file,
        "does not answer",
        lambda: struck_file.demo.client.get("/health/ready"),
    )
    assert not file.exists()  # nor made anew, empty
    aside.rename(file)
    _well_again(struck_file)


def test_server_that_went_away_is_said(seeded_postgresql_url: str):
    url = make_url(seeded_postgresql_url)
    name, other = url.database, url.set(database="template1")
    close = f"ALTER DATABASE {name} ALLOW_CONNECTIONS"
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
    admin = create_engine(other, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with _running(seeded_postgresql_url) as struck:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"{close} false")
            connection.exec_driver_sql(end.format(name))
        _refused(struck, "does not answer", lambda: struck.says("mine", "zero"))
        with admin.connect() as connection:
            connection.exec_driver_sql(f"{close} true")
        _well_again(struck)


def test_tables_of_another_version_are_said(struck: Struck):
    with struck.engine.begin() as connection:
        if struck.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("RESET ROLE")
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    _refused(struck, "jointly migrate", lambda: struck.demo.client.get("/health/ready"))


def test_bug_in_a_line_is_one_number_and_no_trace(
    struck_file: Struck, monkeypatch: pytest.MonkeyPatch, capsys: Any
):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the words of somebody")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "put", broken)
        answer = struck_file.says('action add "Oil"', "two")
    number = answer.json()["text"].rpartition(" ")[2].rstrip(".")
    logged = "".join(capsys.readouterr())
    assert answer.status_code == 500
    assert logged.count(number) == 1
    assert "the words of somebody" not in logged + answer.text
    assert struck_file.demo.does(BOB, "mine")
    _well_again(struck_file)
