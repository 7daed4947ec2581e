"""Where people see a change request, and whose word it waits for."""

import json
from collections.abc import Iterator
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
    a_stage,
    memory,
    signed,
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage(memory()) as stage:
        yield signed(stage)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    stage.does(BOB, ASKS)
    return stage


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
