"""A change request is signed as it was shown, and done once."""

from hashlib import sha256

import pytest

from bot.request import Account
from domain.change import Status
from domain.plan import NOT_THE_CONTRACT
from tests.bot.changing import AFTER, ASKS, BEFORE, button, due, labels, sign, status
from tests.cast import (
    ANN,
    BOB,
    DAN,
    ROOM,
    Stage,
)


def test_sign_shows_the_whole_text_first_and_signs_nothing(asked: Stage):
    shown = asked.ask(ANN, "CR-1 sign")
    assert shown.refused
    assert labels(shown.message.buttons) == ["Sign for Halden Medical", "Reject…"]
    for words in ("Go-live", "Wed 31 Mar 2027 → Fri 30 Apr 2027", NOT_THE_CONTRACT):
        assert words in shown.message.twin
    assert due(asked) == BEFORE


def test_the_signature_binds_what_was_shown(asked: Stage):
    line = button(asked, ANN)
    asked.does(ANN, line)
    assert asked.row("change")["digest"] == line.rpartition(" ")[2]


def test_another_text_is_not_signed(asked: Stage):
    line = button(asked, ANN)
    asked.does(ANN, "M-1 title Live everywhere")
    sign(asked, BOB, "CR-2")
    assert "nothing was signed" in asked.say(ANN, line)
    assert due(asked) == BEFORE
    sign(asked, ANN)
    assert due(asked) == AFTER


def test_two_presses_sign_once(asked: Stage):
    line = button(asked, ANN)
    asked.does(ANN, line)
    assert "CR-1 is already signed" in asked.say(ANN, line)
    assert asked.facts().count("MilestoneMoved") == 1


def test_a_button_on_an_old_card_shows_how_it_stands(asked: Stage):
    line = next(b.line for b in asked.ask(ANN, "CR-1").message.buttons)
    asked.does(BOB, "CR-1 withdraw")
    assert "has changed since that button was drawn" in asked.say(ANN, line)


def test_the_record_is_sealed_at_the_signature(asked: Stage):
    sign(asked, ANN)
    asked.later(minutes=1)
    asked.bot.sweep(asked.now)
    assert any("sealed (CR-1 signed)" in said for said in asked.heard_in(ROOM))


def test_both_asking_for_one_field_moves_it_once(asked: Stage):
    asked.does(ANN, "M-1 due 15 Apr")
    sign(asked, ANN)
    said = asked.say(BOB, "CR-2 sign")
    assert "Due date now: Fri 30 Apr 2027; it was Wed 31 Mar 2027 when asked" in said
    assert labels(asked.ask(BOB, "CR-2 sign").message.buttons) == ["Reject…"]
    assert due(asked) == AFTER
    assert status(asked, 2) is Status.WAITING


def test_the_value_before_must_still_stand(asked: Stage):
    asked.does(ANN, "M-1 due 15 Apr")
    line = button(asked, BOB, "CR-2")
    sign(asked, ANN)
    assert asked.ask(BOB, line).refused
    digest = _digest_of(asked, "CR-2")
    said = asked.say(BOB, f"CR-2 sign {digest}")
    assert "the due date was Wed 31 Mar 2027; now it is Fri 30 Apr 2027" in said
    assert due(asked) == AFTER


def _digest_of(stage: Stage, ref: str) -> str:
    """The digest of the text as it is shown now, whether a button offers it or not."""
    shown = stage.ask(BOB, f"{ref} sign").message
    return sha256(shown.twin.encode()).hexdigest()


def test_the_same_line_is_asked_once(asked: Stage):
    assert "CR-1 asks for that already" in asked.say(BOB, ASKS)


def test_it_runs_in_the_name_of_who_asked_though_they_have_left(asked: Stage):
    asked.does(BOB, "member add @dan as lead")
    asked.does(DAN, "member remove @bob")
    sign(asked, ANN)
    assert due(asked) == AFTER


def test_a_day_that_has_passed_is_refused_at_the_signature(stage: Stage):
    stage.does(BOB, "M-1 due 2026-12-01")
    line = button(stage, ANN)
    stage.later(days=30)
    assert "past" in stage.say(ANN, line)
    assert status(stage) is Status.WAITING


def test_asking_is_taken_back_by_undo(asked: Stage):
    assert "Status: withdrawn" in asked.does(BOB, "undo")
    assert "CR-1 is withdrawn, so it cannot be signed" in asked.say(ANN, "CR-1 sign")


@pytest.mark.parametrize("who", [ANN, BOB])
def test_a_signature_and_what_it_did_stand(asked: Stage, who: Account):
    sign(asked, ANN)
    assert asked.ask(who, "undo").refused
    assert due(asked) == AFTER


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("change M-1 due to 30 Apr because they are late", "because they are late"),
        ('change M-1 due to 30 Apr late "the pumps"', "late the pumps"),
        ('change M-1 due to 30 Apr "the pumps"', "the pumps"),
    ],
)
def test_no_word_of_the_reason_is_lost(stage: Stage, line: str, why: str) -> None:
    assert f"Why: {why}\n" in stage.does(BOB, line)


@pytest.mark.parametrize(
    "again", ["M-1 due 30 Apr", 'change M-1 due to 30 Apr "another reason"']
)
def test_one_party_asks_once_whatever_the_reason(stage: Stage, again: str) -> None:
    stage.does(BOB, ASKS)

    assert "CR-1 asks for that already" in stage.say(BOB, again)


def test_another_day_is_another_request(stage: Stage) -> None:
    stage.does(BOB, ASKS)

    assert "CR-2" in stage.does(BOB, "M-1 due 31 May")
