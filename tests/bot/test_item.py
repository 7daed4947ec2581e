"""Putting items right: title, owner, notes, evidence, cancelling."""

import pytest

from domain.visibility import Audience
from tests.cast import ANN, BOB, CAT, DAN, OURS, ROOM, Stage

ADD = "action add Train the ward staff owner @bob due fri"
HUSH = "they are slower than they say"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(ANN, ADD)
    return stage


def test_the_owner_and_the_author_put_a_title_right(stage: Stage) -> None:
    assert "A-1 Train all" in stage.does(DAN, "A-1 title Train all")
    assert "A-1 Train both" in stage.does(ANN, "A-1 title Train both")
    assert "Only the supplier's side" in stage.say(CAT, "A-1 title Train none")


def test_what_is_accepted_keeps_its_title(stage: Stage) -> None:
    stage.does(BOB, "A-1 done")
    stage.does(ANN, "A-1 accept")
    assert "its title stays as it was" in stage.say(BOB, "A-1 title Train none")


def test_the_owners_party_hands_an_action_on(stage: Stage) -> None:
    assert "Owner: Dan (supplier)" in stage.does(BOB, "A-1 owner @dan")
    assert "Only the supplier's side" in stage.say(ANN, "A-1 owner @cat")


def test_only_actions_have_an_owner(stage: Stage) -> None:
    assert "only an action or an issue has an owner" in stage.say(ANN, "O-1 owner @ann")


def test_only_the_owners_party_cancels(stage: Stage) -> None:
    assert "Only the supplier's side" in stage.say(ANN, "A-1 cancel not needed")
    assert "Status: cancelled" in stage.does(BOB, "A-1 cancel not needed")


def test_a_joint_note_is_read_by_both(stage: Stage) -> None:
    stage.does(ANN, "A-1 note parts are on their way")
    assert "Ann, Mon 23 Nov 2026: parts are on their way" in stage.say(BOB, "A-1", None)
    assert any("parts are on their way" in line for line in stage.heard_in(ROOM))


def test_a_private_note_is_read_by_its_own_party_only(stage: Stage) -> None:
    stage.does(ANN, f'A-1 note "{HUSH}" private', None)
    assert HUSH in stage.say(CAT, "A-1", None)
    assert HUSH not in stage.say(BOB, "A-1", None)
    assert not any(HUSH in line for line in stage.heard_in(ROOM))


def test_a_private_note_is_shown_to_its_writer_and_never_in_a_shared_room(
    stage: Stage,
) -> None:
    assert HUSH in stage.does(ANN, f'A-1 note "{HUSH}" private')
    assert HUSH not in stage.say(ANN, "A-1")
    stage.does(BOB, "A-1 start")
    assert not any(HUSH in line for line in stage.heard_in(ROOM))


def test_a_private_note_is_told_in_its_partys_own_room(stage: Stage) -> None:
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, f'A-1 note "{HUSH}"', OURS)
    assert any(HUSH in line for line in stage.heard_in(OURS))
    assert HUSH in stage.say(ANN, "A-1", OURS)


def test_a_private_note_leaves_the_joint_item_and_numbers_alone(stage: Stage) -> None:
    before = stage.row("action", number=1)
    stage.does(ANN, f'A-1 note "{HUSH}" private', None)
    stage.does(BOB, f'A-1 note "{HUSH}" private', None)
    assert stage.row("action", number=1) == before
    stage.does(BOB, "A-1 note on its way")
    numbers = {stage.row("note", audience=who)["number"] for who in Audience}
    assert numbers == {1}


def test_a_note_on_a_private_item_is_as_private(stage: Stage) -> None:
    stage.does(ANN, "action add Hush private", None)
    stage.does(ANN, f'~A-1 note "{HUSH}"', None)
    assert stage.row("note")["audience"] == "customer"


def test_evidence_is_a_web_address_and_what_it_is(stage: Stage) -> None:
    answer = stage.ask(BOB, "A-1 link https://example.org/r.pdf the test report")
    assert "the test report https://example.org/r.pdf" in answer.message.twin
    button = answer.message.sections[-1].entries[0].buttons[0]
    assert button.url == "https://example.org/r.pdf"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.org/a", "file:///etc/passwd", "x.org"]
)
def test_other_addresses_are_no_evidence(stage: Stage, url: str) -> None:
    assert "must begin with https://" in stage.say(BOB, f"A-1 link {url}")


def test_a_tilde_in_an_address_names_nothing_private(stage: Stage) -> None:
    stage.does(BOB, "A-1 link https://example.org/~b2/report")


def test_a_long_history_of_notes_is_cut_and_says_so(stage: Stage) -> None:
    for n in range(12):
        stage.does(BOB, f"A-1 note number {n}")
    said = stage.say(BOB, "A-1")
    assert "and 2 earlier" in said
    assert "number 1\n" not in said
    assert said.endswith("number 11")
