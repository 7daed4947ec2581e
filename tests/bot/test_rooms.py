"""One plan, several rooms: a code, the other party's word, and letting one go."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import (
    ANN,
    BOB,
    DAN,
    HALDEN,
    ORBIT,
    OURS,
    ROOM,
    THEIRS,
    TIM,
    Place,
    Stage,
    a_stage,
    memory,
)

BAD = "That code is not good"
ALONE = Place(id="room-alone", name="halden-work", present=frozenset({HALDEN}))


def code_of(stage: Stage, who=ANN, place=ROOM) -> str:
    return re.search(r"room link (\S+)\.", stage.does(who, "room link", place))[1]


def asked(stage: Stage, who) -> list:
    """The buttons of what *who* was asked last."""
    return stage.posts(f"@{stage.person(who)}")[-1].buttons


def linked(stage: Stage, place=THEIRS) -> Stage:
    stage.does(BOB, f"room link {code_of(stage)}", place)
    stage.does(ANN, asked(stage, ANN)[0].line, None)
    return stage


def test_a_linked_room_sees_the_plan_and_every_card_from_then_on(stage: Stage):
    linked(stage)
    stage.does(ANN, "action add Order filters")

    assert "plan" in dict(stage.cards(THEIRS))
    assert dict(stage.cards(THEIRS))["A-1"] == dict(stage.cards(ROOM))["A-1"]
    assert any("another room hears of this plan" in t for t in stage.heard_in(ROOM))


def test_each_party_works_in_its_own_room_and_both_cards_stay_in_step(stage: Stage):
    linked(stage)
    stage.does(BOB, "action add Ship parts", THEIRS)
    stage.does(BOB, "A-1 done shipped", THEIRS)
    stage.does(ANN, "A-1 accept", ROOM)

    here = [card for ref, card in stage.cards(ROOM) if ref == "A-1"]
    there = [card for ref, card in stage.cards(THEIRS) if ref == "A-1"]
    assert here == there
    assert "accepted" in here[-1].twin


def test_the_same_press_in_two_rooms_acts_once(stage: Stage):
    linked(stage)
    stage.does(BOB, "action add Ship parts", THEIRS)
    stage.does(BOB, "A-1 done", THEIRS)
    stage.does(ANN, "A-1 accept", ROOM)

    assert stage.ask(ANN, "A-1 accept", ROOM).refused
    assert stage.facts().count("ActionAccepted") == 1


def test_nothing_private_reaches_a_linked_room(stage: Stage):
    linked(stage)
    before = stage.heard_in(THEIRS)
    stage.does(ANN, "action add Check the price private", None)

    assert stage.heard_in(THEIRS) == before


def test_the_seal_stands_in_each_room(stage: Stage):
    linked(stage)
    stage.at(stage.now + timedelta(days=8))

    prints = [
        [said for said in stage.heard_in(place) if "Fingerprint" in said]
        for place in (ROOM, THEIRS)
    ]
    assert prints[1]
    assert prints[0][-len(prints[1]) :] == prints[1]


def test_until_the_other_partys_lead_agrees_nothing_is_heard_there(stage: Stage):
    stage.does(BOB, f"room link {code_of(stage)}", THEIRS)
    stage.does(ANN, "action add Order filters")

    assert stage.heard_in(THEIRS) == []
    assert "“orbit-only”, read by Orbit Devices" in stage.heard_by(ANN)[-1]


def test_only_the_other_party_agrees(stage: Stage):
    stage.does(BOB, f"room link {code_of(stage)}", THEIRS)
    agree = asked(stage, ANN)[0].line

    assert "No room waits" in stage.say(BOB, agree, None)
    assert stage.heard_in(THEIRS) == []


def test_agreeing_twice_acts_once(stage: Stage):
    stage.does(BOB, f"room link {code_of(stage)}", THEIRS)
    agree = asked(stage, ANN)[0].line
    stage.does(ANN, agree, None)

    assert "No room waits" in stage.say(ANN, agree, None)
    assert stage.facts().count("RoomLinked") == 1


def test_two_requests_for_one_room_link_it_once(stage: Stage):
    codes = [code_of(stage), code_of(stage)]
    buttons = []
    for code in codes:
        stage.does(BOB, f"room link {code}", THEIRS)
        buttons.append(asked(stage, ANN)[0].line)
    stage.does(ANN, buttons[0], None)

    assert "already" in stage.say(ANN, buttons[1], None)
    assert stage.facts().count("RoomLinked") == 1


def test_a_refused_room_hears_nothing(stage: Stage):
    stage.does(BOB, f"room link {code_of(stage)}", THEIRS)
    agree, refuse = (button.line for button in asked(stage, ANN))
    stage.does(ANN, refuse, None)

    assert "did not agree" in stage.heard_by(BOB)[-1]
    assert "No room waits" in stage.say(ANN, agree, None)


def test_wrong_used_expired_and_somebody_elses_code_are_one_answer(stage: Stage):
    wrong = stage.say(BOB, "room link AAAA-BBBB", THEIRS)
    used, old = code_of(stage), code_of(stage)
    stage.does(BOB, f"room link {used}", THEIRS)

    assert wrong.startswith(BAD)
    assert stage.say(BOB, f"room link {used}", OURS) == wrong
    assert stage.say(TIM, f"room link {old}", THEIRS) == wrong
    assert stage.say(DAN, f"room link {old}", THEIRS) == wrong
    stage.later(days=15)
    assert stage.say(BOB, f"room link {old}", THEIRS) == wrong


def test_attempts_are_limited_for_an_hour(stage: Stage):
    code = code_of(stage)
    for _ in range(5):
        assert stage.say(BOB, "room link AAAA-BBBB", THEIRS).startswith(BAD)

    assert "too many" in stage.say(BOB, f"room link {code}", THEIRS)
    stage.later(hours=1)
    stage.does(BOB, f"room link {code}", THEIRS)


def test_only_the_digest_of_a_code_is_kept(stage: Stage):
    code = code_of(stage)

    assert code not in str(stage.rows("room_code"))
    assert code not in str(stage.heard_in(ROOM))


def test_a_code_is_not_said_where_everybody_reads_it(stage: Stage):
    said = stage.say(ANN, "room link", ROOM, heard=True)

    assert said.startswith("Everybody here would read the code")
    assert stage.rows("room_code") == []


def test_only_a_lead_is_given_a_code(stage: Stage):
    assert "Only a lead" in stage.say(DAN, "room link")
    assert "You are not part of this plan" in stage.say(TIM, "room link")


def test_a_room_that_became_private_meanwhile_is_not_linked(stage: Stage):
    stage.does(BOB, f"room link {code_of(stage)}", THEIRS)
    agree = asked(stage, ANN)[0].line
    stage.does(BOB, "RDD room private", THEIRS)

    assert "No room waits" in stage.say(ANN, agree, None)


@pytest.mark.parametrize("who", [ANN, BOB])
def test_either_partys_lead_unlinks_a_room_at_once(stage: Stage, who):
    linked(stage, ALONE)
    row = stage.ask(who, "room list").message.sections[0].entries
    button = next(e.buttons[0].line for e in row if "halden-work" in e.text)
    stage.does(who, button, None)
    before = len(stage.heard_in(ALONE))
    stage.does(ANN, "action add Order filters")

    other = BOB if who is ANN else ANN
    assert len(stage.heard_in(ALONE)) == before
    assert "unlinked “halden-work”" in stage.heard_by(other)[-1]
    assert any("unlinked one of its rooms" in said for said in stage.heard_in(ROOM))


def test_the_last_room_their_leads_can_read_stays(stage: Stage):
    linked(stage, ALONE)

    said = stage.say(ANN, "room unlink", ROOM)

    assert said.startswith("This is the last room of the plan that the leads of Orbit")
    assert stage.facts().count("RoomUnlinked") == 0


def test_with_another_room_for_them_it_may_go(stage: Stage):
    linked(stage)

    assert "Unlinked" in stage.does(ANN, "room unlink", ROOM)


def test_who_reads_a_room_is_what_was_seen_there_last(stage: Stage):
    linked(stage, ALONE)
    stage.does(BOB, "RDD show", replace(ALONE, present=frozenset({HALDEN, ORBIT})))

    assert "Unlinked" in stage.does(ANN, "room unlink", ROOM)


def test_a_partys_own_room_is_let_go_without_a_word_to_the_other(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)
    heard, facts = stage.heard_by(BOB), stage.facts()

    assert "no longer your party's own" in stage.does(ANN, "room unlink", OURS)
    assert (stage.heard_by(BOB), stage.facts()) == (heard, facts)


def test_the_other_party_neither_lists_nor_unlinks_a_partys_own_room(stage: Stage):
    missing = stage.say(BOB, "RDD room unlink", THEIRS)
    unlisted = stage.say(BOB, "room list")
    stage.does(ANN, "RDD room private", OURS)

    assert stage.say(BOB, "RDD room unlink", OURS) == missing
    assert stage.say(BOB, "room list") == unlisted


def test_the_code_of_a_new_plan_brings_the_other_partys_own_room():
    with a_stage(memory()) as stage:
        said = stage.does(ANN, 'new "Less waste" as customer with "Orbit"', OURS)
        code = re.search(r"join (\S+)", said)[1]
        stage.does(BOB, f"join {code}", THEIRS)
        assert "“orbit-only”, read by Orbit Devices" in stage.heard_by(ANN)[-1]
        assert stage.heard_in(THEIRS) == []
        stage.does(ANN, asked(stage, ANN)[0].line, None)
        stage.does(BOB, "action add Ship parts", THEIRS)

        cards = [dict(stage.cards(place)) for place in (OURS, THEIRS)]
        assert cards[0]["A-1"] == cards[1]["A-1"]


def test_not_them_keeps_their_room_outside():
    with a_stage(memory()) as stage:
        said = stage.does(ANN, 'new "Less waste" as customer with "Orbit"', OURS)
        code = re.search(r"join (\S+)", said)[1]
        stage.does(TIM, f"join {code}", THEIRS)
        stage.does(ANN, asked(stage, ANN)[1].line, None)

        assert stage.heard_in(THEIRS) == []
        assert [row["room"] for row in stage.rows("plan_room")] == [OURS.id]
