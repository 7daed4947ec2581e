"""Which plan a line means where several may be: the speaker's last one there."""

from collections.abc import Iterator

import pytest

from bot.request import Place
from tests.cast import ANN, BOB, CAT, HALDEN, ORBIT, ROOM, TIM, Stage

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


def second_in_the_room(stage: Stage) -> None:
    """A plan of Ann and Bob in the room that RDD has already."""
    stage.does(ANN, 'new "Swap spare parts" as customer with "Orbit Devices"', ROOM)
    stage.does(BOB, "SSP join", ROOM)
    stage.does(ANN, "SSP confirm @bob", ROOM)


def test_only_the_plans_one_is_part_of_are_meant(stage: Stage) -> None:
    second_in_the_room(stage)

    assert stage.does(CAT, "status", ROOM).startswith("RDD Reduce device downtime")
    assert "(RDD)" in stage.does(CAT, "status", ROOM)
    assert "RDD" in stage.does(CAT, "", ROOM)


def test_somebody_in_both_is_asked_which(stage: Stage) -> None:
    second_in_the_room(stage)

    answer = stage.ask(BOB, "status", ROOM)
    assert {button.label for button in answer.message.buttons} == {"RDD", "SSP"}


def test_a_stranger_to_both_is_told_as_ever(stage: Stage) -> None:
    second_in_the_room(stage)

    assert stage.say(TIM, "status", ROOM) == "Which plan do you mean?"


def test_a_room_of_two_plans_hears_which_one_a_line_is_of(stage: Stage) -> None:
    stage.does(CAT, 'action add "Sort the list"', ROOM)
    assert stage.heard_in(ROOM)[-1].startswith("Cat added A-1")
    second_in_the_room(stage)
    stage.does(CAT, 'action add "Order filters"', ROOM)
    stage.does(ANN, 'SSP action add "Count the parts"', ROOM)

    said = [line for line in stage.heard_in(ROOM) if "added A-" in line]
    assert [line.partition("added")[0] for line in said] == [
        "Cat ",
        "RDD: Cat ",
        "SSP: Ann ",
    ]
    titles = {message.title for name, message in stage.cards(ROOM) if name != "plan"}
    assert {"RDD A-2 Order filters", "SSP A-1 Count the parts"} <= titles


def test_what_names_its_plan_already_does_not_name_it_twice(stage: Stage) -> None:
    second_in_the_room(stage)

    titles = [message.title for name, message in stage.cards(ROOM) if name == "plan"]
    assert titles[-1].split().count("SSP") == 1


def test_a_room_of_its_own_hears_no_key(stage: Stage) -> None:
    second_in_the_room(stage)
    stage.does(ANN, 'FVS action add "Drive less"', None)

    assert stage.heard_in(ELSEWHERE)[-1].startswith("Ann added A-1")
