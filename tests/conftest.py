"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres as rig


def pytest_configure(config: pytest.Config) -> None:
    rig.reserve(config)


@pytest.fixture(scope="session")
def postgres() -> Iterator[rig.Postgres]:
    with rig.Postgres(Path(os.environ[rig.FOLDER])) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_database(postgres: rig.Postgres) -> str:
    from storage.migrate import upgrade

    return postgres.migrated(upgrade)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from storage.migrate import upgrade

    file = tmp_path_factory.mktemp("sqlite") / "jointly.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def postgresql_url(postgres: rig.Postgres, migrated_database: str) -> Iterator[str]:
    with postgres.database(migrated_database) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'jointly.db')}"


@pytest.fixture
def empty_postgresql_url(postgres: rig.Postgres) -> Iterator[str]:
    with postgres.database() as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases in turn, migrated, empty, and the test's own."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Both databases in turn, before any migration."""
    return request.getfixturevalue(f"empty_{request.param}_url")
