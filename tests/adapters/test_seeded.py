"""A demo whose making was interrupted says so; it is never shown half made."""

import pytest

from adapters.web.seed import HalfSeeded, mark_seeded, require_seeded
from storage.engine import open_engine
from storage.store import SqlStore


def test_a_demo_half_made_is_refused_until_it_is_marked_as_whole(sqlite_url: str):
    store = SqlStore(open_engine(sqlite_url))
    with pytest.raises(HalfSeeded):
        store.run(require_seeded)
    store.run(mark_seeded)
    store.run(require_seeded)
    store.close()
