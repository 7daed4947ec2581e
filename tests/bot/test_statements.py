"""How often a line asks the database: bounds that a query in a loop would break.

Counts, not timings: they are the same on every machine. A line that changes something
reads who speaks and where (1) and the item (1), writes the item, its fact with the head
of its log (3), the card and the line for the room (3), and the answer (1).
"""

from collections.abc import Iterator

import pytest

from tests.cast import ANN, BOB, ROOM, Stage, signed
from tests.counting import counting

MOST = {
    "A-1 start": 10,
    "A-1 40%": 10,
    "A-1 done shipped": 12,
    "RDD A-1 done": 12,
    "A-1 due 1 dec": 11,
    'action add "Train the ward staff" due fri': 11,
    'action add "Train the ward staff" owner @dan due fri': 13,
    "note A-1 the part is late": 15,
    "A-1": 6,  # with whether the speaker follows it
    "mine": 16,
    "late": 7,
    "list actions": 5,
    "show": 15,
    "status": 22,
    "": 16,
    "help": 4,  # with the people of the plan, whom its examples name
    "nonsense": 1,
}


class Asked:
    """A stage, and how often one line asks its database."""

    def __init__(self) -> None:
        self.stage, self._said = counting()
        signed(self.stage)

    def by(self, line: str, *, runs: bool = True, **more: str) -> int:
        self._said.clear()
        answer = self.stage.ask(BOB, line, ROOM, **more)
        assert answer.refused is not runs, answer.message.twin
        ends = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
        return sum(not said.startswith(ends) for said in self._said)


@pytest.fixture
def asked() -> Iterator[Asked]:
    asked = Asked()
    yield asked
    asked.stage.close()


@pytest.fixture
def stage(asked: Asked) -> Stage:
    return asked.stage


@pytest.mark.parametrize("line", MOST)
def test_a_line_asks_the_database_no_more_than_it_must(
    asked: Asked, stage: Stage, line: str
) -> None:
    add(stage, 3)

    assert asked.by(line, runs=line != "nonsense", id="delivery") <= MOST[line]


def test_a_repeated_delivery_asks_once(asked: Asked, stage: Stage) -> None:
    add(stage, 1)
    asked.by("A-1 start", id="delivery")

    assert asked.by("A-1 start", id="delivery") == 1


@pytest.mark.parametrize(
    "line",
    [
        "mine",
        "late",
        "waiting",
        "list items",
        "find task",
        "history",
        "show",
        "status",
        "A-1 A-2",
    ],
)
def test_a_longer_plan_asks_the_database_no_more(
    asked: Asked, stage: Stage, line: str
) -> None:
    add(stage, 2)
    few = asked.by(line)
    add(stage, 12)

    assert asked.by(line) <= few


def test_many_changes_in_one_line_are_told_in_few_statements(
    asked: Asked, stage: Stage
) -> None:
    add(stage, 8)
    two = asked.by("A-1 A-2 start")
    six = asked.by("A-3 A-4 A-5 A-6 A-7 A-8 start")

    # Of each item more: it is read and written, and its card brought up to date.
    assert six - two <= 4 * 3


def add(stage: Stage, many: int) -> None:
    for n in range(many):
        stage.does(BOB, f"action add Task {n} due 2026-11-24")
    assert stage.does(ANN, "A-1")
