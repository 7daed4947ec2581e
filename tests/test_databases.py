"""What the other tests rely on when they ask for a database."""

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool


def engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


@pytest.mark.parametrize("_turn", ["first", "second"])
def test_nothing_is_left_over_from_another_test(empty_database_url, _turn):
    here = engine(empty_database_url)

    assert inspect(here).get_table_names() == []
    with here.begin() as connection:
        connection.execute(text("CREATE TABLE leftover (id INTEGER)"))


@pytest.mark.parametrize("_turn", ["first", "second"])
def test_every_migrated_database_is_a_fresh_one(database_url, _turn):
    here = engine(database_url)

    assert "leftover" not in inspect(here).get_table_names()
    assert "alembic_version" in inspect(here).get_table_names()
    with here.begin() as connection:
        connection.execute(text("CREATE TABLE leftover (id INTEGER)"))


def test_the_tests_role_is_held_by_row_level_security(empty_postgresql_url):
    with engine(empty_postgresql_url).begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER)"))
        connection.execute(text("INSERT INTO note VALUES (1)"))
        connection.execute(text("ALTER TABLE note ENABLE ROW LEVEL SECURITY"))
        connection.execute(text("ALTER TABLE note FORCE ROW LEVEL SECURITY"))

        assert connection.execute(text("SELECT id FROM note")).all() == []
