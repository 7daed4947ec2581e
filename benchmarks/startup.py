"""How long until `jointly --help` has answered, and what its parts cost to import."""

import subprocess
import sys
from statistics import median
from time import perf_counter

from benchmarks.timing import RUNS, row

COMMANDS = {
    "python, nothing": ["-c", "pass"],
    "jointly --help": ["-c", "from adapters.cli import main; main(['--help'])"],
    "the bot with every command": [
        "-c",
        "from bot.features import all_commands as a; a()",
    ],
    "the store": ["-c", "import storage.store"],
    "migrations": ["-c", "import storage.migrate, alembic.command"],
    "the application": ["-c", "import adapters.main"],
}


def main() -> None:
    row("", "seconds")
    for name, command in COMMANDS.items():
        taken = [_time(command) for _ in range(RUNS)]
        known = [seconds for seconds in taken if seconds is not None]
        row(name, f"{median(known):.2f}" if known else "does not run")


def _time(command: list[str]) -> float | None:
    began = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command], capture_output=True, check=False
    )
    return perf_counter() - began if done.returncode == 0 else None
