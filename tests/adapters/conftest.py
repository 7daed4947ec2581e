"""The demo as tests use it: seeded once for each database, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url
from starlette.testclient import TestClient

from adapters.main import demonstrated
from storage.engine import open_engine
from tests.adapters.seated import Seated
from tests.postgres import Postgres


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    file = Path(shutil.copy(migrated_file, folder / "demo.db"))
    _seed(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def seeded_database(postgres: Postgres, migrated_database: str) -> Iterator[str]:
    """The name of a seeded PostgreSQL database that nobody is connected to."""
    with postgres.database(migrated_database) as url:
        _seed(url)
        yield str(make_url(url).database)


@pytest.fixture
def seeded_sqlite_url(tmp_path: Path, seeded_file: Path) -> str:
    for part in seeded_file.parent.iterdir():
        shutil.copy(part, tmp_path / part.name)
    return f"sqlite:///{tmp_path / seeded_file.name}"


@pytest.fixture
def seeded_postgresql_url(postgres: Postgres, seeded_database: str) -> Iterator[str]:
    with postgres.database(seeded_database) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def seeded_url(request: pytest.FixtureRequest) -> str:
    """Both databases in turn, with the seeded plan, and the test's own."""
    return str(request.getfixturevalue(f"seeded_{request.param}_url"))


@pytest.fixture
def demo(seeded_sqlite_url: str) -> Iterator[Seated]:
    """A browser that may sit down on every seat of the seeded demo."""
    with TestClient(demonstrated(open_engine(seeded_sqlite_url))) as client:
        yield Seated(client)


@pytest.fixture
def kept(tmp_path: Path, seeded_file: Path) -> dict[str, str]:
    """The seeded plan as an operator's own database in *tmp_path*."""
    for part in seeded_file.parent.iterdir():
        shutil.copy(part, tmp_path / part.name.replace("demo", "jointly"))
    return {"JOINTLY_SECRET_KEY": "s" * 40}


def _seed(url: str) -> None:
    with TestClient(demonstrated(open_engine(url))):
        pass
