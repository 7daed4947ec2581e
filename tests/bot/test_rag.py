"""Each party's own view of the plan, and that a difference is said."""

from tests.cast import ANN, BOB, CAT, ROOM, Stage


def test_each_party_has_its_own_view(stage: Stage) -> None:
    said = stage.does(ANN, "rag red too slow")
    assert "How Halden Medical sees it: red: too slow" in said
    assert "How Orbit Devices sees it: has not said yet" in said


def test_a_difference_is_said(stage: Stage) -> None:
    stage.does(ANN, "rag red too slow")
    assert "see the plan differently" in stage.does(BOB, "rag green all well")
    assert "differently" not in stage.does(BOB, "rag red late parts")


def test_the_room_hears_what_and_why(stage: Stage) -> None:
    stage.does(ANN, "rag amber two are late")
    told = "Ann sees the plan as amber for the customer: two are late."
    assert told in stage.heard_in(ROOM)


def test_only_a_lead_gives_it(stage: Stage) -> None:
    assert "Only a lead can do that" in stage.say(CAT, "rag red slow")


def test_a_view_needs_a_reason(stage: Stage) -> None:
    assert stage.ask(ANN, "rag red").refused
