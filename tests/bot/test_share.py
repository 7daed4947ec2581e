"""Sharing: one question, then a joint item that tells nothing of the private one."""

import pytest

from tests.cast import ANN, BOB, CAT, OURS, ROOM, Stage


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(ANN, 'action add "Offer a discount" due fri private', None)
    stage.does(ANN, "~A-1 40%", None)
    stage.does(ANN, '~A-1 note "up to 5 %"', None)
    return stage


def test_sharing_asks_once_and_shows_what_they_would_read(stage: Stage) -> None:
    answer = stage.ask(ANN, "~A-1 share", None)
    assert answer.refused
    assert "Title: Offer a discount" in answer.message.twin
    assert "Due: Fri 27 Nov 2026" in answer.message.twin
    assert "5 %" not in answer.message.twin
    assert "A-1 Offer" not in stage.say(BOB, "list actions", None)


def test_the_button_makes_it_joint(stage: Stage) -> None:
    button = stage.ask(ANN, "~A-1 share", None).message.buttons[0]
    assert "A-1 Offer a discount" in stage.does(ANN, button.line, None)
    assert "Status: open" in stage.say(BOB, "A-1", None)
    assert "Status: shared" in stage.say(ANN, "~A-1", None)


def test_the_other_party_reads_nothing_of_the_private_one(stage: Stage) -> None:
    stage.does(ANN, "~A-1 share yes", None)
    told = "\n".join((stage.say(BOB, "history", None), *stage.heard_in(ROOM)))
    assert "Ann added A-1 “Offer a discount”." in told
    for trace in ("~", "shared", "made", "40", "5 %"):
        assert trace not in told.partition("Ann added A-1")[2]


def test_the_own_party_reads_what_became_of_it(stage: Stage) -> None:
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, "~A-1 share yes", None)
    told = stage.say(CAT, "history ~A-1", None)
    assert "Ann made ~A-1 “Offer a discount” joint: it is A-1 now." in told
    assert any("made ~A-1" in line for line in stage.heard_in(OURS))


def test_a_private_item_is_shared_once(stage: Stage) -> None:
    stage.does(ANN, "~A-1 share yes", None)
    assert "~A-1 is already shared" in stage.say(ANN, "~A-1 share yes", None)


def test_a_button_from_before_a_change_shares_nothing(stage: Stage) -> None:
    button = stage.ask(ANN, "~A-1 share", None).message.buttons[0]
    stage.does(ANN, "~A-1 title Offer nothing", None)
    assert stage.ask(ANN, button.line, None).refused
    assert "There is no A-1" in stage.say(BOB, "A-1")


def test_what_names_a_private_item_is_not_shared(stage: Stage) -> None:
    stage.does(ANN, '~A-1 title "Offer as in ~A-2"', None)
    assert "~A-2 is private to your party" in stage.say(ANN, "~A-1 share yes", None)


def test_a_shared_milestone_waits_for_agreement(stage: Stage) -> None:
    stage.does(ANN, "milestone add Pilot due 2027-02-26 private", None)
    said = stage.does(ANN, "~M-1 share yes", None)
    assert "Agreement: proposed; waits for the supplier" in said


def test_a_contributor_shares_no_milestone(stage: Stage) -> None:
    stage.does(ANN, "milestone add Pilot due 2027-02-26 private", None)
    assert "Only a lead" in stage.say(CAT, "~M-1 share yes", None)


def test_joint_is_joint_already(stage: Stage) -> None:
    stage.does(ANN, "action add Ours")
    assert "A-1 is joint already" in stage.say(ANN, "A-1 share")


def test_taking_back_a_share_makes_it_private_again(stage: Stage) -> None:
    stage.does(ANN, "~A-1 share yes", None)
    stage.does(ANN, "undo", None)
    assert "Status: cancelled" in stage.say(BOB, "A-1")
    assert "Status: in progress, 40%" in stage.say(ANN, "~A-1", None)
