"""One line on a plan of 5,000 items against the same on a plan of 50."""

from benchmarks.timing import RUNS, among, rate, row
from benchmarks.worlds import add_actions, databases, fill, plan
from tests.cast import BOB, Stage

SMALL, BIG = 50, 5000
LINES = ("A-1 {percent}%", "A-1", "mine", "status", "late")


def main() -> None:
    row("", f"{SMALL} items", f"{BIG} items", "time, times")
    with databases() as urls:
        for name, url in urls.items():
            with plan(url) as stage:
                add_actions(stage, SMALL)
                _compare(name, stage)


def _compare(name: str, stage: Stage) -> None:
    small = {line: _rate(stage, line) for line in LINES}
    fill(stage, stage.row("plan")["id"], BIG - SMALL)
    for line in LINES:
        big = _rate(stage, line)
        cells = (f"{small[line]:.0f}/s", f"{big:.0f}/s", f"{small[line] / big:.2f}")
        row(f"{name}: {line}", *cells)


def _rate(stage: Stage, line: str) -> float:
    def one(_: int, turn: int) -> None:
        stage.ask(BOB, line.format(percent=20 + turn % 2))

    return rate(lambda: among(1, 50, one), RUNS)
