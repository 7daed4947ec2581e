"""Actions in chat: one side does the work, the other accepts it or sends it back."""

from datetime import UTC, datetime

import pytest

from domain.due import Kind
from tests.cast import ANN, BOB, CAT, DAN, EVE, OURS, ROOM, SAM, TIM, ZED, Stage

ADD = "action add Train the ward staff owner @bob due fri"


def test_an_action_without_an_owner_is_its_authors(stage: Stage) -> None:
    assert "Owner: Dan (supplier)" in stage.does(DAN, "action add Order parts")


def test_every_answer_says_the_date_in_full(stage: Stage) -> None:
    assert "Due: Fri 27 Nov 2026" in stage.does(ANN, ADD)
    assert "Due: Wed 9 Dec 2026" in stage.does(BOB, "A-1 due 9 dec parts are late")


def test_the_room_reads_what_happened_and_why(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 block no access")
    assert "Bob: A-1 “Train the ward staff” is blocked: no access." in stage.heard_in(
        ROOM
    )


def test_an_action_goes_from_started_to_accepted(stage: Stage) -> None:
    stage.does(ANN, ADD)
    for who, words, says in (
        (BOB, "A-1 start", "in progress"),
        (DAN, "A-1 40% half of them", "in progress, 40%"),
        (BOB, "A-1 block no access", "blocked"),
        (BOB, "A-1 unblock", "in progress"),
        (BOB, "A-1 done all trained", "done, awaiting acceptance"),
        (ANN, "A-1 send back two are missing", "open"),
        (BOB, "A-1 done all trained", "done, awaiting acceptance"),
        (ANN, "A-1 accept", "accepted"),
        (ANN, "A-1 reopen one left", "open"),
    ):
        assert f"Status: {says}" in stage.does(who, words)


@pytest.mark.parametrize("words", ["A-1 done", "A-1 due 9 dec", "A-1 start", "A-1 40%"])
@pytest.mark.parametrize("who", [ANN, CAT])
def test_only_the_owners_party_claims_and_moves(stage: Stage, who, words: str) -> None:
    stage.does(ANN, ADD)
    answer = stage.ask(who, words)
    assert answer.refused
    assert "Only the supplier's side, who own A-1," in answer.message.twin


def test_only_the_other_party_accepts(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    for who in (BOB, DAN):
        assert "Only the customer's side" in stage.say(who, "A-1 accept")
    assert "Status: accepted" in stage.does(ANN, "A-1 accept")


def test_a_contributor_accepts_only_what_names_them(stage: Stage) -> None:
    stage.does(BOB, "action add Ship parts owner @bob accept by @cat")
    stage.does(BOB, "action add Ship tools owner @bob")
    stage.does(BOB, "A-1 A-2 done")
    assert "Status: accepted" in stage.does(CAT, "A-1 accept")
    assert "Only a lead of the customer" in stage.say(CAT, "A-2 accept")


def test_a_sponsor_accepts_what_names_them(stage: Stage) -> None:
    stage.does(BOB, "action add Ship parts owner @bob accept by @sam")
    stage.does(BOB, "A-1 done")
    assert "Status: accepted" in stage.does(SAM, "A-1 accept")


def test_nobody_of_the_owners_party_is_named_to_accept(stage: Stage) -> None:
    said = stage.say(BOB, "action add Ship parts owner @bob accept by @dan")
    assert "Dan cannot accept A-1" in said
    assert "There is no A-1" in stage.say(BOB, "A-1")


def test_an_observer_changes_nothing(stage: Stage) -> None:
    stage.does(ANN, ADD)
    for words in ("action add Mine", "A-1 done", "A-1 note ok", "A-1 cancel no"):
        assert "Only a lead or a contributor" in stage.say(EVE, words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("owner @eve", "Eve is here as observer and cannot own an action."),
        ("owner @sue", "Sue is here as sponsor and cannot own an action."),
        (
            "owner @ann accept by @eve",
            "Eve is here as observer and cannot accept anything.",
        ),
    ],
)
def test_nobody_is_named_for_what_their_role_may_not_do(
    stage: Stage, words: str, why: str
) -> None:
    said = stage.say(ANN, f"action add Ship parts {words}")
    assert said == (
        f"{why} A lead of the supplier can make them a contributor:"
        " `member add @x as contributor`."
    )
    assert "There is no A-1" in stage.say(ANN, "A-1")


def test_an_action_is_given_to_nobody_who_only_observes(stage: Stage) -> None:
    stage.does(ANN, ADD)
    assert "Eve is here as observer" in stage.say(BOB, "A-1 owner @eve")
    stage.does(BOB, "member add @eve as contributor")
    assert "Owner: Eve" in stage.does(BOB, "A-1 owner @eve")


def test_a_note_at_the_same_share_is_told(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 50%")
    stage.does(BOB, "A-1 50% waiting for parts")
    assert stage.heard_in(ROOM)[-1].endswith("is at 50%. “waiting for parts”")
    assert "Taken back." in stage.does(BOB, "undo")
    assert "Status: in progress, 50%" in stage.say(ANN, "A-1")


def test_a_button_of_an_older_card_shows_the_card_as_it_is(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 start")
    stage.does(BOB, "A-1#1 done")
    late = stage.ask(ANN, "A-1#1 accept")
    assert late.refused
    assert "A-1 has changed since that button was drawn" in late.message.twin
    assert "Status: done, awaiting acceptance" in late.message.twin
    assert "ActionAccepted" not in stage.facts()


def test_the_same_press_twice_is_accepted_once(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    press = next(
        b for b in stage.ask(ANN, "A-1").message.buttons if b.label == "Accept"
    )
    stage.does(ANN, press.line)
    assert stage.ask(ANN, press.line).refused
    assert stage.facts().count("ActionAccepted") == 1


def test_what_nobody_answers_closes_as_no_objection(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    stage.at(datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert "Status: done, awaiting acceptance" in stage.say(ANN, "A-1")
    stage.at(datetime(2026, 11, 30, 11, tzinfo=UTC))
    assert "Status: closed without objection" in stage.say(ANN, "A-1")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (BOB, "undo"),
        (BOB, "A-1 cancel not needed"),
        (ANN, "A-1 accept"),
        (ANN, "A-1 send back no report"),
    ],
)
def test_no_clock_runs_for_what_waits_no_more(stage: Stage, who, words: str) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    stage.row("due", kind=Kind.SILENCE)
    stage.does(who, words)
    assert not stage.rows("due", kind=Kind.SILENCE)


def test_what_is_done_again_after_an_undo_closes_in_silence(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    stage.does(BOB, "A-1 cancel not needed")
    stage.does(BOB, "undo")
    stage.at(datetime(2026, 12, 1, tzinfo=UTC))
    assert "Status: closed without objection" in stage.say(ANN, "A-1")


def test_a_title_has_at_most_300_letters(stage: Stage) -> None:
    assert "at most 300" in stage.say(ANN, f"action add {'x' * 301}")
    stage.does(ANN, f"action add {'x' * 300}")


def test_two_actions_may_have_one_title(stage: Stage) -> None:
    stage.does(ANN, "action add Order parts")
    assert "A-2 Order parts" in stage.does(ANN, "action add Order parts")


def test_naming_a_colleague_enrols_them(stage: Stage) -> None:
    assert "Owner: Zed" in stage.does(BOB, "action add Order parts owner @zed")


def test_nobody_names_a_stranger_of_the_other_party(stage: Stage) -> None:
    assert "Zed is not part of this plan" in stage.say(ANN, "action add X owner @zed")


def test_a_private_line_enrols_nobody(stage: Stage) -> None:
    line = "action add Order parts owner @zed private"
    assert "Zed is not part of this plan" in stage.say(BOB, line, None)
    assert "MemberEnrolled" not in stage.facts()[-1]
    assert "Owner: Zed" not in stage.say(BOB, "list actions", None)


def test_a_private_action_is_done_and_accepted_inside_its_party(stage: Stage) -> None:
    stage.does(CAT, "action add Prepare the bid private", None)
    stage.does(CAT, "~A-1 done", None)
    assert "Only a lead of the customer" in stage.say(CAT, "~A-1 accept", None)
    assert "Status: accepted" in stage.does(ANN, "~A-1 accept", None)


def test_private_numbers_leave_no_gap_in_the_joint_ones(stage: Stage) -> None:
    stage.does(ANN, "action add One private", None)
    stage.does(BOB, "action add Two private", None)
    assert "A-1 Three" in stage.does(ANN, "action add Three")
    assert "~A-1 Two" in stage.say(BOB, "~A-1", None)
    assert "~A-1 One" in stage.say(ANN, "~A-1", None)


@pytest.mark.parametrize(
    "words",
    [
        "{ref}",
        "{ref} done",
        "{ref} accept",
        "{ref} note hm",
        "{ref} link https://x.org",
        "{ref} title New",
        "{ref} owner @bob",
        "{ref} cancel no",
        "{ref} share",
        "{ref} share yes",
        "{ref} follow",
        "{ref}#1 done",
        "snooze {ref} fri",
        "history {ref}",
        "action add X private for {ref}",
        "decision add X private supersedes {ref}",
    ],
)
def test_hidden_equals_missing_byte_for_byte(stage: Stage, words: str) -> None:
    stage.does(ANN, "action add The other party must not know private", None)
    hidden = stage.ask(BOB, words.format(ref="~A-1"), None)
    missing = stage.ask(BOB, words.format(ref="~A-9"), None)
    assert hidden.refused
    assert hidden.message.twin.replace("~A-1", "~A-9") == missing.message.twin
    assert hidden.refs == missing.refs


def test_a_stranger_is_told_the_same_of_every_item(stage: Stage) -> None:
    stage.does(ANN, ADD)
    assert stage.say(TIM, "A-1") == stage.say(TIM, "A-9") == stage.say(ZED, "A-1")


@pytest.mark.parametrize(
    "words",
    [
        "action add X for ~A-1",
        'action add "Like ~A-1"',
        'A-1 note "see ~A-1"',
        'A-1 done "as in ~a1"',
        'A-1 title "Like ~A-1"',
        'decision add "As in ~A-1"',
        'rag red "because of ~A-1"',
    ],
)
def test_a_joint_line_names_nothing_private(stage: Stage, words: str) -> None:
    stage.does(ANN, "action add Ours")
    stage.does(ANN, "action add Hush private", None)
    answer = stage.ask(ANN, words)
    assert "~A-1 is private to your party" in answer.message.twin
    assert answer.refused


def test_a_private_line_may_name_what_is_private(stage: Stage) -> None:
    stage.does(ANN, "action add Hush private", None)
    assert "For: ~A-1" in stage.does(ANN, "action add More private for ~A-1", None)


def test_in_a_partys_own_room_what_is_added_is_private_unless_it_says_joint(
    stage: Stage,
) -> None:
    stage.does(ANN, "RDD room private", OURS)
    assert "~A-1 Ours" in stage.does(ANN, "action add Ours", OURS)
    assert "A-1 Both" in stage.does(ANN, 'action add "Both" joint', OURS)
    assert "~" not in stage.say(BOB, "list actions", None)


@pytest.mark.parametrize(
    ("who", "words", "says"),
    [
        (ANN, "A-1 send back two are missing", "Ann sent A-1 back: two are missing."),
        (BOB, "A-1 cancel bought", "Bob cancelled A-1: bought."),
    ],
)
def test_the_card_says_the_last_reason(stage: Stage, who, words, says) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 done")
    stage.does(who, words)
    assert says in stage.say(DAN, "A-1")


def test_a_reason_is_gone_once_the_action_moves_on(stage: Stage) -> None:
    stage.does(ANN, ADD)
    stage.does(BOB, "A-1 due 9 dec parts are late")
    assert "parts are late" in stage.say(DAN, "A-1")
    stage.does(BOB, "A-1 done")
    assert "parts are late" not in stage.say(DAN, "A-1")
