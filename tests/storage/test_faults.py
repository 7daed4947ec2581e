"""A database that cannot answer is said in a sentence, and work goes on afterwards."""

import pytest
from sqlalchemy import create_engine, text

from storage.engine import BadAddress, open_engine
from storage.faults import Gone, Locked, ReadOnly, Unmigrated
from storage.store import SqlStore
from tests.storage.conftest import NOW


@pytest.fixture
def many(postgresql_url):
    store = SqlStore(open_engine(postgresql_url))
    yield store
    store.close()


def remember(word="a"):
    return lambda work: work.remember(word, "ok", at=NOW)


def cut_off(url, backend):
    other = create_engine(url)
    with other.begin() as here:
        here.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})
    other.dispose()


def test_a_server_that_is_not_there_is_said():
    store = SqlStore(open_engine("postgresql://jointly@127.0.0.1:1/none"))

    with pytest.raises(Gone, match="does not answer"):
        store.run(remember())
    store.close()


def test_a_connection_that_died_while_idle_is_replaced(many, postgresql_url):
    backend = many.run(
        lambda work: work.connection.scalar(text("SELECT pg_backend_pid()"))
    )
    cut_off(postgresql_url, backend)

    many.run(remember())

    assert many.run(lambda work: work.answered("a")) == "ok"


def test_a_connection_that_dies_in_the_middle_leaves_nothing_half_done(
    many, postgresql_url
):
    def cut(work):
        remember()(work)
        backend = work.connection.scalar(text("SELECT pg_backend_pid()"))
        cut_off(postgresql_url, backend)
        work.answered("b")

    with pytest.raises(Gone):
        many.run(cut)

    assert many.run(lambda work: work.answered("a")) is None


def test_a_row_held_too_long_is_said(many, postgresql_url):
    many.run(remember())
    other = create_engine(postgresql_url)

    def touch(work):
        work.connection.execute(text("SET LOCAL lock_timeout TO 20"))
        work.connection.execute(text("UPDATE inbound SET answer = 'x'"))

    with other.begin() as holding:
        holding.execute(text("SELECT * FROM inbound FOR UPDATE"))
        with pytest.raises(Locked):
            many.run(touch)
    many.run(touch)
    other.dispose()


def test_a_server_that_only_reads_is_said(many):
    def only_reading(work):
        work.connection.execute(text("SET TRANSACTION READ ONLY"))
        remember()(work)

    with pytest.raises(ReadOnly):
        many.run(only_reading)
    many.run(remember())


def test_tables_that_are_not_there_are_said(empty_database_url):
    store = SqlStore(open_engine(empty_database_url))

    with pytest.raises(Unmigrated, match="jointly migrate"):
        store.run(remember())
    store.close()


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name", ""])
def test_an_address_of_something_else_is_refused(address):
    with pytest.raises(BadAddress, match=r"looks like sqlite:///jointly\.db"):
        open_engine(address)


def test_a_password_is_not_repeated_in_a_refusal():
    with pytest.raises(BadAddress) as refusal:
        open_engine("mysql://me:secret@host/name")

    assert "secret" not in str(refusal.value)
