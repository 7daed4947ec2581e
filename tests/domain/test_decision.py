"""Rules of a decision: one party writes it, the other agrees, words stay."""

from typing import Any

import pytest

from domain.decision import Status
from domain.errors import IllegalMove, NotAllowed, Said
from domain.visibility import Audience
from tests.domain.people import ANN, BOB, CAT, DAN, NOW, decision


def test_the_other_partys_lead_agrees() -> None:
    found = decision()
    found.agree(by=BOB, at=NOW)
    assert (found.status, found.agreed_by) == (Status.AGREED, "bob")


@pytest.mark.parametrize("judge", [ANN, CAT, DAN])
def test_nobody_else_agrees(judge: Any) -> None:
    with pytest.raises(NotAllowed):
        decision().agree(by=judge, at=NOW)
    with pytest.raises(NotAllowed):
        decision().decline("no", by=judge, at=NOW)


def test_only_whoever_wrote_it_withdraws_or_rewords_it() -> None:
    with pytest.raises(NotAllowed):
        decision().cancel("no", by=BOB, at=NOW)
    with pytest.raises(NotAllowed):
        decision().rename("We buy", by=BOB, at=NOW)
    decision().rename("We buy", by=ANN, at=NOW)


def test_what_is_agreed_keeps_its_words() -> None:
    with pytest.raises(Said, match="supersedes D-1"):
        decision(status=Status.AGREED).rename("We buy", by=ANN, at=NOW)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.AGREED}))
def test_only_what_is_agreed_is_superseded(status: Status) -> None:
    with pytest.raises(IllegalMove):
        decision(status=status).supersedable(Audience.JOINT)


def test_a_private_decision_replaces_no_joint_one() -> None:
    with pytest.raises(Said, match="D-1 is joint"):
        decision(status=Status.AGREED).supersedable(Audience.CUSTOMER)
