"""What the other party declined reads as declined, and counts nowhere."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.cast import ANN, BOB, Stage

LONG_AFTER = datetime(2027, 1, 11, 12, tzinfo=UTC)
REFS = ("O-2", "M-2")


@pytest.fixture
def stage(stage: Stage) -> Iterator[Stage]:
    """Bob has declined an objective and a milestone proposed after the signatures."""
    stage.does(ANN, 'objective add "Fewer visits" by 2026-12-04')
    stage.does(ANN, "milestone add Pilot due 2026-12-04")
    for ref in REFS:
        stage.does(BOB, f"decline {ref} too soon")
    return stage


@pytest.mark.parametrize("ref", REFS)
def test_its_card_says_declined_and_why(stage: Stage, ref: str) -> None:
    said = stage.does(ANN, ref)
    assert "Status: declined" in said
    assert "Agreement" not in said
    assert f"Bob declined {ref}: too soon." in said


@pytest.mark.parametrize(
    ("noun", "ref"), [("objectives", "O-2"), ("milestones", "M-2")]
)
def test_a_list_calls_it_declined_once(stage: Stage, noun: str, ref: str) -> None:
    said = stage.does(ANN, f"list {noun}")
    (line,) = (line for line in said.splitlines() if ref in line)
    assert line.endswith(": declined")
    assert ref in stage.does(ANN, f"list {noun} declined")


@pytest.mark.parametrize(
    "words",
    [
        "late",
        "mine",
        "waiting",
        "status",
        "",
        "list items open",
        "list items late",
        "list items waiting",
        "list milestones undated",
    ],
)
def test_it_counts_nowhere_as_open_or_late(stage: Stage, words: str) -> None:
    stage.at(LONG_AFTER)
    said = stage.does(ANN, words)
    assert not any(ref in said for ref in REFS)


def test_the_plan_does_not_count_it(stage: Stage) -> None:
    said = stage.does(ANN, "show")
    assert "1 objective · 1 milestone" in said
    assert "Next milestone: M-1" in said


def test_nobody_hears_of_it_in_a_digest(stage: Stage) -> None:
    before = len(stage.heard_by(ANN))
    stage.at(LONG_AFTER)
    late = stage.heard_by(ANN)[before:]
    assert not any("late" in said for said in late)


def test_nothing_is_claimed_or_altered_of_it(stage: Stage) -> None:
    assert "was declined" in stage.say(ANN, "O-2 title Fewer van visits")
    assert "declined" in stage.say(ANN, "M-2 met early")


def test_it_is_not_agreed_afterwards(stage: Stage) -> None:
    assert stage.say(BOB, "agree O-2") == (
        "O-2 was declined, so it waits for nobody's answer."
    )


def test_what_was_taken_out_is_said_to_be_so_and_not_to_be_a_draft(
    draft: Stage,
) -> None:
    draft.does(ANN, 'milestone add "Pilot" due 2027-05-01')
    draft.does(ANN, "M-2 cancel not needed")

    says = "M-2 is cancelled, so it waits for nobody's answer."
    assert draft.say(BOB, "agree M-2") == says
    assert draft.say(BOB, 'M-2 decline "no"') == says


def test_what_was_shared_is_said_to_be_so(stage: Stage) -> None:
    stage.does(ANN, 'milestone add "Plant" due 2027-05-01 private', None)
    stage.does(ANN, "~M-1 share yes", None)

    said = stage.say(ANN, "agree ~M-1", None)
    assert said == "~M-1 is shared, so it waits for nobody's answer."


def test_a_cancelled_decision_is_said_to_be_so(stage: Stage) -> None:
    stage.does(ANN, 'decision add "We rent"')
    stage.does(ANN, "D-1 cancel not needed")

    assert "D-1 is cancelled" in stage.say(BOB, "agree D-1")


def test_a_replaced_decision_is_said_to_be_so(stage: Stage) -> None:
    stage.does(ANN, 'decision add "We rent"')
    stage.does(BOB, "agree D-1")
    stage.does(ANN, 'decision add "We buy" supersedes D-1')
    stage.does(BOB, "agree D-2")

    assert "D-1 is superseded" in stage.say(BOB, "agree D-1")
