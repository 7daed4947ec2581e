"""Stories are told on both databases."""

from collections.abc import Iterator

import pytest

from storage.engine import open_engine
from tests.cast import Stage, a_stage


@pytest.fixture
def stage(database_url: str) -> Iterator[Stage]:
    with a_stage(open_engine(database_url)) as stage:
        yield stage
