"""A joint copy of a private item takes its words and leaves its past."""

from domain.action import Status
from domain.action_fact import ActionAdded
from domain.baseline import Agreed
from domain.sharing import joint_copy
from domain.visibility import Audience, Side
from tests.domain.people import ANN, LATER, NOW, action, objective

OURS = Audience.CUSTOMER


def test_the_joint_fact_holds_nothing_of_the_private_one_but_its_words() -> None:
    kept = action(
        audience=OURS,
        number=7,
        owner="cat",
        owner_side=Side.CUSTOMER,
        acceptor="cat",
        due=LATER,
        progress=40,
        status=Status.BLOCKED,
        blocked_why="they must not know",
        objective="~O-3",
        source="~CP-1",
        imported="row 9",
        version=5,
    )
    joint = joint_copy(kept, 2, by=ANN, at=NOW)
    told = joint.born(ActionAdded, by=ANN, at=NOW)
    assert told.audience is Audience.JOINT
    assert {name: after for name, (_, after) in told.changes.items()} == {
        "title": "Train",
        "created_by": "ann",
        "created_at": NOW.isoformat(),
        "status": "open",
        "owner": "cat",
        "owner_side": "customer",
        "due": LATER.isoformat(),
        "progress": 0,
    }
    assert (joint.ref, joint.version, kept.ref) == ("A-2", 0, "~A-7")


def test_a_joint_reference_comes_along() -> None:
    kept = action(audience=OURS, objective="O-3")
    assert joint_copy(kept, 2, by=ANN, at=NOW).objective == "O-3"


def test_a_claim_made_in_private_does_not_come_along() -> None:
    kept = objective(audience=OURS, agreed=Agreed.AGREED, measure="~KPI-1")
    kept.claim_met("our own figures", by=ANN, at=NOW)
    joint = joint_copy(kept, 2, by=ANN, at=NOW, agreed=Agreed.PROPOSED)
    assert (joint.status, joint.evidence, joint.claimed_side) == ("open", "", None)
    assert (joint.measure, joint.agreed) == ("", Agreed.PROPOSED)
