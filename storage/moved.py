"""A SQLite file that is taken away under a running program, noticed at once.

An open file can still be written to after it was moved or removed, and what is written
then is lost: https://www.sqlite.org/howtocorrupt.html, "Unlinking or renaming".
"""

import os
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from storage.faults import Gone


def watch(engine: Engine) -> None:
    """Refuse to work on a file that is gone; open anew what was put in its place."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or not os.path.isfile(file):  # noqa: PTH113 - an address may be no path
        return

    def opening(*_: object) -> None:
        if _which(file) is None:  # SQLite would make an empty one
            raise Gone

    def opened(_: Any, kept: Any) -> None:  # noqa: ANN401 - a driver's connection
        kept.info["file"] = _which(file)

    def taken(_: Any, kept: Any, __: Any) -> None:  # noqa: ANN401 - likewise
        if (now := _which(file)) is None:
            raise Gone
        if now != kept.info.get("file"):
            raise DisconnectionError

    engine.dispose()
    event.listen(engine, "do_connect", opening)
    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)


def _which(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - as above
    except OSError:
        return None
    return found.st_dev, found.st_ino
