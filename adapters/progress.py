"""How far a long import is, for somebody who waits before a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from bot.importing import Progress


@contextmanager
def shown(to: TextIO) -> Iterator[Progress]:
    """A bar that goes when it is done; nothing at all where *to* is no terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(file=to)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Bringing the rows in", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


@contextmanager
def counted(to: TextIO, doing: str) -> Iterator[Callable[[int], None]]:
    """How many rows went by, where nobody knows how many there will be."""
    from rich.console import Console

    console = Console(file=to)
    with console.status(f"{doing} …") as status:
        yield lambda rows: status.update(f"{doing} … {rows} rows")
