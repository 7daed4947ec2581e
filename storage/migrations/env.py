"""Run the steps on the connection `storage.migrate` hands in."""

from alembic import context

from storage.tables import meta

context.configure(
    connection=context.config.attributes["connection"], target_metadata=meta
)
context.run_migrations()
