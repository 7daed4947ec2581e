"""Change requests: what both signed moves when both sign, once, and never before."""

from collections.abc import Iterator

import pytest

from domain.change import Status
from domain.plan import NOT_THE_CONTRACT
from tests.cast import (
    ANN,
    BOB,
    Stage,
    a_stage,
    memory,
    signed,
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage(memory()) as stage:
        yield signed(stage)


ASKS = 'M-1 due 30 Apr "the pumps come late"'


def sign(stage: Stage, who, ref: str = "CR-1") -> str:
    """Read it, and sign what was read."""
    return stage.does(who, stage.ask(who, f"{ref} sign").message.buttons[0].line)


def due(stage: Stage) -> str:
    return str(stage.row("milestone", number=1)["due"])


def test_altering_what_both_signed_waits_for_the_other_party(stage):
    said = stage.does(BOB, ASKS)
    assert due(stage) == "2027-03-31"
    for words in (
        "CR-1 Change the due date of M-1",
        "waits for Halden Medical",
        "Due date: Wed 31 Mar 2027 → Fri 30 Apr 2027",
        "Why: the pumps come late",
        "Asked by: Bob (Orbit Devices)",
        NOT_THE_CONTRACT,
    ):
        assert words in said


def test_it_is_done_when_the_other_party_signs(stage):
    stage.does(BOB, ASKS)
    sign(stage, ANN)
    assert due(stage) == "2027-04-30"
    assert stage.row("change")["status"] is Status.SIGNED
