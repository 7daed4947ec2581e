"""Decisions in chat: written by one party, in force by the other's word."""

from tests.cast import ANN, BOB, CAT, ROOM, Stage


def test_a_decision_waits_for_the_other_party(stage: Stage) -> None:
    assert "Status: waits for the customer" in stage.does(BOB, "decision add We rent")
    assert stage.ask(BOB, "D-1 agree").refused
    assert "Status: agreed" in stage.does(ANN, "D-1 agree")


def test_the_old_decision_holds_until_the_new_one_is_agreed(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    stage.does(BOB, "decision add We lease supersedes D-1")
    assert "Status: agreed" in stage.say(ANN, "D-1")
    stage.does(ANN, "D-2 agree")
    assert "Status: superseded" in stage.say(ANN, "D-1")
    assert "D-1 “We rent” is superseded by D-2." in stage.heard_in(ROOM)


def test_a_private_decision_of_the_same_number_stays(stage: Stage) -> None:
    stage.does(ANN, "decision add Our line private", None)
    stage.does(ANN, "~D-1 agree", None)
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    stage.does(BOB, "decision add We lease supersedes D-1")
    stage.does(ANN, "D-2 agree")
    assert "Status: superseded" in stage.say(ANN, "D-1")
    assert "Status: agreed" in stage.say(ANN, "~D-1", None)


def test_two_decisions_may_take_the_place_of_one(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    stage.does(BOB, "decision add We lease the van supersedes D-1")
    stage.does(BOB, "decision add We buy the lift supersedes D-1")
    stage.does(ANN, "D-2 agree")
    assert "Status: agreed" in stage.does(ANN, "D-3 agree")


def test_a_declined_decision_supersedes_nothing(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    stage.does(BOB, "decision add We lease supersedes D-1")
    stage.does(ANN, 'decline D-2 "too dear"')
    assert "Status: agreed" in stage.say(ANN, "D-1")


def test_only_what_is_agreed_is_superseded(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    answer = stage.ask(BOB, "decision add We lease supersedes D-1")
    assert answer.refused
    assert "D-1 is waiting for the other party" in answer.message.twin


def test_a_private_decision_changes_no_joint_one(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    answer = stage.ask(ANN, "decision add We buy supersedes D-1 private", None)
    assert "D-1 is joint" in answer.message.twin


def test_only_a_lead_writes_down_a_decision(stage: Stage) -> None:
    assert "Only a lead can do that" in stage.say(CAT, "decision add We rent")
