"""Tables come to be by steps that can be taken back, and equal what the code says."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from storage import migrate, tables
from storage.engine import open_engine
from storage.faults import Unmigrated

PLAN = """
INSERT INTO plan (id, key, title, starter, created_at, contract, zone, status,
    signed_by_customer, signed_by_supplier, closing_why, version)
VALUES ('p', 'P', 'Less downtime', 'ann', '2026-11-23 10:00:00', '', 'UTC', 'draft',
    '', '', '', 0)
"""
SAID = """
INSERT INTO said (lane, seq, revision, at, "by", plan, card, thread, marker, body)
VALUES ('room', {seq}, {seq}, '2026-11-23 10:00:00', '', 'p', '{card}', '', 'm{seq}',
    '{{}}')
"""


@pytest.fixture
def empty(empty_database_url):
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


def names(engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_steps_lead_to_exactly_the_tables_of_the_code(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, tables.meta) == []


def test_every_table_goes_when_all_steps_are_taken_back(empty, empty_database_url):
    migrate.upgrade(empty_database_url)
    assert set(tables.meta.tables) < names(empty)

    migrate.downgrade(empty_database_url)
    assert names(empty) == {"alembic_version"}


def test_steps_can_be_taken_again_after_they_were_taken_back(empty, empty_database_url):
    for _ in range(2):
        migrate.upgrade(empty_database_url)
        migrate.downgrade(empty_database_url)
    migrate.upgrade(empty_database_url)

    migrate.require_latest(empty)


def test_each_step_alone_goes_up_and_down(empty, empty_database_url):
    for step in migrate.KNOWN:
        migrate.upgrade(empty_database_url, step)
    for step in (*reversed(migrate.KNOWN[:-1]), "base"):
        migrate.downgrade(empty_database_url, step)

    assert names(empty) == {"alembic_version"}


def test_migrating_twice_does_nothing(engine, database_url):
    migrate.upgrade(database_url)

    migrate.require_latest(engine)


def test_an_empty_database_is_refused_in_a_sentence(empty):
    with pytest.raises(Unmigrated, match="jointly migrate"):
        migrate.require_latest(empty)


def test_an_older_database_is_refused_in_a_sentence(empty, empty_database_url):
    migrate.upgrade(empty_database_url, "0001")

    with pytest.raises(Unmigrated, match="jointly migrate"):
        migrate.require_latest(empty)


@pytest.mark.parametrize("start", ["upgrade", "require_latest"])
def test_a_newer_database_is_refused_in_a_sentence(engine, database_url, start):
    owner = create_engine(database_url)
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    owner.dispose()

    with pytest.raises(migrate.Newer, match="newer version of Jointly \\(9999\\)"):
        migrate.require_latest(engine) if start == "require_latest" else (
            migrate.upgrade(database_url)
        )


def test_the_code_knows_every_step():
    config = migrate.settings()
    steps = ScriptDirectory.from_config(config).walk_revisions()

    assert tuple(step.revision for step in steps) == tuple(reversed(migrate.KNOWN))


def test_cards_that_stood_before_the_table_are_found_in_it(empty, empty_database_url):
    migrate.upgrade(empty_database_url, "0004")
    owner = create_engine(empty_database_url)
    with owner.begin() as connection:
        connection.execute(text(PLAN))
        for seq, card in ((3, "A-1"), (4, ""), (5, "A-2")):
            connection.execute(text(SAID.format(seq=seq, card=card)))
    owner.dispose()

    migrate.upgrade(empty_database_url)

    with empty.connect() as connection:
        rows = connection.execute(text("SELECT ref, posted FROM card ORDER BY ref"))
        assert [tuple(row) for row in rows] == [("A-1", "3"), ("A-2", "5")]
