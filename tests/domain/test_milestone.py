"""Rules of a milestone: met, partly or missed, and always answered."""

from datetime import date
from typing import Any

import pytest

from domain.baseline import Agreed, NotAgreedYet
from domain.consent import InTheBaseline
from domain.errors import IllegalMove, NotAllowed, Said
from domain.milestone import RESULTS, Milestone, Status
from tests.domain.people import ANN, BOB, CAT, DAN, LATER, NOW, milestone


def agreed(**more: Any) -> Milestone:
    return milestone(agreed=Agreed.AGREED, **more)


def claimed(result: Status = Status.MET, **more: Any) -> Milestone:
    found = agreed(**more)
    found.claim_result(result, "see report", by=ANN, at=NOW)
    return found


@pytest.mark.parametrize("result", sorted(RESULTS))
def test_what_was_claimed_is_what_is_accepted(result: Status) -> None:
    found = claimed(result)
    assert found.status is Status.CLAIMED
    found.accept(by=BOB, at=NOW)
    assert found.status is result


@pytest.mark.parametrize("judge", [ANN, CAT, DAN])
def test_neither_the_claiming_party_nor_an_unnamed_contributor_accepts(
    judge: Any,
) -> None:
    with pytest.raises(NotAllowed):
        claimed().accept(by=judge, at=NOW)


def test_whoever_it_names_accepts() -> None:
    found = claimed(acceptor="dan")
    found.accept(by=DAN, at=NOW)
    assert found.status is Status.MET


def test_naming_somebody_of_the_claiming_party_lets_nobody_judge_their_own() -> None:
    with pytest.raises(NotAllowed):
        claimed(acceptor="cat").accept(by=CAT, at=NOW)


def test_sent_back_it_is_scheduled_again_and_keeps_who_accepts() -> None:
    found = claimed(acceptor="dan")
    found.send_back("no report", by=DAN, at=NOW)
    assert (found.status, found.claim, found.acceptor) == (
        Status.SCHEDULED,
        None,
        "dan",
    )


def test_missed_it_may_be_claimed_again_and_met_not() -> None:
    agreed(status=Status.MISSED).claim_result(Status.MET, "now", by=ANN, at=NOW)
    with pytest.raises(IllegalMove):
        agreed(status=Status.MET).claim_result(Status.MISSED, "oh", by=ANN, at=NOW)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.CLAIMED}))
def test_only_a_claim_is_answered(status: Status) -> None:
    with pytest.raises(Said, match="nothing about it waits for an answer"):
        agreed(status=status).accept(by=BOB, at=NOW)


def test_nothing_is_claimed_before_both_agreed_it() -> None:
    with pytest.raises(NotAgreedYet):
        milestone().claim_result(Status.MET, "live", by=ANN, at=NOW)


def test_an_agreed_date_moves_by_a_change_request_only() -> None:
    with pytest.raises(InTheBaseline):
        agreed(due=date(2027, 1, 29)).move_to(LATER, by=ANN, at=NOW)
