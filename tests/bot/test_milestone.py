"""Milestones in chat: always answered, never closed in silence."""

from datetime import UTC, datetime

import pytest

from tests.cast import ANN, BOB, CAT, DAN, Stage

NEW = "milestone add Training due 2027-02-26 accept by @cat"


@pytest.mark.parametrize(
    ("verb", "result"),
    [("met", "met"), ("partly", "partly met"), ("missed", "not met")],
)
def test_the_claim_is_what_is_accepted(stage: Stage, verb: str, result: str) -> None:
    claimed = stage.does(BOB, f"M-1 {verb} see the report")
    assert f"Status: {result}, says the supplier; awaits acceptance" in claimed
    assert f"Status: {result}" in stage.does(ANN, "M-1 accept")


def test_the_claiming_party_does_not_accept(stage: Stage) -> None:
    stage.does(BOB, "M-1 met live")
    assert "Only the customer's side" in stage.say(BOB, "M-1 accept")
    assert "Only a lead of the customer" in stage.say(CAT, "M-1 accept")


def test_whoever_is_named_accepts(stage: Stage) -> None:
    stage.does(BOB, NEW)
    stage.does(ANN, "M-2 agree")
    stage.does(BOB, "M-2 met all trained")
    assert "Status: met" in stage.does(CAT, "M-2 accept")


def test_a_claim_is_never_closed_in_silence(stage: Stage) -> None:
    stage.does(BOB, "M-1 met live")
    stage.at(datetime(2027, 2, 1, tzinfo=UTC))
    assert "awaits acceptance" in stage.say(BOB, "M-1")


def test_what_was_proposed_and_not_agreed_is_not_claimed(stage: Stage) -> None:
    stage.does(BOB, NEW)
    assert "M-2 is proposed: nothing is claimed" in stage.say(BOB, "M-2 met all")


def test_a_signed_date_does_not_move_on_one_word(stage: Stage) -> None:
    assert "waits for Halden Medical" in stage.does(BOB, "M-1 due 2027-04-30")
    assert "Due: Wed 31 Mar 2027" in stage.say(ANN, "M-1")


def test_only_the_proposing_party_moves_what_is_proposed(stage: Stage) -> None:
    stage.does(BOB, NEW)
    assert "Only the supplier's side" in stage.say(ANN, "M-2 due 2027-03-31")
    assert "Due: Wed 31 Mar 2027" in stage.does(BOB, "M-2 due 2027-03-31")


def test_a_milestone_needs_a_date(stage: Stage) -> None:
    answer = stage.ask(BOB, "milestone add Training")
    assert answer.refused
    assert "due" in answer.message.twin


def test_only_a_lead_adds_one(stage: Stage) -> None:
    assert "Only a lead can do that" in stage.say(DAN, NEW)
