"""Opening a database, and saying in one sentence why it cannot be opened."""

import re
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.errors import DomainError
from storage.sight import begun
from storage.wall import ALL, SEES

BUSY = 5000  # milliseconds a statement waits for another writer
REACH = 5  # seconds to reach a server
POOL = 16
WRITER = "jointly_writer"  # the role without rights to alter the record; see migrations

PASSWORD = re.compile(r"(:)[^:/]*@")  # in what no parser takes apart
# Every statement has an index that was made for it and is planned once a connection,
# not each time: a line plans a dozen, and the clock hundreds of the same.
PLANNED_ONCE = """
SET plan_cache_mode TO force_generic_plan;
SET enable_seqscan TO off;
SET random_page_cost TO 1.1;
"""
SETTINGS = f"SET timezone TO 'UTC'; SET lock_timeout TO {BUSY}; {PLANNED_ONCE}"
SEES_ALL = f"SET {SEES} TO '{ALL}'"  # which only the tables' owner may say
MAY_WRITE_AS = f"""
SELECT pg_has_role(oid, 'MEMBER')
   AND has_table_privilege(oid, to_regclass('fact')::oid, 'INSERT')
FROM pg_roles WHERE rolname = '{WRITER}'
"""  # noqa: S608 - our own constant


class BadAddress(DomainError):
    """The database address {address} cannot be read. It looks like sqlite:///jointly.db or postgresql://user@host/name."""  # noqa: E501 - one sentence people read

    def __init__(self, address: str) -> None:
        self.address = address


def open_engine(
    address: str,
    *,
    owner: bool = False,
    reads: bool = False,
    busy: int = BUSY,
    **more: Any,  # noqa: ANN401 - SQLAlchemy's own settings
) -> Engine:
    """An engine with our settings; `postgresql://` means psycopg 3.

    *owner* keeps the rights of whoever logs in, which migrations and copies need.
    *reads* promises not to write, so that on SQLite nobody has to wait. *busy* is how
    many milliseconds SQLite waits for another program.
    """
    url = _url(address)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, owner, more)
    engine = create_engine(url, connect_args={"check_same_thread": False}, **more)
    event.listen(engine, "connect", lambda raw, _: _set_up_sqlite(raw, busy))
    event.listen(engine, "begin", _begin_reading if reads else _begin_immediate)
    return engine


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # the latter: a port in letters
        raise BadAddress(PASSWORD.sub(r"\1***@", address)) from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise BadAddress(url.render_as_string(hide_password=True))
    if url.get_backend_name() == "sqlite" and url.query and "uri" not in url.query:
        raise BadAddress(address)  # options that SQLite would silently not read
    return url


def _postgresql(url: URL, owner: bool, more: dict[str, Any]) -> Engine:  # noqa: FBT001 - handed on
    more = {"pool_size": POOL, "max_overflow": 0} | more
    engine = create_engine(url, connect_args={"connect_timeout": REACH}, **more)
    event.listen(engine, "connect", lambda raw, kept: _set_up_psycopg(raw, kept, owner))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(connection: Any, busy: int) -> None:  # noqa: ANN401 - a driver's connection
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={busy}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    connection.exec_driver_sql("BEGIN")


def _set_up_psycopg(raw: Any, kept: Any, owner: bool) -> None:  # noqa: ANN401, FBT001 - a driver's connection
    # We say BEGIN ourselves, so that the role comes with it and costs no round trip.
    raw.autocommit = True
    raw.execute(SETTINGS)
    if owner:
        raw.execute(SEES_ALL)
    row = None if owner else raw.execute(MAY_WRITE_AS).fetchone()
    limited = f"; SET LOCAL ROLE {WRITER}" if row and row[0] else ""
    kept.info["begin"] = f"BEGIN{limited}"


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    sees = begun(connection.get_execution_options().get("sees", ()))
    connection.exec_driver_sql(connection.info["begin"] + sees)
