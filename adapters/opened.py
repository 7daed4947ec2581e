"""The operator's database, opened for one command and closed after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.main import sealer
from adapters.settings import settings
from storage.engine import open_engine
from storage.migrate import require_latest
from storage.store import SqlStore


@contextmanager
def opened() -> Iterator[SqlStore]:
    """A store, if the database is one this version can work with."""
    found = settings()
    engine = open_engine(found.database_url)
    require_latest(engine)
    store = SqlStore(engine, sealer=sealer(found))
    try:
        yield store
    finally:
        store.close()
