"""A real demo and a real Chromium for every test, and nothing untoward on the way."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.running import Demo
from tests.browser.table import Table

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
WIDE = (1440, 1000)
MISSING = "The browser tests need Chromium: install the package `chromium`."
AT_ONCE = 30_000  # milliseconds: a busy machine is slow, not wrong

Opened = Callable[..., Table]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    expect.set_options(timeout=AT_ONCE)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo that has been started once."""
    first = Demo(tmp_path_factory.mktemp("lived") / "demo.db").launch().listening()
    first.stop()
    return first.file


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, lived: Path) -> Iterator[Demo]:
    """The demo of all tests that touch only what they added themselves."""
    running = copied(lived, tmp_path_factory.mktemp("house")).launch().listening()
    yield running
    running.stop()


@pytest.fixture
def own(tmp_path: Path, lived: Path) -> Iterator[Demo]:
    """A demo of the test's own, which it may move on, stop and start."""
    running = copied(lived, tmp_path).launch().listening()
    yield running
    running.stop()


def copied(lived: Path, folder: Path) -> Demo:
    for part in lived.parent.glob(f"{lived.name}*"):
        shutil.copy(part, folder / part.name)
    return Demo(folder / lived.name)


@pytest.fixture
def opened(browser: Browser, house: Demo) -> Iterator[Opened]:
    """Open the page; at the end nothing may have gone wrong in it."""
    tables: list[Table] = []

    def at(
        width: int = WIDE[0],
        height: int = WIDE[1],
        scheme: str = "light",
        demo: Demo = house,
    ) -> Table:
        page: Page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        page.set_default_timeout(AT_ONCE)
        tables.append(Table(page, demo.url).open())
        return tables[-1]

    yield at
    for table in tables:
        table.page.context.close()
    assert [problem for table in tables for problem in table.problems] == []
    assert [host for table in tables for host in table.strangers()] == []


@pytest.fixture
def table(opened: Opened) -> Table:
    return opened()


@pytest.fixture
def fresh(opened: Opened, own: Demo) -> Table:
    """The page of a demo nobody else has touched."""
    return opened(demo=own)
