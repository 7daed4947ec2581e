"""Objectives in chat: drafted, agreed, claimed by one party, answered by the other."""

import pytest

from tests.cast import ANN, BOB, CAT, DAN, ROOM, Stage


def test_in_the_draft_an_objective_is_a_draft(draft: Stage) -> None:
    assert "Agreement: draft" in draft.does(ANN, 'objective add "Fewer visits"')


def test_once_in_force_an_objective_waits_for_the_other_party(stage: Stage) -> None:
    said = stage.does(ANN, 'objective add "Fewer visits"')
    assert "Agreement: proposed; waits for the supplier" in said
    assert (
        "Ann proposes O-2 “Fewer visits”. It counts when the other party agrees."
        in stage.heard_in(ROOM)
    )


def test_the_other_partys_lead_agrees_what_was_proposed(stage: Stage) -> None:
    stage.does(ANN, 'objective add "Fewer visits"')
    assert stage.ask(ANN, "O-2 agree").refused
    assert stage.ask(DAN, "O-2 agree").refused
    assert "Agreement" not in stage.does(BOB, "O-2 agree")


@pytest.mark.parametrize("words", ["O-1 by Q2", "O-1 title Less", "O-1 cancel no"])
def test_what_is_signed_is_not_altered(stage: Stage, words: str) -> None:
    before = stage.row("objective")
    assert "waits for Orbit Devices" in stage.does(ANN, words)
    assert stage.row("objective") == before


@pytest.mark.parametrize("words", ["O-1 by Q2", "O-1 title Less", "O-1 cancel no"])
def test_a_change_to_the_draft_voids_a_signature_on_it(
    draft: Stage, words: str
) -> None:
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)
    draft.does(BOB, words)
    assert "SignaturesVoided" in draft.facts()


def test_a_claim_is_answered_by_the_other_partys_lead(stage: Stage) -> None:
    stage.does(ANN, "O-1 met downtime was 1.4 % in May")
    assert "Only the supplier's lead" in stage.say(ANN, "O-1 accept")
    assert "Only the supplier's lead" in stage.say(DAN, "O-1 accept")
    stage.does(BOB, "O-1 send back not in June")
    stage.does(ANN, "O-1 met nor in June")
    assert "Status: met" in stage.does(BOB, "O-1 accept")


def test_a_claim_needs_evidence(stage: Stage) -> None:
    answer = stage.ask(ANN, "O-1 met")
    assert answer.refused
    assert answer.message.form


def test_nothing_is_claimed_of_a_draft(draft: Stage) -> None:
    assert "O-1 is draft: nothing is claimed" in draft.say(ANN, "O-1 met 1.4 %")


def test_a_contributor_neither_adds_nor_claims(stage: Stage) -> None:
    assert "Only a lead can do that" in stage.say(CAT, "objective add X")
    assert "Only a lead can do that" in stage.say(CAT, "O-1 met 1.4 %")


def test_the_card_tells_what_it_is_worth_to_each(stage: Stage) -> None:
    line = 'objective add "Fewer visits" kind innovation benefit customer "Time"'
    said = stage.does(BOB, f'{line} benefit supplier "Fuel" by 2027-06-30')
    for part in (
        "Kind: innovation",
        "Worth to Halden Medical: Time",
        "Worth to Orbit Devices: Fuel",
        "By: Wed 30 Jun 2027",
    ):
        assert part in said
