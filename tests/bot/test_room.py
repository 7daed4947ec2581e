"""A party's own room: nobody else present, and what is added there stays there."""

from dataclasses import replace

import pytest

from domain.visibility import Audience
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    HALDEN,
    ORBIT,
    OURS,
    ROOM,
    THEIRS,
    Place,
    Stage,
)

INVADED = replace(OURS, present=frozenset({HALDEN, ORBIT}))


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(ANN, "RDD room private", OURS)
    return stage


def audience_of(stage: Stage) -> str:
    return stage.row("action", title="Check the price")["audience"]


def test_a_lead_makes_a_room_their_partys_own(stage: Stage):
    said = stage.does(BOB, "RDD room private", THEIRS)

    assert said.startswith("This room is now Orbit Devices's own for RDD")
    stage.does(BOB, "action add Check the margin private", None)
    assert any("Check the margin" in line for line in stage.heard_in(THEIRS))
    assert not any("Check the margin" in line for line in stage.heard_in(OURS))


def test_only_a_lead_does(stage: Stage):
    assert "Only a lead" in stage.say(DAN, "RDD room private", THEIRS)


@pytest.mark.parametrize(
    "place",
    [
        ROOM,
        THEIRS,
        Place(id="mixed", present=frozenset({HALDEN, "demo:third"})),
        Place(id="unknown"),
    ],
)
def test_it_is_refused_where_anyone_outside_the_party_may_read(stage: Stage, place):
    said = stage.say(ANN, "RDD room private", place)

    assert said.startswith("People outside your party read this room")


def test_a_direct_message_is_not_a_room(stage: Stage):
    assert "Only a room can be a party's own" in stage.say(ANN, "room private", None)


def test_a_room_is_bound_once(stage: Stage):
    said = stage.say(ANN, "room private", OURS)

    assert said == "This room is the plan's already, for your party."


def test_what_is_added_there_is_private(stage: Stage):
    assert "Only your party sees this." in stage.does(
        CAT, "action add Check the price", OURS
    )
    assert audience_of(stage) is Audience.CUSTOMER
    assert not any("Check the price" in line for line in stage.heard_in(ROOM))


def test_what_is_said_to_be_joint_there_is_joint(stage: Stage):
    stage.does(CAT, 'action add "Check the price" joint', OURS)

    assert audience_of(stage) is Audience.JOINT
    assert any("Check the price" in line for line in stage.heard_in(ROOM))


def test_private_words_typed_by_mention_there_are_taken(stage: Stage):
    answer = stage.ask(CAT, "action add Check the price private", OURS, heard=True)

    assert not answer.refused
    assert audience_of(stage) is Audience.CUSTOMER


@pytest.mark.parametrize(
    "words", ["action add Check the price", "action add Check it private"]
)
def test_once_others_came_in_what_they_read_is_not_kept_as_private(stage: Stage, words):
    said = stage.say(CAT, words, INVADED, heard=True)

    assert said.startswith("Everyone here has just read that.")


def test_once_others_came_in_what_they_cannot_read_stays_private(stage: Stage):
    stage.does(CAT, "action add Check the price", INVADED)

    assert audience_of(stage) is Audience.CUSTOMER


def test_once_others_came_in_private_words_are_no_longer_shown(stage: Stage):
    stage.does(CAT, "action add Check the price", OURS)

    assert "Check the price" in stage.say(CAT, "mine", OURS)
    assert "Check the price" not in stage.say(CAT, "mine", INVADED)
