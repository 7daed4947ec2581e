"""What is recorded stays: by the database itself, whoever asks."""

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from storage import migrate
from storage.engine import WRITER, open_engine
from storage.store import SqlStore
from tests.storage.conftest import NOW, start

SAME = {
    "fact": "INSERT OR REPLACE INTO fact SELECT * FROM fact LIMIT 1",
    "seal": "INSERT OR REPLACE INTO seal SELECT * FROM seal LIMIT 1",
    "opening": "INSERT OR REPLACE INTO opening SELECT * FROM opening LIMIT 1",
}


@pytest.fixture
def sealed(planned):
    planned.run(lambda work: work.seal("p", at=NOW))
    return planned


@pytest.mark.parametrize("table", ["fact", "seal", "opening"])
@pytest.mark.parametrize("what", ["UPDATE {} SET plan = 'q'", "DELETE FROM {}"])
@pytest.mark.usefixtures("sealed")
def test_what_is_recorded_cannot_be_changed_or_removed(database_url, table, what):
    owner = create_engine(database_url)

    with pytest.raises(DBAPIError, match="cannot be changed"), owner.begin() as here:
        here.execute(text(what.format(table)))
    owner.dispose()


@pytest.mark.parametrize("table", SAME)
def test_sqlite_does_not_replace_what_is_recorded(sqlite_url, table):
    store = SqlStore(open_engine(sqlite_url))
    store.run(start)
    store.run(lambda work: work.seal("p", at=NOW))

    with (
        pytest.raises(DBAPIError, match="cannot be changed"),
        store.engine.begin() as here,
    ):
        here.execute(text(SAME[table]))
    store.close()


@pytest.mark.parametrize("table", ["fact", "seal", "opening"])
def test_postgresql_does_not_empty_what_is_recorded(postgresql_url, table):
    owner = create_engine(postgresql_url)

    with pytest.raises(DBAPIError, match="cannot be changed"), owner.begin() as here:
        here.execute(text(f"TRUNCATE {table} CASCADE"))
    owner.dispose()


@pytest.fixture
def plain_url(empty_postgresql_url):
    """A database for somebody who may make tables in it, and no roles."""
    maker = create_engine(empty_postgresql_url, isolation_level="AUTOCOMMIT")
    with maker.connect() as here:
        here.execute(text("CREATE ROLE plain LOGIN"))
        here.execute(text("GRANT plain TO CURRENT_USER"))
        here.execute(text("GRANT CREATE ON SCHEMA public TO plain"))
        yield make_url(empty_postgresql_url).set(username="plain").render_as_string()
        here.execute(text("DROP OWNED BY plain CASCADE"))
        here.execute(text("DROP ROLE plain"))
    maker.dispose()


def whoever_works(store) -> str:
    return store.run(lambda work: work.connection.scalar(text("SELECT current_user")))


def test_postgresql_works_as_a_role_that_cannot_alter_the_record(postgresql_url):
    store = SqlStore(open_engine(postgresql_url))
    store.run(start)

    works_as = whoever_works(store)
    for what in (
        "ALTER TABLE fact DISABLE TRIGGER ALL",
        "UPDATE fact SET line = ''",
        "DELETE FROM fact",
        "DELETE FROM alembic_version",
    ):
        with (
            pytest.raises(DBAPIError, match=r"permission denied|must be owner"),
            store.engine.begin() as here,
        ):
            here.execute(text(what))
    store.close()
    assert works_as == WRITER


def test_an_owner_who_may_not_create_roles_still_has_the_triggers(plain_url):
    migrate.upgrade(plain_url)
    store = SqlStore(open_engine(plain_url))
    store.run(start)

    works_as = whoever_works(store)
    with pytest.raises(DBAPIError, match="cannot be changed"):
        store.run(lambda work: work.connection.execute(text("DELETE FROM fact")))
    store.close()
    assert works_as == "plain"
