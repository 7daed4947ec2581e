"""Where people see a change request, and whose word it waits for."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from adapters.files import verifier
from adapters.files.export import export_plan, fingerprint
from domain.change import Status
from tests.bot.changing import ASKS, labels, sign, status
from tests.cast import (
    ANN,
    BOB,
    CAT,
    ROOM,
    Stage,
)


def test_the_item_says_which_request_waits(asked: Stage):
    assert "Change: CR-1 waits" in asked.say(ANN, "M-1")
    sign(asked, ANN)
    assert "CR-1 waits" not in asked.say(ANN, "M-1")


def test_the_cards_of_the_room_follow(asked: Stage):
    (card,) = [m for m in asked.posts(ROOM.id) if m.ref == "CR-1"]
    assert labels(card.buttons) == ["Read and sign", "Reject…", "Withdraw"]
    asked.does(ANN, 'CR-1 reject "too late"')
    assert not [m for m in asked.posts(ROOM.id) if m.ref == "CR-1"][-1].buttons
    assert any(
        "Ann rejected CR-1" in said and "too late" in said
        for said in asked.heard_in(ROOM)
    )


def test_each_sees_the_buttons_they_may_press(asked: Stage):
    assert labels(asked.ask(ANN, "CR-1").message.buttons) == [
        "Read and sign",
        "Reject…",
    ]
    assert labels(asked.ask(BOB, "CR-1").message.buttons) == ["Withdraw"]
    assert not asked.ask(CAT, "CR-1").message.buttons


@pytest.mark.parametrize(
    "line",
    ["waiting", "mine", "list changes", "find due date", "history", "list items"],
)
def test_lists_hold_it(asked: Stage, line: str):
    assert "CR-1" in asked.say(ANN, line)


def test_the_plan_counts_what_waits_for_a_signature(asked: Stage):
    assert "1 change request to sign" in asked.say(ANN, "show")
    sign(asked, ANN)
    assert "change request" not in asked.say(ANN, "show")


def test_the_digest_tells_who_must_sign_until_it_is_answered(asked: Stage):
    asked.at(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    assert any("CR-1" in said for said in asked.heard_by(ANN))
    assert not any("CR-1" in said for said in asked.heard_by(CAT))
    asked.at(asked.now + timedelta(days=60))
    assert status(asked) is Status.WAITING
    assert "CR-1" in asked.heard_by(ANN)[-1]


def test_bare_sign_and_decline_answer_the_one_that_waits(asked: Stage):
    assert "CR-1" in asked.say(ANN, "sign")
    asked.does(ANN, 'decline "too late"')
    assert status(asked) is Status.REJECTED
    assert "nothing to sign" in asked.say(ANN, "sign")


def test_bare_words_ask_which_of_several(asked: Stage):
    asked.does(BOB, "M-1 title Live")
    shown = asked.say(ANN, "sign")
    assert "CR-1" in shown
    assert "CR-2" in shown
    assert "Say which one" in asked.say(ANN, "decline no")


def test_an_export_holds_it_and_verifies(asked: Stage):
    sign(asked, ANN)
    found = export_plan(asked.bot.store, "RDD", "Ann", at=asked.now)
    data = json.loads(json.dumps(found))
    (change,) = data["items"]["changes"]
    assert change["line"].startswith("M-1 due 2027-04-30")
    assert verifier.verify(data, fingerprint(data)).ok


def test_the_card_of_what_was_rejected_says_who_did_so_and_why(stage: Stage) -> None:
    stage.does(BOB, ASKS)
    stage.does(ANN, "CR-1 reject too late for the ward")

    said = stage.say(ANN, "CR-1")

    assert "Ann rejected CR-1: too late for the ward. Nothing was changed." in said


def test_a_ladder_is_asked_to_change_rung_by_rung(stage: Stage) -> None:
    said = stage.does(ANN, "ladder set tactical days 4 severity high")

    assert "High on the tactical tier: 3 → 4 working days" in said
    assert "critical" not in said


def test_what_is_taken_out_has_one_status_and_one_change(stage: Stage) -> None:
    said = stage.does(ANN, "M-1 cancel moot")

    assert said.count("Status: ") == 1
    assert "Change: scheduled → cancelled" in said


def test_a_signed_ladder_is_sealed_by_the_name_of_its_request(stage: Stage) -> None:
    stage.does(ANN, "ladder set tactical days 4 severity high")
    sign(stage, BOB)
    stage.at(stage.now + timedelta(minutes=1))

    assert any("sealed (CR-1 signed)" in said for said in stage.heard_in(ROOM))


def test_where_there_are_no_requests_the_way_to_ask_for_one_is_shown(
    stage: Stage,
) -> None:
    said = stage.say(ANN, "list changes")

    assert "such as: `change M-1 due to 30 Apr" in said


def test_an_older_reason_is_none_for_a_later_day(draft: Stage) -> None:
    draft.does(ANN, "M-1 due 30 Apr the pumps come late")
    draft.does(ANN, "M-1 due 31 May")

    assert "the pumps come late" not in draft.say(ANN, "M-1")


def test_the_chair_of_a_series_is_asked_to_change_by_either_line(stage: Stage) -> None:
    stage.does(ANN, 'checkpoint schedule "Review" weekly on tue at 10:00 chair @ann')
    stage.does(BOB, "agree all")

    said = stage.does(ANN, 'change CS-1 chair to @cat "Cat knows it"')

    assert "Change the chair of CS-1" in said
    assert "Chair: Ann → Cat" in said
    assert "CR-1 asks for that already" in stage.say(ANN, "CS-1 chair @cat")
