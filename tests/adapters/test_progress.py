"""How far it is, where somebody looks."""

from io import StringIO

import pytest

from adapters.progress import shown


class Screen(StringIO):
    """A file that says whether somebody sits before it."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_shows_how_far_it_is():
    screen = Screen(terminal=True)
    with shown(screen) as progress:
        progress(50, 200)
    assert "Bringing the rows in" in screen.getvalue()


def test_a_file_gets_no_bar():
    screen = Screen(terminal=False)
    with shown(screen) as progress:
        progress(50, 200)
    assert not screen.getvalue().strip()
