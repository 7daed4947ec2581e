"""Any number of processes share one outbox: each row goes to one of them."""

import os

import pytest

from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import outbox
from tests.adapters.delivering import NOW, numbered
from tests.crash.claiming import claimers

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]
ROWS = int(os.environ.get("ROWS", "0"))  # for each of them; else what is below
LANES = 500
MANY = [
    ("sqlite", 2, 5_000),
    ("postgresql", 2, 5_000),
    ("postgresql", 4, 5_000),
    ("postgresql", 8, 20_000),
]


@pytest.mark.parametrize(("database", "many", "share"), MANY)
def test_each_row_is_claimed_once(database: str, many: int, share: int, request):
    url = request.getfixturevalue(f"{database}_url")
    store = SqlStore(open_engine(url))
    posts = list(numbered(ROWS or share, LANES))
    store.run(lambda work: work.outbox.put(*posts, at=NOW))

    found = claimers(url, NOW, many, most=50)

    asked = outbox.select().order_by(outbox.c.id)
    rows = store.run(lambda work: list(work.connection.execute(asked)))
    store.close()
    taken = [id_ for each in found for id_ in each]
    assert sorted(taken) == [row.id for row in rows]
    assert {row.fence for row in rows} == {1}
    assert {str(row.state) for row in rows} == {"sent"}
