"""One line on a plan of 5,000 items against the same on a plan of 50."""

from functools import partial

from benchmarks.timing import among, heading, rates, row
from benchmarks.worlds import (
    add_actions,
    age,
    databases,
    fill,
    furnish,
    plan,
    say,
    tidy,
)
from tests.cast import Stage

SMALL, BIG = 50, 5000
EACH = 20  # lines in one run; even, so that each of them changes something
RUNS = 15  # short and in turn: the machine may be busy with other things
LINES = (
    *("A-1 {}%", "A-2", "mine", "waiting", "show", "status", "late"),
    *('I-1 title "Pumps fail {} times"', "I-1", "CP-1 agenda", "CR-1"),
)


def main() -> None:
    heading(f"{SMALL} items", f"{BIG} items", "time, times")
    with databases() as fresh:
        for name, url in fresh.items():
            with plan(url()) as small, plan(url()) as big:
                for stage in (small, big):
                    add_actions(stage, SMALL)
                    furnish(stage)
                there = big.row("plan")["id"]
                fill(big, there, BIG - SMALL - age(big, there))
                tidy(small), tidy(big)  # in earnest both stand in the same tables
                for line in LINES:
                    _compare(name, line, small, big)


def _compare(name: str, line: str, small: Stage, big: Stage) -> None:
    works = {"small": partial(_some, small, line), "big": partial(_some, big, line)}
    _some(small, line), _some(big, line)
    done = rates(works, RUNS)
    times = done["small"] / done["big"]
    row(
        f"{name}: {line.format(20)}",
        *(f"{found:.0f}/s" for found in done.values()),
        f"{times:.2f}",
    )


def _some(stage: Stage, line: str) -> int:
    return among(1, EACH, lambda _, turn: say(stage, line.format(20 + turn % 2)))
