"""A verb alone is answered with its usage, and with the items it could be about."""

import pytest

from tests.cast import ANN, BOB, CAT, OLA, ROOM, TIM, Stage


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(BOB, 'action add "Ship the pumps" owner @bob')
    stage.does(ANN, 'action add "Train the staff" owner @cat')
    return stage


def offered(stage: Stage, who, words: str, place=ROOM) -> list[str]:
    answer = stage.ask(who, words, place)
    assert answer.refused
    return [button.label for button in answer.message.buttons]


@pytest.mark.parametrize("verb", ["done", "accept", "block", "unblock", "send back"])
def test_a_verb_alone_is_answered_with_its_usage(stage: Stage, verb: str):
    assert f"`REF {verb}" in stage.say(BOB, verb)


def test_ones_own_open_items_are_offered(stage: Stage):
    assert offered(stage, BOB, "done") == ["A-1 Ship the pumps", "What is mine"]
    assert offered(stage, CAT, "done") == ["A-2 Train the staff", "What is mine"]


def test_what_waits_for_the_speaker_is_offered(stage: Stage):
    stage.does(BOB, "A-1 done")
    assert offered(stage, ANN, "accept") == ["A-1 Ship the pumps", "What is mine"]
    assert offered(stage, BOB, "accept") == ["What is mine"]


def test_the_button_runs_the_verb(stage: Stage):
    button = stage.ask(BOB, "done").message.buttons[0]
    stage.does(BOB, button.line)
    assert stage.row("action", number=1)["status"] == "done, awaiting acceptance"


@pytest.mark.parametrize("who", [OLA, TIM])
def test_who_may_not_is_offered_nothing(stage: Stage, who):
    assert "A-1" not in str(stage.ask(who, "done").message.buttons)


def test_in_a_shared_room_private_items_are_not_offered(stage: Stage):
    stage.does(BOB, 'action add "Cut the price" private', None)
    assert "~A-1 Cut the price" in offered(stage, BOB, "done", None)
    assert "Cut the price" not in str(offered(stage, BOB, "done"))
