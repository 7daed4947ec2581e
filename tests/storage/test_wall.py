"""The second wall: PostgreSQL shows and takes no private row but the speaker's own.

Every table with an audience is tried, those of the future too: rows are made from what
the table says of itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import DropConstraint

from domain.member import Member, Role, Standing
from domain.visibility import SEES as MAY_SEE
from domain.visibility import Audience, Side, private_to, rows_of
from storage.engine import WRITER, open_engine
from storage.migrations.wall import ASKED_FIRST, LETTERBOX
from storage.sight import begun
from storage.store import SqlStore
from storage.tables import Moment, Word, meta
from storage.wall import ALL, SEALS, audience_columns, unguarded
from tests.cast import raw
from tests.postgres import Postgres
from tests.storage.conftest import BOTH, NOW, start

COLUMNS = audience_columns()
WALLED = sorted(COLUMNS)
HIDDEN = sorted(set(COLUMNS) - ASKED_FIRST)
EACH = {Side.CUSTOMER: Audience.CUSTOMER, Side.SUPPLIER: Audience.SUPPLIER}
OTHER = {Side.CUSTOMER: Audience.SUPPLIER, Side.SUPPLIER: Audience.CUSTOMER}
POLICIES = text("""
SELECT relrowsecurity, relforcerowsecurity,
       ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = pg_class.oid)
FROM pg_class WHERE oid = CAST(:table AS regclass)
""")
LASTING = frozenset({"fact", "opening"})  # which nobody may alter or remove


def value(kind: Any, audience: Audience) -> Any:
    """Something a column of that kind takes."""
    if isinstance(kind, Word):
        return next(iter(kind.kind))
    if isinstance(kind, Moment):
        return NOW
    made = {bool: True, int: 1, date: NOW.date(), time: time(9), str: audience.value}
    return made[kind.python_type]


def row(table: Table, audience: Audience) -> dict[str, Any]:
    named = {"plan": "p", COLUMNS[table.name]: audience}
    if table.name == "outbox":
        named["id"] = 1000 + list(Audience).index(audience)
    return {c.name: named.get(c.name, value(c.type, audience)) for c in table.columns}


@pytest.fixture(scope="module")
def engine(postgres: Postgres, migrated_database: str) -> Iterator[Engine]:
    """Three rows in each table: joint, and each party's. Every test rolls back."""
    with postgres.database(migrated_database) as url:
        made = open_engine(url)
        with raw(made) as here:
            for table in meta.sorted_tables:
                for constraint in table.foreign_key_constraints:
                    here.execute(DropConstraint(constraint))
            for name in WALLED:
                table = meta.tables[name]
                here.execute(insert(table), [row(table, each) for each in Audience])
        yield made
        made.dispose()


@contextmanager
def seeing(engine: Engine, *sees: str) -> Iterator[Connection]:
    """A transaction of the program that says so much; nothing of it stays."""
    with engine.connect() as here:
        here.execution_options(sees=sees)
        here.begin()
        yield here
        here.rollback()


def behind(here: Connection) -> Connection:
    """The same transaction from here on as the tables' owner, who sees everything."""
    here.execute(text(f"RESET ROLE; SET LOCAL jointly.sees TO '{ALL}'"))
    return here


def column(table: str) -> Any:
    return meta.tables[table].c[COLUMNS[table]]


def shown(here: Connection, table: str) -> set[Audience]:
    return set(here.execute(select(column(table))).scalars())


def own(side: Side) -> str:
    return rows_of("p", private_to(side))


@pytest.mark.parametrize("table", WALLED)
def test_every_table_with_an_audience_has_the_wall(engine: Engine, table: str):
    told = "" if COLUMNS[table] == "audience" else f", {COLUMNS[table]!r}"
    missing = (
        f"{table} has rows of one party alone. In the migration that makes it, call"
        f" storage.migrations.wall.raise_wall({table!r}{told})."
    )
    with engine.begin() as here:
        enabled, forced, policies = here.execute(POLICIES, {"table": table}).one()

    assert enabled, missing
    assert forced, missing
    assert {"wall", "owner"} <= set(policies), missing


@pytest.mark.parametrize("table", HIDDEN)
def test_whoever_says_nothing_sees_only_what_is_joint(engine: Engine, table: str):
    with seeing(engine) as here:
        assert shown(here, table) == {Audience.JOINT}


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("table", HIDDEN)
def test_a_party_sees_its_own_and_nothing_of_the_other(
    engine: Engine, table: str, side: Side
):
    with seeing(engine, own(side)) as here:
        assert shown(here, table) == set(MAY_SEE[side])


@pytest.mark.parametrize("said", ["q:customer", "customer", "p:", "p", ALL, "'"])
def test_other_words_open_nothing(engine: Engine, said: str):
    with seeing(engine, said) as here:
        assert all(shown(here, table) == {Audience.JOINT} for table in HIDDEN)


@pytest.mark.parametrize("table", HIDDEN)
def test_counts_ends_and_joins_show_no_more_than_lists(engine: Engine, table: str):
    there, again = meta.tables[table], meta.tables[table].alias("again")
    audience = again.c[COLUMNS[table]]
    joined = select(audience).join_from(
        there, again, there.c.plan == again.c.plan, isouter=True
    )
    hidden = select(audience).where(audience == Audience.CUSTOMER).exists()
    with seeing(engine, own(Side.SUPPLIER)) as here:
        assert here.scalar(select(func.count()).select_from(there)) == 2
        assert here.scalar(select(func.min(column(table)))) is Audience.JOINT
        assert set(here.scalars(joined)) == {Audience.JOINT, Audience.SUPPLIER}
        assert here.scalar(select(hidden)) is False


def test_no_transaction_keeps_what_one_before_it_saw(engine: Engine):
    alone = open_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
    with alone.connect() as before, before.execution_options(sees=["p:customer"]):
        assert shown(before, "note") == {Audience.JOINT, Audience.CUSTOMER}
        before.commit()
    with alone.begin() as after:
        assert shown(after, "note") == {Audience.JOINT}
    alone.dispose()


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("table", sorted(set(WALLED) - LETTERBOX))
def test_nothing_is_added_for_the_other_party(engine: Engine, table: str, side: Side):
    added = row(meta.tables[table], OTHER[side]) | {"plan": "q"}

    with (
        seeing(engine, own(side), rows_of("q", EACH[side])) as here,
        pytest.raises(DBAPIError, match="row-level security"),
    ):
        here.execute(insert(meta.tables[table]), added)


@pytest.mark.parametrize("table", sorted(LETTERBOX))
def test_a_letter_to_the_other_party_goes_in_and_stays_in(engine: Engine, table: str):
    letter = row(meta.tables[table], Audience.CUSTOMER) | {"id": 1}
    with seeing(engine, own(Side.SUPPLIER)) as here:
        here.execute(insert(meta.tables[table]).inline(), letter)

        assert shown(here, table) == {Audience.JOINT, Audience.SUPPLIER}
        assert len(behind(here).scalars(select(column(table))).all()) == 4


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("table", sorted(set(WALLED) - LASTING))
def test_what_is_not_seen_is_neither_altered_nor_removed(
    engine: Engine, table: str, side: Side
):
    there, theirs = meta.tables[table], column(table) == OTHER[side]
    with seeing(engine, own(side)) as here:
        altered = here.execute(there.update().values(plan="x").where(theirs))
        removed = here.execute(there.delete().where(theirs))

        assert altered.rowcount == removed.rowcount == 0
        kept = select(there.c.plan).where(theirs)
        assert behind(here).scalars(kept).all() == ["p"]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("table", sorted(set(WALLED) - LASTING))
def test_nothing_of_ones_own_is_made_the_other_partys(
    engine: Engine, table: str, side: Side
):
    there, name = meta.tables[table], COLUMNS[table]
    given = there.update().values({name: OTHER[side], "plan": "q"})
    with (
        seeing(engine, own(side), rows_of("q", EACH[side])) as here,
        pytest.raises(DBAPIError, match="row-level security"),
    ):
        here.execute(given.where(column(table) == EACH[side]))


@pytest.mark.parametrize(
    ("duty", "opens"), [("clock", {"due"}), ("courier", {"outbox"})]
)
def test_a_duty_opens_its_own_table_and_no_other(
    engine: Engine, duty: str, opens: set[str]
):
    with seeing(engine, duty) as here:
        assert {t for t in HIDDEN if shown(here, t) != {Audience.JOINT}} == opens


@pytest.mark.parametrize(
    ("plan", "opens"), [("p", {"head", "opening"}), ("q", set()), ("", set())]
)
def test_a_seal_opens_the_heads_of_its_own_plan(
    engine: Engine, plan: str, opens: set[str]
):
    with seeing(engine) as here:
        here.execute(text(f"SET LOCAL {SEALS} TO '{plan}'"))
        assert {t for t in HIDDEN if shown(here, t) != {Audience.JOINT}} == opens


def test_after_a_seal_the_same_work_sees_no_heads(postgresql_url: str):
    store = SqlStore(open_engine(postgresql_url))
    store.run(start)

    def sealed(work) -> Sequence[Any]:
        work.seal("p", at=NOW)
        return work.openings("p", Audience.CUSTOMER)

    assert store.run(sealed) == []
    assert len(store.run(lambda w: w.openings("p", Audience.CUSTOMER), sees=BOTH)) == 1
    store.close()


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("role", Role)
def test_the_database_finds_out_itself_for_whom_somebody_reads(
    postgresql_url: str, role: Role, standing: Standing
):
    member = Member(
        plan="p", person="bob", side=Side.SUPPLIER, role=role, standing=standing
    )
    store = SqlStore(open_engine(postgresql_url))
    store.run(start)
    with raw(store.engine) as here:
        here.execute(insert(meta.tables["member"]), vars(member))

    def seen(work) -> str:
        work.see_as("bob")
        return work.connection.scalar(text("SELECT current_setting('jointly.sees')"))

    reads = member.reads if member.active else None
    assert store.run(seen).split() == ([rows_of("p", EACH[reads])] if reads else [])
    store.close()


def test_what_is_said_at_the_beginning_stays_what_it_is():
    assert begun(["it's"]) == "; SET LOCAL jointly.sees TO 'it''s'"
    assert begun([]) == ""


@pytest.mark.parametrize("table", HIDDEN)
def test_without_the_wall_everything_would_show(engine: Engine, table: str):
    with seeing(engine) as here:
        behind(here).execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
        here.execute(text(f"SET LOCAL ROLE {WRITER}; SET LOCAL jointly.sees TO ''"))

        assert shown(here, table) == set(Audience)


def test_a_table_without_the_wall_is_told_of(postgresql_url: str):
    here = open_engine(postgresql_url)
    before = unguarded(here)
    with raw(here) as owner:
        owner.execute(text("ALTER TABLE note DISABLE ROW LEVEL SECURITY"))

    assert (before, unguarded(here)) == ([], ["note"])
    here.dispose()


def test_sqlite_has_no_wall_to_tell_of(sqlite_url: str):
    here = open_engine(sqlite_url)

    assert unguarded(here) == []
    here.dispose()


def test_migrations_see_the_rows_of_both(engine: Engine):
    url = engine.url.render_as_string(hide_password=False)
    owner = open_engine(url, owner=True)
    with owner.begin() as here:
        assert all(shown(here, table) == set(Audience) for table in WALLED)
    owner.dispose()
