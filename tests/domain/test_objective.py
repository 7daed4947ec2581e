"""Rules of an objective: both agree it, one claims it, the other answers."""

from typing import Any

import pytest

from domain.baseline import Agreed, NotAgreedYet
from domain.consent import InTheBaseline
from domain.errors import IllegalMove, NotAllowed, Said
from domain.objective import Objective, Status
from domain.visibility import Audience, Side
from tests.domain.people import ANN, BOB, CAT, DAN, LATER, NOW, objective

CHANGES = {
    "by": lambda o, by: o.move_to(LATER, by=by, at=NOW),
    "title": lambda o, by: o.rename("Less", by=by, at=NOW),
    "cancel": lambda o, by: o.cancel("no", by=by, at=NOW),
}


def agreed(**more: Any) -> Objective:
    return objective(agreed=Agreed.AGREED, **more)


@pytest.mark.parametrize("change", CHANGES)
def test_what_both_agreed_is_altered_by_a_change_request_only(change: str) -> None:
    with pytest.raises(InTheBaseline, match="O-1 is in the signed baseline"):
        CHANGES[change](agreed(), ANN)


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_may_be_altered_by_a_lead_of_either_party(change: str) -> None:
    CHANGES[change](objective(), ANN)
    CHANGES[change](objective(), BOB)


@pytest.mark.parametrize("change", CHANGES)
def test_a_contributor_may_not_alter_what_both_sign(change: str) -> None:
    with pytest.raises(NotAllowed):
        CHANGES[change](objective(), CAT)


@pytest.mark.parametrize("change", CHANGES)
def test_a_proposal_is_altered_by_its_own_party_only(change: str) -> None:
    CHANGES[change](objective(agreed=Agreed.PROPOSED), ANN)
    with pytest.raises(NotAllowed, match="who propose O-1"):
        CHANGES[change](objective(agreed=Agreed.PROPOSED), BOB)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_declined_is_added_anew(change: str) -> None:
    with pytest.raises(Said, match="was declined"):
        CHANGES[change](objective(agreed=Agreed.DECLINED), ANN)


@pytest.mark.parametrize("standing", [Agreed.DRAFT, Agreed.PROPOSED, Agreed.DECLINED])
def test_nothing_is_claimed_of_what_is_not_agreed(standing: Agreed) -> None:
    with pytest.raises(NotAgreedYet):
        objective(agreed=standing).claim_met("1.4 %", by=ANN, at=NOW)


@pytest.mark.parametrize("claimant", [CAT, DAN])
def test_only_a_lead_claims_that_it_is_met(claimant: Any) -> None:
    with pytest.raises(NotAllowed):
        agreed().claim_met("1.4 %", by=claimant, at=NOW)


@pytest.mark.parametrize("judge", [ANN, CAT, DAN])
def test_only_a_lead_of_the_other_party_answers_a_claim(judge: Any) -> None:
    found = agreed()
    found.claim_met("1.4 %", by=ANN, at=NOW)
    with pytest.raises(NotAllowed):
        found.accept(by=judge, at=NOW)
    found.accept(by=BOB, at=NOW)
    assert found.status is Status.MET


def test_sent_back_it_is_open_and_nothing_is_claimed() -> None:
    found = agreed()
    found.claim_met("1.4 %", by=ANN, at=NOW)
    found.send_back("not in May", by=BOB, at=NOW)
    assert (found.status, found.claimed_side, found.evidence) == (Status.OPEN, None, "")


def test_a_private_objective_is_answered_inside_its_own_party() -> None:
    found = agreed(audience=Audience.CUSTOMER)
    found.claim_met("1.4 %", by=ANN, at=NOW)
    assert found.accepting_side is Side.CUSTOMER
    with pytest.raises(NotAllowed):
        found.accept(by=BOB, at=NOW)


def test_what_was_taken_out_or_declined_waits_for_nobody() -> None:
    proposed = objective(agreed=Agreed.PROPOSED)
    assert proposed.waits_for is Side.SUPPLIER
    proposed.cancel("no", by=ANN, at=NOW)
    assert proposed.waits_for is None
    assert objective(agreed=Agreed.DECLINED).settled


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.OPEN}))
def test_it_is_claimed_from_open_only(status: Status) -> None:
    with pytest.raises(IllegalMove):
        agreed(status=status).claim_met("1.4 %", by=ANN, at=NOW)
