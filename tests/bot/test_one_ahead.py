"""Whatever people say and however time goes, one checkpoint of a series is ahead."""

import os
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.checkpoint import AHEAD
from storage import tables
from tests.bot.conftest import _kept
from tests.cast import ANN, BOB, Stage, a_stage, memory
from tests.frozen import thaw

HISTORIES = int(os.environ.get("HISTORIES", "25"))
WORDS = (
    "start",
    "end",
    "minutes We met",
    "skip nobody is here",
    "move tomorrow at 15:00",
    "agree",
    "dispute It was May",
    "attended @ann @bob",
    "cancel no",
)
said = st.tuples(
    st.sampled_from([ANN, BOB]),
    st.sampled_from(WORDS),
    st.sampled_from([0, 0, 0, 1]),  # mostly of the last one, or of the one before
)
steps = st.lists(
    said | st.sampled_from([ANN, BOB]) | st.integers(1, 400), min_size=1, max_size=12
)


@settings(
    max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(st.sampled_from(["daily", "weekly on tue", "monthly on 31"]), steps)
def test_exactly_one_is_ahead(rule: str, story: list[object]) -> None:
    with a_stage(memory()) as stage:
        thaw(stage, _kept("signed"))
        stage.does(ANN, f'checkpoint schedule "Review" {rule} at 10:00')
        stage.does(BOB, "agree CS-1")
        for step in story:
            _do(stage, step)
            assert len(_ahead(stage)) == 1


def _do(stage: Stage, step: object) -> None:
    """Say something of a checkpoint, undo, or let hours pass."""
    if isinstance(step, int):
        stage.at(stage.now + timedelta(hours=step))
    elif isinstance(step, tuple):
        who, words, before = step
        stage.ask(who, f"CP-{max(1, _last(stage) - before)} {words}")
    else:
        stage.ask(step, "undo")


def _last(stage: Stage) -> int:
    return max(number for number, _ in _all(stage))


def _ahead(stage: Stage) -> list[int]:
    return [number for number, status in _all(stage) if status in AHEAD]


def _all(stage: Stage) -> list[tuple[int, object]]:
    table = tables.checkpoints
    with stage.engine.begin() as connection:
        found = connection.execute(tables.checkpoints.select()).mappings()
        return [(row[table.c.number], row[table.c.status]) for row in found]
