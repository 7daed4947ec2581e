"""Minutes: they write themselves, offer what was decided, and wait for an answer."""

from datetime import UTC, datetime

import pytest

from bot.message import Entry
from bot.words.text_kinds import WhyKind
from bot.words.tokens import clean, quote
from domain.checkpoint import Status
from domain.minutes import LONGEST_MINUTES
from tests.bot.hostile import HOSTILE
from tests.cast import ANN, BOB, CAT, DAN, EVE, OURS, ROOM, Stage

REVIEW = 'checkpoint add "Review" on 2026-12-01 at 10:00'
PASTED = """Review of 1 December
- Action: @dan to send the test report by 11 Dec
* AP2: Order filters (@cat), due next fri
@bob to call the supplier
Decision: the loan pumps stay until June
We agreed that training moves to March
Everybody was in good spirits"""


def status(stage: Stage) -> Status:
    return stage.row("checkpoint", number=1)["status"]


def minutes(stage: Stage) -> list[str]:
    """Its lines, with names for ids, as a card shows them."""
    text = stage.row("checkpoint", number=1)["minutes"]
    for who in (ANN, BOB, CAT, DAN):
        text = text.replace(f"<@p:{stage.person(who)}>", who.name)
    return text.splitlines()


def offered(stage: Stage, words: str) -> list[Entry]:
    """What is found in a pasted text and offered to whoever pasted it."""
    message = stage.ask(ANN, f'CP-1 minutes "{words}"').message
    sections = [s for s in message.sections if s.heading.startswith("Found in it")]
    return [entry for section in sections for entry in section.entries]


@pytest.fixture
def running(stage: Stage) -> Stage:
    """Ann started the review on Tuesday 1 December 2026 at ten."""
    stage.does(ANN, f"{REVIEW} quorum 1 each")
    stage.does(BOB, 'action add "Ship the pumps" owner @dan due 2026-12-04')
    stage.at(datetime(2026, 12, 1, 10, tzinfo=UTC))
    stage.does(ANN, "CP-1 start")
    return stage


@pytest.fixture
def ended(running: Stage) -> Stage:
    running.does(ANN, "CP-1 end")
    return running


# They write themselves.


def test_every_line_said_between_start_and_end_makes_the_minutes(running: Stage):
    running.later(minutes=5)
    running.does(DAN, "A-1 done shipped")
    running.later(minutes=5)
    running.does(BOB, 'decision add "We lease"')
    running.does(ANN, 'CP-1 minutes "Halden asked about spare parts"')
    running.does(ANN, "CP-1 end")

    assert minutes(running) == [
        "10:05 Dan says A-1 “Ship the pumps” is done. “shipped”",
        "10:10 Bob wrote down D-1 “We lease”.",
        "10:10 Ann: Halden asked about spare parts",
    ]


def test_the_record_knows_nobodys_name(running: Stage):
    running.does(DAN, "A-1 done shipped")
    running.does(ANN, 'CP-1 minutes "as <@p:nobody> said"')
    said = running.does(ANN, "CP-1 end")

    kept = running.row("checkpoint", number=1)["minutes"]
    assert "Dan" not in kept
    assert "Ann" not in kept
    assert "10:00 Dan says A-1" in said
    assert "10:00 Ann: as <@p:nobody> said" in said


def test_what_was_said_before_and_after_is_in_no_minutes(running: Stage):
    running.does(ANN, "CP-1 end")
    running.later(minutes=1)
    running.does(DAN, "A-1 done")

    assert minutes(running) == []


def test_private_lines_are_in_no_minutes(running: Stage):
    running.does(ANN, 'action add "Our own costs" private', None)
    running.does(BOB, 'A-1 note "we are late ourselves" private', None)
    running.does(ANN, "CP-1 end")

    assert minutes(running) == []


def test_joint_minutes_name_nothing_private(running: Stage):
    running.does(ANN, 'action add "Our own costs" private', None)

    assert "is private to your party" in running.say(ANN, "CP-1 minutes see ~A-1")


def test_the_room_reads_one_summary_with_what_was_done_since_last_time(
    running: Stage,
):
    running.does(DAN, "A-1 done")
    running.does(ANN, "CP-1 end")

    drawn = [card.twin for _, card in running.cards(ROOM)]
    said = [text for text in drawn if "Since the start" in text]
    assert len(said) == 1
    assert "Ann ended CP-1. Since the start: 1 done, 1 new." in said[0]
    assert "10:00 Dan says A-1" in said[0]


def test_minutes_that_are_agreed_ask_for_nothing_more_in_the_room(running: Stage):
    def standing() -> list[str]:
        drawn = [c for name, c in running.cards(ROOM) if name == "CP-1-minutes"]
        return [button.label for button in drawn[-1].buttons]

    running.does(ANN, "CP-1 end")
    assert standing() == ["Agree the minutes", "Dispute…"]
    running.does(BOB, "CP-1 agree")
    assert standing() == []


def test_since_last_time_counts_each_item_once_and_nothing_taken_back(stage: Stage):
    stage.does(ANN, 'checkpoint schedule "Review" weekly on tue at 10:00')
    stage.does(BOB, "agree CS-1")
    stage.does(ANN, "CP-1 start")
    stage.does(ANN, "CP-1 end")
    stage.later(minutes=1)
    stage.does(BOB, "action add Ship owner @bob due 2026-12-04")
    stage.does(BOB, "A-1 due 2026-12-07")
    stage.does(BOB, "A-1 due 2026-12-08")
    stage.does(BOB, "action add Sort owner @bob")
    stage.does(BOB, "undo")
    stage.does(BOB, "A-1 done")
    stage.does(ANN, "CP-2 start")

    assert "Since last time: 1 done, 1 moved, 1 new." in stage.does(ANN, "CP-2 end")


def test_what_was_taken_back_is_in_no_minutes(running: Stage):
    running.does(DAN, "A-1 due 2026-12-07")
    running.does(DAN, "undo")
    running.does(DAN, "A-1 start")
    running.does(ANN, "CP-1 end")

    assert minutes(running) == ["10:00 Dan started A-1 “Ship the pumps”."]


def test_another_line_on_what_is_done_may_be_taken_back(running: Stage):
    running.does(DAN, "A-1 done")
    running.does(DAN, "A-1 note oops")
    running.does(DAN, "undo")

    assert "Since the start: 1 done, 1 new." in running.does(ANN, "CP-1 end")


def test_minutes_that_grow_too_long_are_refused(running: Stage):
    for _ in range(LONGEST_MINUTES // 3_500):
        running.does(ANN, f"CP-1 minutes {'x' * 3_500}")

    assert "longer than" in running.say(ANN, f"CP-1 minutes {'x' * 3_500}")


def test_a_long_meeting_says_that_there_is_more(running: Stage):
    for n in range(9):
        running.does(ANN, f'A-1 note "{n} {"x" * 3_500}"')
    running.does(ANN, "CP-1 end")

    assert minutes(running)[-1] == "and more, which the plan's history has."
    assert len("\n".join(minutes(running))) <= LONGEST_MINUTES


@pytest.mark.parametrize("part", range(4))
def test_every_hostile_text_is_kept_as_that_text(running: Stage, part: int):
    for text in (t for t in HOSTILE[part::4] if len(t) < 300):
        answer = running.ask(ANN, f"CP-1 minutes {quote(text)}")
        kept = running.row("checkpoint", number=1)["minutes"]
        assert answer.refused or kept.endswith(WhyKind().tidy(clean(text)))
    running.does(ANN, "CP-1 end")
    assert len(minutes(running)) > 100


# What was decided is offered, never added unasked.


def test_actions_and_decisions_in_pasted_text_are_offered(running: Stage):
    found = [entry.text for entry in offered(running, PASTED)]

    assert found == [
        "Action: Send the test report, Dan, due Fri 11 Dec 2026",
        "Action: Order filters, Cat, due Fri 11 Dec 2026",
        "Action: Call the supplier, Bob",
        "Decision: The loan pumps stay until June",
        "Decision: Training moves to March",
    ]
    assert "There are no decisions yet" in running.does(ANN, "list decisions")


def test_what_is_offered_is_added_by_its_button(running: Stage):
    for entry in offered(running, PASTED):
        running.does(ANN, entry.buttons[0].line)

    action = running.row("action", number=2)
    assert action["title"] == "Send the test report"
    assert action["owner"] == running.person(DAN)
    assert str(action["due"]) == "2026-12-11"
    assert action["source"] == "CP-1"
    assert "From: CP-1" in running.does(BOB, "A-2")
    assert running.row("decision", number=2)["title"] == "Training moves to March"


def test_an_offer_pressed_twice_adds_one(running: Stage):
    [offer] = offered(running, "Action: @dan to send the report by 11 Dec")
    [add] = offer.buttons
    running.does(ANN, add.line)

    said = running.say(BOB, add.line)
    assert said == "A-2 is that already, from CP-1; nothing was added."
    running.does(BOB, "A-2 cancel not needed")
    running.does(ANN, add.line)


def test_what_is_kept_from_elsewhere_or_privately_is_another(running: Stage):
    running.does(ANN, "action add Send it owner @cat from CP-1")
    running.does(ANN, "action add Send it owner @cat from CP-1 private", None)
    running.does(ANN, "action add Send it owner @cat")


def test_an_offer_carries_the_line_resolved(running: Stage):
    line = offered(running, "Action: @dan to call by fri")[0].buttons[0].line

    assert line == (
        f'RDD action add "Call" owner <@p:{running.person(DAN)}> due 2026-12-04'
        " from CP-1 joint"
    )


def test_what_was_added_is_not_offered_again(running: Stage):
    [first] = offered(running, "Action: call the supplier")
    running.does(ANN, first.buttons[0].line)

    assert offered(running, "Action: Call the supplier") == []


@pytest.mark.parametrize(
    ("words", "offer"),
    [
        ("Action: tidy up by 32 March", "Action: Tidy up by 32 March"),
        ("Action: tidy up by 2 Nov 2026", "Action: Tidy up by 2 Nov 2026"),
        ("AP @bob: tidy up", "Action: Tidy up, Bob"),
        ("to-do - tidy up", "Action: Tidy up"),
        ("3. Action point 4: tidy up (@bob)", "Action: Tidy up, Bob"),
        ("Agreed: we lease", "Decision: We lease"),
        ("It was decided to lease", "Decision: Lease"),
    ],
)
def test_lines_that_read_like_one(running: Stage, words: str, offer: str):
    assert [entry.text for entry in offered(running, words)] == [offer]


@pytest.mark.parametrize(
    "words",
    [
        "An action was taken last week",
        "The decision is pending",
        "nobody agreed",
        "ask @bob about it",
        "Action:",
        "Agreed.",
    ],
)
def test_lines_that_do_not(running: Stage, words: str):
    assert offered(running, words) == []


def test_a_contributor_in_the_chair_is_offered_no_decision(stage: Stage):
    stage.does(ANN, f"{REVIEW} chair @cat")
    stage.does(CAT, "CP-1 start")
    said = stage.does(CAT, 'CP-1 minutes "Decision: we lease\nAction: call"')

    assert "Action: Call" in said
    assert "Decision: We lease" not in said


def test_a_finding_becomes_an_action_and_says_so(running: Stage):
    said = running.does(CAT, 'CP-1 finding "Two pumps have no label"')

    assert "A finding of CP-1, kept as an action." in said
    assert running.row("action", number=2)["source"] == "CP-1"
    assert running.row("action", number=2)["owner"] is None


def test_nothing_is_found_at_what_has_not_begun(stage: Stage):
    stage.does(ANN, REVIEW)

    assert "has not begun" in stage.say(ANN, "CP-1 finding A label is missing")
    assert "has not begun" in stage.say(ANN, "CP-1 minutes We met")


# Who was there.


def test_attendance_and_quorum_of_both_parties_are_shown(running: Stage):
    said = running.does(DAN, "CP-1")
    assert "There for Halden Medical: Ann (quorum of 1 met)" in said
    assert "There for Orbit Devices: nobody yet (quorum of 1 not met)" in said

    running.does(ANN, "CP-1 attended @bob @cat")
    said = running.does(DAN, "CP-1")
    assert "There for Halden Medical: Ann, Cat (quorum of 1 met)" in said
    assert "There for Orbit Devices: Bob (quorum of 1 met)" in said


def test_nobody_attends_who_is_not_in_the_plan(running: Stage):
    assert "not part of this plan" in running.say(ANN, "CP-1 attended @zed")


# The other party's answer.


def test_the_other_party_agrees_and_the_record_is_sealed(ended: Stage):
    assert ended.ask(ANN, "CP-1 agree").refused
    ended.does(BOB, "CP-1 agree")
    ended.at(ended.now)

    assert status(ended) is Status.AGREED
    assert "sealed (minutes agreed)" in ended.heard_in(ROOM)[-1]


def test_minutes_that_wait_are_in_the_other_partys_list(ended: Stage):
    assert "CP-1 Review: to agree" in ended.does(BOB, "waiting")
    assert "You wait for Orbit Devices" in ended.does(ANN, "waiting")


def test_agree_all_agrees_additions_and_no_minutes(ended: Stage):
    assert "Nothing that was added" in ended.say(BOB, "agree all")
    assert status(ended) is Status.ENDED


def test_minutes_are_disputed_rather_than_declined(ended: Stage):
    assert "CP-1 dispute" in ended.say(BOB, "decline CP-1 wrong")
    ended.does(BOB, "CP-1 dispute We said May")

    assert status(ended) is Status.DISPUTED
    assert "Disputed: We said May." in ended.does(ANN, "CP-1")


def test_disputed_minutes_wait_again_once_somebody_adds_what_is_right(ended: Stage):
    ended.does(BOB, "CP-1 dispute We said May")
    ended.does(ANN, "CP-1 minutes It is May")
    assert status(ended) is Status.ENDED

    ended.does(BOB, "CP-1 agree")
    assert minutes(ended) == ["It is May"]


def test_disputed_minutes_wait_for_the_party_that_wrote_them(ended: Stage):
    ended.at(datetime(2026, 12, 3, 10, tzinfo=UTC))
    ended.does(BOB, "CP-1 dispute We said May")

    line = "CP-1 Review: to put the minutes right, since Thu 3 Dec 2026"
    assert line in ended.does(ANN, "mine", None)
    assert "You wait for Halden Medical" in ended.does(BOB, "waiting", None)
    cards = [card for _, card in ended.cards(ROOM) if card.ref == "CP-1"]
    assert [b.label for b in cards[-1].buttons] == ["Put them right…"]
    assert not ended.ask(BOB, "CP-1", None).message.buttons
    ended.at(datetime(2026, 12, 4, 10, tzinfo=UTC))
    asked = "RDD CP-1 Review: waits for you to put the minutes right"
    assert asked in ended.heard_by(ANN)[-1]

    ended.does(ANN, "CP-1 minutes It is May")
    assert "put the minutes right" not in ended.does(ANN, "mine", None)


def test_the_party_that_answers_does_not_write_in_the_minutes(ended: Stage):
    said = ended.say(BOB, "CP-1 minutes and another thing")
    assert "wait for your party" in said
    assert ended.ask(BOB, "CP-1 attended @eve").refused


def test_five_working_days_of_silence_are_no_objection(ended: Stage):
    ended.at(datetime(2026, 12, 8, 9, 59, tzinfo=UTC))
    assert status(ended) is Status.ENDED

    ended.at(datetime(2026, 12, 8, 10, tzinfo=UTC))
    assert status(ended) is Status.NO_OBJECTION
    assert "Nobody objected to the minutes of CP-1" in ended.heard_in(ROOM)[-1]


def test_a_dispute_stops_the_silence(ended: Stage):
    ended.does(BOB, "CP-1 dispute We said May")
    ended.at(datetime(2027, 1, 8, 10, tzinfo=UTC))

    assert status(ended) is Status.DISPUTED


def test_agreement_and_dispute_stand(ended: Stage):
    ended.does(BOB, "CP-1 agree")
    assert ended.ask(BOB, "undo").refused


def test_undo_of_an_end_goes_on_with_the_meeting(ended: Stage):
    ended.does(ANN, "undo")
    assert status(ended) is Status.RUNNING
    ended.at(datetime(2026, 12, 8, 9, tzinfo=UTC))

    assert status(ended) is Status.RUNNING


def test_minutes_written_of_what_nobody_started_end_it(stage: Stage):
    stage.does(ANN, 'checkpoint schedule "Review" every 2 weeks on tue at 10:00')
    stage.does(BOB, "agree CS-1")
    stage.at(datetime(2026, 11, 25, 10, tzinfo=UTC))
    stage.does(ANN, "CP-1 minutes We met and went through all of it")

    assert status(stage) is Status.ENDED
    assert stage.row("checkpoint", number=2)["status"] is Status.SCHEDULED
    assert "CP-1" not in stage.does(ANN, "mine")


def test_one_that_nobody_ended_ends_by_itself(running: Stage):
    running.does(DAN, "A-1 done")
    running.at(datetime(2026, 12, 8, 10, tzinfo=UTC))

    assert status(running) is Status.ENDED
    assert minutes(running) == ["10:00 Dan says A-1 “Ship the pumps” is done."]
    assert running.ask(ANN, "CP-1 agree").refused
    running.does(BOB, "CP-1 agree")


def test_the_card_shows_so_many_lines_and_how_many_more(running: Stage):
    lines = "\n".join(f"line {n}" for n in range(30))
    assert "and 10 more lines" in running.does(ANN, f'CP-1 minutes "{lines}"')


def test_whoever_answers_long_minutes_reads_all_of_them_first(running: Stage):
    lines = "\n".join(f"line {n}" for n in range(30))
    running.does(ANN, f'CP-1 minutes "{lines}"')
    running.does(ANN, "CP-1 end")

    [card] = [m for m in running.posts(ROOM.id) if m.text.startswith("Ann ended")]
    read = running.ask(BOB, "CP-1", None).message

    assert "line 29" not in card.twin
    assert [b.label for b in card.buttons] == ["Read and agree", "Dispute…"]
    assert card.buttons[0].line == "RDD CP-1"
    assert all(f"line {n}" in read.twin for n in range(30))
    assert [b.label for b in read.buttons] == ["Agree the minutes", "Dispute…"]


def test_what_was_agreed_after_a_dispute_is_disputed_no_more(ended: Stage):
    assert "Disputed: not so." in ended.does(BOB, "CP-1 dispute not so")
    assert "Disputed" not in ended.does(BOB, "CP-1 agree")
    assert "Disputed" not in ended.does(ANN, "CP-1")


def test_an_observer_reads_the_minutes(ended: Stage):
    assert "ended, awaiting agreement by the supplier" in ended.does(EVE, "CP-1")


def test_a_private_room_hears_nothing_more_than_the_shared_one(running: Stage):
    running.does(ANN, "RDD room private", OURS)
    before = len(running.heard_in(OURS))
    running.does(ANN, "CP-1 end")

    assert running.heard_in(OURS)[before:] == []
