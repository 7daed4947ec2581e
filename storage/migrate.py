"""Bring a database to the tables this version needs, or say in a sentence why not."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from domain.errors import DomainError
from storage.engine import open_engine
from storage.faults import Unmigrated, in_words

if TYPE_CHECKING:
    from alembic.config import Config

LATEST = "0015"
KNOWN = (*(f"{n:04}" for n in range(1, int(LATEST))), LATEST)
# Two replicas that start together must not migrate together; any number will do.
LOCK = text("SELECT pg_advisory_xact_lock(7017018)")


class Newer(DomainError):
    """This database belongs to a newer version of Jointly ({found}). Start that version, or restore a backup made with this one."""  # noqa: E501 - one sentence people read

    def __init__(self, found: str) -> None:
        self.found = found


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database at *url* up to date; nothing happens where it is."""
    from alembic import command

    engine = open_engine(url, owner=True)
    try:
        with in_words(), engine.begin() as connection:
            config = _locked(connection)
            _refuse_newer(connection)
            command.upgrade(config, to)
    finally:
        engine.dispose()


def downgrade(url: str, to: str = "base") -> None:
    """Take steps back. What only newer tables hold is lost: back up first."""
    from alembic import command

    engine = open_engine(url, owner=True)
    try:
        with in_words(), engine.begin() as connection:
            command.downgrade(_locked(connection), to)
    finally:
        engine.dispose()


def require_latest(engine: Engine) -> None:
    """Refuse to work on tables of another version."""
    with in_words(), engine.begin() as connection:
        _refuse_newer(connection)
        if found(connection) != LATEST:
            raise Unmigrated


def found(connection: Connection) -> str | None:
    """The step this database stands at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    step: str | None = connection.scalar(
        text("SELECT version_num FROM alembic_version")
    )
    return step


def _refuse_newer(connection: Connection) -> None:
    step = found(connection)
    if step is not None and step not in KNOWN:
        raise Newer(step)


def settings() -> "Config":
    """Where Alembic finds the steps."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _locked(connection: Connection) -> "Config":
    if connection.dialect.name == "postgresql":
        connection.execute(LOCK)
    config = settings()
    config.attributes["connection"] = connection
    return config
