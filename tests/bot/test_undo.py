"""Undo: one's own last line, within ten minutes, while nothing builds on it."""

from datetime import timedelta

import pytest

from tests.cast import ANN, BOB, CAT, DAN, EVE, OLA, ROOM, Stage

ADD = "action add Train the ward staff owner @bob due fri"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(ANN, ADD)
    stage.later(minutes=20)
    return stage


def item(stage: Stage) -> dict[str, object]:
    row = stage.row("action", number=1)
    return {name: value for name, value in row.items() if name != "version"}


@pytest.mark.parametrize(
    "words",
    [
        "A-1 start",
        "A-1 40% half",
        "A-1 done shipped",
        "A-1 block no access",
        "A-1 due 9 dec late",
        "A-1 owner @dan",
        "A-1 title Train all",
        "A-1 cancel bought",
    ],
)
def test_every_value_is_as_it_was_before(stage: Stage, words: str) -> None:
    before = item(stage)
    stage.does(BOB, words)
    assert item(stage) != before
    stage.does(BOB, "undo")
    assert item(stage) == before


def test_both_facts_stay(stage: Stage) -> None:
    stage.does(BOB, "A-1 done")
    stage.does(BOB, "undo")
    assert stage.facts()[-2:] == ["ActionDone", "Undone"]
    assert (
        "Bob took back their last line on A-1 “Train the ward staff”."
        in stage.heard_in(ROOM)
    )


def test_what_was_added_becomes_cancelled(stage: Stage) -> None:
    stage.does(BOB, "action add Order parts")
    assert "Status: cancelled" in stage.does(BOB, "undo")


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("objective add Fewer visits", "O-2"),
        ("milestone add Pilot due 2027-02-26", "M-2"),
        ("decision add We rent", "D-1"),
    ],
)
def test_a_proposal_taken_back_waits_for_nobody(
    stage: Stage, words: str, ref: str
) -> None:
    stage.does(ANN, words)
    stage.does(ANN, "undo")
    assert "Status: cancelled" in stage.say(BOB, ref)
    assert stage.ask(BOB, f"agree {ref}").refused
    assert ref not in stage.say(BOB, "waiting")


def test_several_items_of_one_line_are_taken_back_together(stage: Stage) -> None:
    stage.does(BOB, "action add Order parts")
    stage.does(BOB, "A-1 A-2 start")
    assert "A-1, A-2" in stage.does(BOB, "undo")
    for ref in ("A-1", "A-2"):
        assert "Status: open" in stage.say(BOB, ref)


def test_only_within_ten_minutes(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.now += timedelta(minutes=10, seconds=1)
    assert "in the last ten minutes" in stage.say(BOB, "undo")


def test_until_the_tenth_minute(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.now += timedelta(minutes=10)
    assert "Taken back." in stage.does(BOB, "undo")


def test_only_ones_own_line(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    assert "You have changed nothing here" in stage.say(DAN, "undo")


@pytest.mark.parametrize(
    ("who", "words"),
    [(DAN, "A-1 40%"), (ANN, "A-1 note why"), (CAT, "action add More for A-1")],
)
def test_not_when_something_builds_on_it(stage: Stage, who, words: str) -> None:
    stage.does(BOB, "A-1 start")
    stage.later(minutes=1)
    stage.does(who, words)
    answer = stage.ask(BOB, "undo")
    assert answer.refused
    assert "Something has happened to A-1 since" in answer.message.twin


def test_what_the_speaker_cannot_see_builds_on_nothing(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.later(minutes=1)
    stage.does(ANN, "A-1 note penalty private", None)
    stage.does(ANN, "action add Claim private for A-1", None)
    assert "Taken back." in stage.does(BOB, "undo")


def test_what_is_about_something_else_builds_on_nothing(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.later(minutes=1)
    stage.does(ANN, "action add Other")
    assert "Taken back." in stage.does(BOB, "undo")


@pytest.mark.parametrize("words", ["A-1 accept", "A-1 send back no report"])
def test_answers_stand(stage: Stage, words: str) -> None:
    stage.does(BOB, "A-1 done")
    stage.does(ANN, words)
    status = item(stage)
    assert "Your last line stands" in stage.say(ANN, "undo")
    assert item(stage) == status


def test_an_agreement_stands(stage: Stage) -> None:
    stage.does(BOB, "decision add We rent")
    stage.does(ANN, "D-1 agree")
    assert "Your last line stands" in stage.say(ANN, "undo")


def test_a_signature_stands(draft: Stage) -> None:
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)
    assert "Your last line stands" in draft.say(ANN, "undo")


def test_an_undo_is_not_undone(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.does(BOB, "undo")
    assert stage.ask(BOB, "undo").refused


def test_people_are_put_right_with_their_own_words(stage: Stage) -> None:
    stage.does(ANN, "member remove @cat")
    said = stage.say(ANN, "undo")
    assert "Cat is no longer part of the plan." in said
    assert "`help member`" in said


def test_working_days_are_put_right_with_their_own_words(draft: Stage) -> None:
    draft.does(ANN, "calendar customer zone Europe/Berlin")
    assert "`help calendar`" in draft.say(ANN, "undo")


def test_a_note_is_gone_and_its_fact_stays(stage: Stage) -> None:
    stage.does(BOB, "A-1 note wrong words")
    assert "wrong words" not in stage.does(BOB, "undo")
    assert "wrong words" in stage.say(BOB, "history A-1")


def test_a_private_note_is_taken_back_in_private(stage: Stage) -> None:
    joint = stage.say(BOB, "history A-1", None)
    stage.does(ANN, "A-1 note penalty private", None)
    assert "penalty" not in stage.does(ANN, "undo", None)
    assert stage.say(BOB, "history A-1", None) == joint


def test_a_partys_view_is_taken_back(stage: Stage) -> None:
    stage.does(ANN, "rag green fine")
    stage.does(ANN, "rag red slow")
    stage.does(ANN, "undo")
    assert "sees it: green: fine" in stage.does(BOB, "rag green fine too")


def test_in_a_shared_room_a_private_line_is_not_taken_back(stage: Stage) -> None:
    stage.does(ANN, "action add One for both")
    stage.later(minutes=1)
    stage.does(ANN, "action add Hush private", None)
    said = stage.does(ANN, "undo")
    assert "A-2 One for both" in said
    assert "~" not in said
    assert "Status: open" in stage.say(ANN, "~A-1", None)


def test_an_observer_takes_nothing_back(stage: Stage) -> None:
    assert stage.ask(OLA, "undo").refused


def test_a_request_to_close_is_taken_back_while_nobody_answered(stage: Stage) -> None:
    stage.does(BOB, "close the contract has ended")
    assert "Status: withdrawn" in stage.does(BOB, "undo")
    assert stage.row("plan")["status"] == "in force"
    assert "nothing to sign" in stage.say(ANN, "sign")


def test_a_request_to_close_that_was_answered_stays(stage: Stage) -> None:
    stage.does(BOB, "close the contract has ended")
    stage.does(ANN, "decline too early")
    assert "Something has happened to CR-1 since" in stage.say(BOB, "undo")


def test_a_second_undo_says_that_the_first_one_was_it(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.does(BOB, "undo")
    assert "You have just taken back your last line" in stage.say(BOB, "undo")


# What a line asked for its speaker alone: each with what it was before.
WISHES = (
    ("snooze A-1 2026-12-09", "snooze A-1 2026-12-11", "snooze"),
    ("snooze A-1 2026-12-09", "snooze off A-1", "snooze"),
    ("timezone Europe/Berlin", "timezone Asia/Tokyo", "person"),
    ("locale de-DE", "locale en-US", "person"),
    ("digest at 07:15", "digest at 10:00", "person"),
    ("digest at 07:15", "digest off", "person"),
    ("quiet 20:00-06:00", "quiet 00:00-00:00", "person"),
    ("away from 2026-12-21 to 2026-12-23 cover @dan", "away off", "person"),
    ("away off", "away from 2026-12-21 to 2026-12-23 cover @dan", "person"),
)


def wishes(stage: Stage, table: str) -> dict[str, object] | None:
    where = {"account": "bob"} if table == "person" else {"ref": "A-1"}
    found = next(iter(stage.rows(table, **where)), None)
    return found and {name: value for name, value in found.items() if name != "version"}


@pytest.mark.parametrize(("before", "words", "table"), WISHES)
def test_a_wish_is_as_it_was_before(
    stage: Stage, before: str, words: str, table: str
) -> None:
    stage.does(BOB, before)
    stage.later(seconds=1)
    as_it_was = wishes(stage, table)
    stage.does(BOB, words)
    changed = wishes(stage, table)
    stage.later(seconds=1)
    assert stage.does(BOB, "undo").startswith("Taken back. ")
    assert wishes(stage, table) == as_it_was != changed


@pytest.mark.parametrize("words", ["A-1 follow", "snooze A-1 fri"])
def test_a_first_wish_is_gone(stage: Stage, words: str) -> None:
    stage.does(EVE, words)
    stage.does(EVE, "undo")
    assert not stage.rows("follow")
    assert not stage.rows("snooze")


def test_undo_after_a_wish_leaves_the_work_before_it_alone(stage: Stage) -> None:
    stage.does(BOB, "A-1 start")
    stage.later(minutes=1)
    stage.does(BOB, "digest at 07:00")
    assert "comes at 09:00" in stage.does(BOB, "undo")
    stage.later(minutes=1)
    assert "You have just taken back your last line" in stage.say(BOB, "undo")
    assert item(stage)["status"] == "in progress"


def test_after_a_wish_the_next_work_is_what_undo_takes_back(stage: Stage) -> None:
    stage.does(BOB, "A-1 follow")
    stage.later(seconds=1)
    stage.does(BOB, "A-1 start")
    stage.does(BOB, "undo")
    assert item(stage)["status"] == "open"
    assert stage.rows("follow")


def test_a_wish_about_several_items_is_taken_back_whole(stage: Stage) -> None:
    stage.does(BOB, "action add Order parts")
    stage.later(seconds=1)
    stage.does(BOB, "A-1 A-2 follow")
    stage.does(BOB, "undo")
    assert not stage.rows("follow")


def test_in_a_shared_room_a_private_wish_is_not_taken_back(stage: Stage) -> None:
    stage.does(ANN, "action add Hush private", None)
    stage.later(seconds=1)
    stage.does(ANN, "A-1 follow")
    stage.later(seconds=1)
    stage.does(ANN, "~A-1 snooze fri", None)
    assert "~" not in stage.does(ANN, "undo")
    assert not stage.rows("follow")
    assert [kept["ref"] for kept in stage.rows("snooze")] == ["~A-1"]


def test_a_wish_older_than_ten_minutes_stays(stage: Stage) -> None:
    stage.does(BOB, "A-1 follow")
    stage.later(minutes=11)
    assert stage.ask(BOB, "undo").refused
    assert stage.rows("follow")


def test_a_view_taken_back_is_told_as_people_say_it(stage: Stage) -> None:
    stage.does(ANN, "rag red too slow")
    stage.does(ANN, "undo")

    told = "Ann took back what they last said of how the customer sees the plan."
    assert stage.heard_in(ROOM)[-1] == told


def test_what_is_taken_back_is_no_longer_the_reason(stage: Stage) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity low')
    stage.does(ANN, "I-1 severity high more wards")

    assert "more wards" not in stage.does(ANN, "undo")
