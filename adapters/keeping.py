"""Copies of the whole database: made while it runs, brought back, moved elsewhere."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, inspect

from adapters.clock import sweep_all
from adapters.main import bot_of
from domain.errors import DomainError
from domain.visibility import COURIER_SEES
from storage import holding
from storage.copying import Sum, copy, reading
from storage.engine import open_engine
from storage.faults import Unreadable, in_words
from storage.holding import Held
from storage.migrate import found, require_latest, upgrade
from storage.store import SqlStore

Told = Callable[[int], None]
NAMED = "jointly-%Y-%m-%dT%H%M%SZ.backup"  # in UTC, so that names sort by time
SUFFIX = ".backup"


class Exists(DomainError):
    """{file} is there already. Name another file: a backup is never written over."""

    def __init__(self, file: Path) -> None:
        self.file = file


class NoBackup(DomainError):
    """{file} is no backup of Jointly. `jointly backup` makes one."""

    def __init__(self, file: Path) -> None:
        self.file = file


class SameDatabase(DomainError):
    """That is the database itself. Name another, empty one."""


def back_up(url: str, file: Path, told: Told) -> Sum:
    """A copy of *url* as it stands at one moment, while it goes on being used.

    It appears under its name only once it is whole.
    """
    if file.exists():
        raise Exists(file)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        with _opened(url) as source:
            found = _copied(source, f"sqlite:///{part}", told)
        part.chmod(0o600)
        part.rename(file)
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink()
    return found


def back_up_in(url: str, folder: Path, keep: int | None, told: Told) -> Path:
    """A copy named by the moment; of all in *folder* only the newest *keep* stay."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / datetime.now(UTC).strftime(NAMED)
    back_up(url, file, told)
    for old in sorted(folder.glob(f"jointly-*{SUFFIX}"))[: -keep if keep else 0]:
        old.unlink()
    return file


def restore(file: Path, url: str, *, now: datetime, told: Told) -> list[Held]:
    """Bring a copy back into the empty database at *url*, and send nothing.

    What had not been sent when the copy was made, and what has fallen due since, may
    have been said already: it is worked out as of *now*, and held.
    """
    with _latest(file) as source:
        _copied(source, url, told)
    store = SqlStore(open_engine(url))
    try:
        sweep_all(bot_of(store), now)
        all_of_it = (COURIER_SEES,)
        store.run(lambda work: holding.hold(work.connection), sees=all_of_it)
        return list(
            store.run(lambda work: holding.held(work.connection), sees=all_of_it)
        )
    finally:
        store.close()


def move(url: str, to: str, told: Told) -> Sum:
    """All of *url* into the empty database at *to*, which has the same hash after."""
    if open_engine(url).url == open_engine(to).url:
        raise SameDatabase
    with _opened(url) as source:
        return _copied(source, to, told)


def _copied(source: Engine, to: str, told: Told) -> Sum:
    target = open_engine(to, owner=True)
    try:
        with in_words():
            began_empty = not inspect(target).get_table_names()
        if not began_empty:
            require_latest(target)
        upgrade(to)
        with reading(source) as connection:
            return copy(connection, target, told)
    finally:
        target.dispose()


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url, owner=True, reads=True)
    try:
        require_latest(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _latest(file: Path) -> Iterator[Engine]:
    """The copy in *file*, brought to this version's tables if it is an older one."""
    if not file.is_file():
        raise NoBackup(file)
    with TemporaryDirectory(prefix="jointly-restore-") as folder:
        working = Path(shutil.copy(file, Path(folder) / "working.db"))
        url = f"sqlite:///{working}"
        _require_ours(url, file)
        upgrade(url)
        with _opened(url) as engine:
            yield engine


def _require_ours(url: str, file: Path) -> None:
    engine = open_engine(url, reads=True)
    try:
        with in_words(), engine.connect() as connection:
            if found(connection) is None:
                raise NoBackup(file)
    except Unreadable as error:
        raise NoBackup(file) from error
    finally:
        engine.dispose()
