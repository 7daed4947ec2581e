"""What a database can fail with, in sentences people can act on: all in one place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.errors import DomainError


class Stale(DomainError):
    """Somebody else changed that at the same moment. Look at it again and retry."""


class Collision(DomainError):
    """Two people changed the same thing at the same moment, and nothing was changed here. Please try again."""  # noqa: E501 - one sentence people read


class Locked(DomainError):
    """The database is busy with another program, so nothing was changed. Please try again in a minute."""  # noqa: E501 - one sentence people read


class ReadOnly(DomainError):
    """The database can only be read, so nothing was changed. The operator must make its file or server writable."""  # noqa: E501 - one sentence people read


class Full(DomainError):
    """There is no space left for the database, so nothing was changed. The operator must free some."""  # noqa: E501 - one sentence people read


class Gone(DomainError):
    """The database does not answer. Please try again in a minute; if it goes on, tell the operator."""  # noqa: E501 - one sentence people read


class CannotOpen(DomainError):
    """The database file cannot be opened. Its folder must be there, and whoever runs Jointly must be allowed to read and write in it."""  # noqa: E501 - one sentence people read


class Unreadable(DomainError):
    """The database file is damaged or is not a database. The operator must restore a backup."""  # noqa: E501 - one sentence people read


class UnknownOption(DomainError):
    """The database address holds an option that PostgreSQL does not know. Correct what follows the `?` in it."""  # noqa: E501 - one sentence people read


class Unmigrated(DomainError):
    """The tables of this database are not the ones this version needs. Back it up, then run `jointly migrate`."""  # noqa: E501 - one sentence people read


# https://www.sqlite.org/rescode.html, primary names; an extended one begins with them.
SQLITE: Mapping[str, type[DomainError]] = {
    "SQLITE_BUSY": Locked,
    "SQLITE_LOCKED": Locked,
    "SQLITE_READONLY": ReadOnly,
    "SQLITE_PERM": ReadOnly,
    "SQLITE_FULL": Full,
    "SQLITE_CANTOPEN": CannotOpen,
    "SQLITE_IOERR": Gone,
    "SQLITE_CORRUPT": Unreadable,
    "SQLITE_NOTADB": Unreadable,
}
UNIQUE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
NO_TABLE = (
    "no such table",
    "no such column",
)  # SQLite gives these no code of their own
NO_OPTION = "invalid connection option"  # nor psycopg this one

# https://www.postgresql.org/docs/current/errcodes-appendix.html, whole or by class.
POSTGRESQL: Mapping[str, type[DomainError]] = {
    "40001": Collision,
    "40P01": Collision,
    "55P03": Locked,
    "57014": Locked,
    "25006": ReadOnly,
    "42501": ReadOnly,
    "53100": Full,
    "42P01": Unmigrated,
    "42703": Unmigrated,
    "08": Gone,
    "53": Gone,
    "57": Gone,
    "3D": Gone,
    "28": Gone,
}


WALL = "ExecWithCheckOptions"  # where PostgreSQL checks a new row against its policies


@contextmanager
def in_words() -> Iterator[None]:
    """Turn a driver's error into the refusal that says it; a bug stays a bug."""
    try:
        yield
    except DBAPIError as error:
        if refusal := refusal_for(error):
            raise refusal from error
        raise


def refusal_for(error: DBAPIError) -> DomainError | None:
    if isinstance(error, IntegrityError):
        return Stale() if _unique(error) else None
    kind = _of_sqlite(error) or _of_postgresql(error)
    return kind() if kind else None


def _unique(error: IntegrityError) -> bool:
    """Whether two wrote the same key; any other broken constraint is a bug of ours."""
    name = getattr(error.orig, "sqlite_errorname", "")
    state = getattr(error.orig, "sqlstate", "")
    return name in UNIQUE or state in UNIQUE


def _of_sqlite(error: DBAPIError) -> type[DomainError] | None:
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    if name == "SQLITE_ERROR" and str(error.orig).startswith(NO_TABLE):
        return Unmigrated
    return SQLITE.get("_".join(name.split("_")[:2]))


def _at_the_wall(error: DBAPIError) -> bool:
    """Whether a row was to be written that its transaction may not see."""
    told = getattr(error.orig, "diag", None)
    return getattr(told, "source_function", "") == WALL


def _of_postgresql(error: DBAPIError) -> type[DomainError] | None:
    if not hasattr(error.orig, "sqlstate"):
        return None
    if str(error.orig).startswith(NO_OPTION):
        return UnknownOption
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state == "42501" and _at_the_wall(error):
        return None  # a bug of ours, whoever asked
    # A server that cannot be reached or went away gives no state at all.
    lost = not state and type(error.orig).__name__ == "OperationalError"
    return (
        POSTGRESQL.get(state)
        or POSTGRESQL.get(state[:2])
        or (Gone if lost or error.connection_invalidated else None)
    )
