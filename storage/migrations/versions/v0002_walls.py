"""What is recorded stays as it is: no change, no removal, no replacing."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LASTING = {
    "fact": ("plan", "log", "seq"),
    "seal": ("plan", "number"),
    "opening": ("plan", "number", "audience"),
}
SENTENCE = "What is recorded cannot be changed or removed."

# INSERT OR REPLACE removes a row without asking a DELETE trigger, so each key is
# refused a second time as well: https://www.sqlite.org/lang_replace.html
SQLITE_STAYS = """
CREATE TRIGGER {table}_stays_on_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
SQLITE_ONCE = """
CREATE TRIGGER {table}_stays_on_insert BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""

POSTGRES_REFUSES = """
CREATE FUNCTION recorded_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""
POSTGRES_STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION recorded_stays()
"""

# The role the program works as has no right to alter the record, nor to switch the
# triggers off. An operator whose own role may not create roles keeps the triggers.
POSTGRES_ROLE = """
DO $$ BEGIN
    CREATE ROLE jointly_writer NOLOGIN;
EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL;
END $$
"""
POSTGRES_GRANTS = """
DO $$ DECLARE home text := quote_ident(current_schema()); BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jointly_writer') THEN
        EXECUTE 'GRANT USAGE ON SCHEMA ' || home || ' TO jointly_writer';
        EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ' || home
            || ' TO jointly_writer';
        EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA ' || home
            || ' TO jointly_writer';
        EXECUTE 'ALTER DEFAULT PRIVILEGES IN SCHEMA ' || home
            || ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jointly_writer';
        REVOKE UPDATE, DELETE ON {lasting} FROM jointly_writer;
        REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM jointly_writer;
        GRANT jointly_writer TO CURRENT_USER;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$
"""


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for table in LASTING:
            for verb in ("update", "delete", "insert"):
                op.execute(f"DROP TRIGGER {table}_stays_on_{verb}")
        return
    for table in LASTING:
        op.execute(f"DROP TRIGGER {table}_stays ON {table}")
    op.execute("DROP FUNCTION recorded_stays()")


def _guard_sqlite() -> None:
    for table, key in LASTING.items():
        same = " AND ".join(f"{name} = NEW.{name}" for name in key)
        for verb in ("update", "delete"):
            op.execute(SQLITE_STAYS.format(table=table, verb=verb, sentence=SENTENCE))
        op.execute(SQLITE_ONCE.format(table=table, same=same, sentence=SENTENCE))


def _guard_postgresql() -> None:
    op.execute(POSTGRES_REFUSES.format(sentence=SENTENCE))
    for table in LASTING:
        op.execute(POSTGRES_STAYS.format(table=table))
    op.execute(POSTGRES_ROLE)
    op.execute(POSTGRES_GRANTS.format(lasting=", ".join(LASTING)))
