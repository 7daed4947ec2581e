"""Resident memory with 1,000 plans and 100,000 items, after lines on many of them."""

import resource
import subprocess
import sys
from dataclasses import replace

from benchmarks.timing import heading, row
from benchmarks.worlds import databases, fill, plan
from tests.cast import ANN, BOB, ROOM

PLANS, ITEMS = 1000, 100
LINES = ("", "mine", "status", "late", "list actions")
INSIDE = "from benchmarks.memory import inside; inside({url!r})"


def main() -> None:
    heading("MB resident")
    with databases() as fresh:
        for name, url in fresh.items():
            command = [sys.executable, "-c", INSIDE.format(url=url())]
            done = subprocess.run(  # noqa: S603 - our own interpreter
                command, capture_output=True, text=True, check=True
            )
            row(f"{name}: {PLANS} plans, {PLANS * ITEMS} items", done.stdout.strip())


def inside(url: str) -> None:
    """What the process of one database does; prints its peak."""
    with plan(url) as stage:
        for number in range(PLANS - 1):
            room = replace(ROOM, id=f"room-{number}")
            stage.does(
                ANN, f'new "Plan {number}" as customer with "Orbit Devices"', room
            )
            fill(stage, stage.row("plan_room", room=room.id)["plan"], ITEMS)
        for number in range(0, PLANS - 1, 10):
            for line in LINES:
                stage.ask(ANN, line, replace(ROOM, id=f"room-{number}"))
        stage.ask(BOB, "mine")
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
