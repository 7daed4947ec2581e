"""A plan rests when both parties sign, and either resumes it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.request import Account
from tests.bot.changing import AFTER, ASKS, due, sign
from tests.cast import (
    ANN,
    BOB,
    CAT,
    OURS,
    Stage,
    a_stage,
    drafted,
    memory,
)


@pytest.fixture
def paused(stage: Stage) -> Stage:
    stage.does(BOB, 'action add "Train the staff" due 1 Dec')
    stage.does(BOB, "A-1 done")
    stage.does(ANN, 'action add "Late soon" owner @cat due 24 Nov')
    stage.does(ANN, 'pause "the ward moves"')
    sign(stage, BOB)
    return stage


def test_while_it_rests_nobody_is_nudged(paused: Stage):
    paused.at(paused.now + timedelta(days=30))
    assert not [m for m in paused.heard_by(CAT) if "Late soon" in m]
    assert paused.row("action", number=1)["status"] == "done, awaiting acceptance"


def test_while_it_rests_a_signature_is_still_asked_for(paused: Stage):
    paused.does(BOB, ASKS)
    paused.at(paused.now + timedelta(days=2))
    assert "CR-2" in paused.heard_by(ANN)[-1]
    sign(paused, ANN, "CR-2")
    assert due(paused) == AFTER


@pytest.mark.parametrize("who", [ANN, BOB])
def test_either_resumes_and_silence_is_counted_anew(paused: Stage, who: Account):
    paused.at(datetime(2026, 12, 14, 10, tzinfo=UTC))  # a Monday
    paused.does(who, "resume")
    paused.at(datetime(2026, 12, 21, 9, 59, tzinfo=UTC))
    assert paused.row("action", number=1)["status"] == "done, awaiting acceptance"
    paused.at(datetime(2026, 12, 21, 10, 0, tzinfo=UTC))
    assert paused.row("action", number=1)["status"] == "closed without objection"


def test_what_rests_does_not_rest_again(paused: Stage):
    assert "already paused" in paused.say(ANN, "pause again")


def test_a_draft_neither_rests_nor_ends():
    with a_stage(memory()) as stage:
        drafted(stage)
        assert "nothing was agreed yet" in stage.say(ANN, "pause it")
        assert "nothing was agreed yet" in stage.say(ANN, "close it")


def test_a_request_in_the_own_room_is_joint_as_what_it_is_about(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, "M-1 due 30 Apr", OURS)
    assert "CR-1" in stage.say(BOB, "waiting")
