"""The demo as tests use it: seeded once, copied for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from adapters.main import demonstrated
from storage.engine import open_engine
from tests.adapters.seated import Seated


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    file = Path(shutil.copy(migrated_file, folder / "demo.db"))
    with TestClient(demonstrated(open_engine(f"sqlite:///{file}"))):
        pass
    return file


@pytest.fixture
def demo(tmp_path: Path, seeded_file: Path) -> Iterator[Seated]:
    """A browser that may sit down on every seat of the seeded demo."""
    for part in seeded_file.parent.iterdir():
        shutil.copy(part, tmp_path / part.name)
    engine = open_engine(f"sqlite:///{tmp_path / seeded_file.name}")
    with TestClient(demonstrated(engine)) as client:
        yield Seated(client)
