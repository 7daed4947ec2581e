"""Change requests: what both signed moves when both sign, and never before."""

from dataclasses import replace

import pytest

from bot.request import Account
from domain.change import Status
from domain.errors import Said
from domain.plan import NOT_THE_CONTRACT
from domain.visibility import Side
from tests.bot.changing import AFTER, ASKS, BEFORE, due, sign, status
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    EVE,
    OLA,
    SAM,
    SUE,
    TIM,
    Stage,
    a_stage,
    drafted,
    memory,
)


def test_altering_what_both_signed_waits_for_the_other_party(stage: Stage):
    said = stage.does(BOB, ASKS)
    assert due(stage) == BEFORE
    for words in (
        "CR-1 Change the due date of M-1",
        "waits for Halden Medical",
        "About: M-1 Go-live",
        "Due date: Wed 31 Mar 2027 → Fri 30 Apr 2027",
        "Why: the pumps come late",
        "Asked by: Bob (Orbit Devices)",
        NOT_THE_CONTRACT,
    ):
        assert words in said


def test_it_is_done_when_the_other_party_signs(asked: Stage):
    sign(asked, ANN)
    assert due(asked) == AFTER
    assert status(asked) is Status.SIGNED
    assert asked.row("change")["signed_by"] == asked.person(ANN)


def test_the_record_names_who_asked_and_who_signed(asked: Stage):
    sign(asked, ANN)
    told = asked.say(ANN, "history")
    assert "Ann signed CR-1" in told
    assert "Bob moved M-1 “Go-live” to Fri 30 Apr 2027. “the pumps come late”" in told


@pytest.mark.parametrize(
    ("who", "line", "where", "after"),
    [
        (ANN, "M-1 title Live", "milestone title", "Live"),
        (ANN, "M-1 cancel moot", "milestone status", "cancelled"),
        (BOB, "O-1 by 2027-06-30", "objective due", "2027-06-30"),
        (BOB, "O-1 title Less", "objective title", "Less"),
        (BOB, "O-1 cancel moot", "objective status", "cancelled"),
        (ANN, 'change O-1 due to 30 Jun "x"', "objective due", "2027-06-30"),
        (ANN, "ladder set tactical days 4 severity high", "plan ladder", "high 3 4"),
        (ANN, 'pause "the ward moves"', "plan status", "paused"),
        (BOB, 'close "it is over"', "plan status", "closed"),
    ],
)
def test_whatever_both_signed_moves_by_both_signatures_alone(
    stage: Stage, who: Account, line: str, where: str, after: str
):
    table, field = where.split()
    other = BOB if who is ANN else ANN
    stage.does(who, line)
    assert after not in str(stage.row(table)[field])
    sign(stage, other)
    assert after in str(stage.row(table)[field])


def test_the_calendar_that_binds_both_goes_the_same_way(stage: Stage):
    said = stage.does(BOB, "calendar supplier days mon-thu hours 08:00-16:00")
    assert "Start of the day: 09:00 → 08:00" in said
    sign(stage, ANN)
    assert stage.row("party", side=Side.SUPPLIER)["days"] == "mon tue wed thu"


@pytest.mark.parametrize(
    "line", ["calendar supplier holidays XX-YY", "calendar customer days mon"]
)
def test_what_could_not_run_is_not_asked(stage: Stage, line: str):
    stage.bot = replace(stage.bot, closed=_knows)
    assert stage.ask(BOB, line).refused
    assert "There are no changes" in stage.say(BOB, "list changes")


def _knows(codes: str) -> frozenset:
    if codes != "GB-ENG":
        raise Said(f"Nobody knows the holidays of {codes}.")
    return frozenset()


def test_the_line_is_held_resolved(stage: Stage):
    stage.does(BOB, "M-1 due end of April")
    assert stage.row("change")["line"] == "M-1 due 2027-04-30"


def test_change_is_the_same_by_another_word(stage: Stage):
    stage.does(BOB, 'change M-1 due to 30 Apr "the pumps come late"')
    row = stage.row("change")
    assert row["line"] == 'M-1 due 2027-04-30 "the pumps come late"'
    assert row["why"] == "the pumps come late"


def test_a_title_is_changed_with_a_reason(stage: Stage):
    said = stage.does(BOB, 'change M-1 title to "Live on both wards" "Ward D joins"')
    assert "Title: Go-live → Live on both wards" in said
    assert "Why: Ward D joins" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("change M-1 colour to red why", "M-1 has no “colour” that can be asked"),
        ("change M-1 colour to red why", "For all else take it out, `M-1 cancel"),
        ("change M-1 due to 2027-03-31", "already stands like that"),
        ("change M-9 due to 30 Apr", "There is no M-9"),
        ("M-1 due 2027-03-31", "already stands like that"),
        ("M-1 due 2026-01-01", "past"),
        ("M-1 due 30 Apr because of ~A-1", "private to your party"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    stage: Stage, line: str, says: str
):
    stage.does(BOB, 'action add "Ours" private', None)
    assert says in stage.say(BOB, line, None)
    assert stage.ask(BOB, line, None).refused


def test_what_needs_no_request_says_where_its_own_words_are(stage: Stage):
    stage.does(BOB, 'action add "Ship"')
    said = stage.say(BOB, "change A-1 due to fri")
    assert "it needs no change request. `help action` has its own words." in said


def test_everyday_work_needs_no_change_request(stage: Stage):
    stage.does(ANN, "action add Ship it due 1 Dec")
    stage.does(ANN, "A-1 due 2 Dec")
    assert "has no “due”" in stage.say(ANN, "change A-1 due to 3 Dec why")


def test_in_a_draft_the_draft_is_edited():
    with a_stage(memory()) as stage:
        drafted(stage)
        stage.does(ANN, "M-1 due 30 Apr")
        stage.does(ANN, 'change M-1 title to "Live" "shorter"')
        assert due(stage) == AFTER
        assert "There are no changes" in stage.say(ANN, "list changes")


def test_what_is_private_is_altered_inside_its_own_party(stage: Stage):
    stage.does(ANN, "objective add Find another supplier private", None)
    stage.does(ANN, "~O-1 title Find two private suppliers", None)
    stage.does(ANN, "~O-1 cancel no need", None)
    assert "There are no changes" in stage.say(ANN, "list changes", None)


def test_whoever_asked_does_not_sign(asked: Stage):
    assert "Your party asked for CR-1" in asked.say(BOB, "CR-1 sign")
    assert "Your party asked for CR-1" in asked.say(BOB, "CR-1 reject no")
    assert due(asked) == BEFORE


def test_whoever_did_not_ask_does_not_withdraw(asked: Stage):
    assert "The other party asked for CR-1" in asked.say(ANN, "CR-1 withdraw")
    assert status(asked) is Status.WAITING


@pytest.mark.parametrize("who", [CAT, OLA, SAM, DAN, EVE, SUE, TIM])
@pytest.mark.parametrize("verb", ["sign", "reject no", "withdraw"])
def test_only_leads_answer(asked: Stage, who: Account, verb: str):
    before = asked.row("change")
    assert asked.ask(who, f"CR-1 {verb}").refused
    assert asked.ask(who, f"CR-1 sign {'0' * 64}").refused
    assert asked.row("change") == before


@pytest.mark.parametrize("who", [CAT, OLA, SAM])
def test_only_a_lead_asks(stage: Stage, who: Account):
    assert "Only a lead" in stage.say(who, "M-1 due 30 Apr")


ENDS = {
    "signed": lambda stage: sign(stage, ANN),
    "rejected": lambda stage: stage.does(ANN, "CR-1 reject too late"),
    "withdrawn": lambda stage: stage.does(BOB, "CR-1 withdraw"),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("who", "verb"), [(ANN, "sign"), (ANN, "reject no"), (BOB, "withdraw")]
)
def test_what_was_answered_is_not_answered_again(
    asked: Stage, end: str, who: Account, verb: str
):
    ENDS[end](asked)
    before = asked.row("change"), due(asked)
    assert f"CR-1 is {'already ' if verb[:4] == end[:4] else ''}{end}" in asked.say(
        who, f"CR-1 {verb}"
    )
    assert (asked.row("change"), due(asked)) == before


@pytest.mark.parametrize("end", ["rejected", "withdrawn"])
def test_what_is_not_signed_changes_nothing(asked: Stage, end: str):
    ENDS[end](asked)
    assert due(asked) == BEFORE
    assert status(asked) == end


def test_words_and_owners_of_a_request_stay(asked: Stage):
    assert "its words stay" in asked.say(BOB, "CR-1 title Other")
    assert "CR-1 withdraw" in asked.say(BOB, "CR-1 cancel no")
    assert "CR-1 reject" in asked.say(ANN, "CR-1 cancel no")
    assert "it is read and signed" in asked.say(ANN, "CR-1 agree")
