"""Which plan a line means where several may be: the speaker's last one there."""

from collections.abc import Iterator

import pytest

from bot.request import Place
from tests.cast import ANN, BOB, HALDEN, ORBIT, ROOM, Stage

ELSEWHERE = Place(id="room-other", present=frozenset({HALDEN, ORBIT}))
UNBOUND = Place(id="room-of-none", present=frozenset({HALDEN}))


@pytest.fixture
def stage(stage: Stage) -> Iterator[Stage]:
    """Ann leads two plans: RDD in its room, FVS in another."""
    stage.does(ANN, 'new "Fewer van stops" as customer with "Orbit Devices"', ELSEWHERE)
    return stage


def asks(stage: Stage, words: str, place: Place | None) -> set[str]:
    answer = stage.ask(ANN, words, place)
    assert answer.refused
    assert answer.message.text == "Which plan do you mean?"
    return {button.line for button in answer.message.buttons}


def test_buttons_ask_where_nothing_was_said_there_yet(stage: Stage) -> None:
    assert asks(stage, "status", None) == {"FVS status", "RDD status"}


def test_the_last_one_there_is_meant_and_echoed(stage: Stage) -> None:
    stage.does(ANN, "RDD status", None)
    assert stage.does(ANN, "status", None).startswith("RDD Reduce device downtime")
    assert "(RDD)" in stage.does(ANN, "status", None)


def test_each_place_has_its_own_last_plan(stage: Stage) -> None:
    stage.does(ANN, "RDD status", None)
    stage.does(ANN, "FVS status", UNBOUND)
    assert "(RDD)" in stage.does(ANN, "status", None)
    assert "(FVS)" in stage.does(ANN, "status", UNBOUND)


def test_another_persons_last_plan_is_not_mine(stage: Stage) -> None:
    stage.does(BOB, "FVS join", ELSEWHERE)
    stage.does(ANN, "confirm @bob", ELSEWHERE)
    stage.does(BOB, "RDD status", None)
    assert asks(stage, "status", None) == {"FVS status", "RDD status"}


def test_a_room_of_one_plan_means_that_plan_whatever_was_said_elsewhere(
    stage: Stage,
) -> None:
    stage.does(ANN, "FVS status", None)
    assert stage.does(ANN, "status", ROOM).startswith("RDD")


def test_a_key_named_in_the_room_of_another_plan_does_not_last(stage: Stage) -> None:
    stage.does(ANN, "FVS status", ROOM)
    assert stage.does(ANN, "status", ROOM).startswith("RDD")


def test_a_refused_line_is_not_the_last_one(stage: Stage) -> None:
    stage.does(ANN, "RDD status", None)
    assert stage.ask(ANN, "FVS A-9 done", None).refused
    assert "(RDD)" in stage.does(ANN, "status", None)


def test_a_plan_started_there_is_the_last_one_there(stage: Stage) -> None:
    stage.does(ANN, 'new "Swap spare parts" as customer with "Orbit Devices"', None)
    assert "(SSP)" in stage.does(ANN, "status", None)


def test_two_plans_in_one_room_go_by_the_last_one_there(stage: Stage) -> None:
    stage.does(
        ANN, 'new "Swap spare parts" as customer with "Orbit Devices"', ELSEWHERE
    )
    stage.does(ANN, "FVS status", ELSEWHERE)
    assert "(FVS)" in stage.does(ANN, "status", ELSEWHERE)
    stage.does(ANN, "SSP status", ELSEWHERE)
    assert "(SSP)" in stage.does(ANN, "status", ELSEWHERE)
