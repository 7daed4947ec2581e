"""How long until `jointly --help` has answered and `jointly serve` is ready."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.timing import RUNS, heading, row
from storage.migrate import upgrade

JOINTLY = str(Path(sys.executable).parent / "jointly")
PATIENCE = 30  # seconds for a server to be ready
IMPORTS = {
    "python, nothing": "pass",
    "the bot with every command": "from bot.features import all_commands as a; a()",
    "the store": "import storage.store",
    "migrations": "import storage.migrate, alembic.command",
    "the application": "import adapters.main",
}


def main() -> None:
    heading("seconds")
    _row("jointly --help", lambda: _run([JOINTLY, "--help"]))
    with TemporaryDirectory(prefix="jointly-") as folder:
        url = f"sqlite:///{folder}/jointly.db"
        upgrade(url)
        _row("jointly serve, until it is ready", lambda: _ready(url))
    for name, words in IMPORTS.items():
        _row(name, lambda words=words: _run([sys.executable, "-c", words]))


def _row(name: str, once: Callable[[], None]) -> None:
    row(name, f"{median(_time(once) for _ in range(RUNS)):.2f}")


def _time(once: Callable[[], None]) -> float:
    began = perf_counter()
    once()
    return perf_counter() - began


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own


def _ready(url: str) -> None:
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 - our own
        [JOINTLY, "serve", "--port", str(port)],
        env=os.environ | {"JOINTLY_DATABASE_URL": url},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", server)
    finally:
        server.kill()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 100):
        with suppress(URLError, OSError), urlopen(address):  # noqa: S310 - our own
            return
        if server.poll() is not None:
            raise RuntimeError("jointly serve ended")
        sleep(0.01)
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])
