"""Signing: the whole text first, both parties the same, and what is added later."""

from collections.abc import Iterator

import pytest

from domain.baseline import Agreed
from domain.plan import NOT_THE_CONTRACT, Status
from domain.visibility import Side
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    OLA,
    ROOM,
    SAM,
    SUE,
    TIM,
    Stage,
    a_stage,
    drafted,
    memory,
    signed,
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage(memory()) as stage:
        yield stage


def button(stage: Stage, who) -> str:
    return stage.ask(who, "sign").message.buttons[0].line


def status(stage: Stage) -> Status:
    return stage.row("plan")["status"]


def test_sign_shows_the_whole_text_first_and_signs_nothing(stage):
    drafted(stage)
    asked = stage.ask(ANN, "sign")
    assert asked.refused
    for words in (
        "Reduce device downtime",
        "Halden Medical (organisation: Halden Medical)",
        "Orbit Devices (organisation: Orbit Devices)",
        "C-2041",
        "Downtime under 2 %",
        "Worth to Halden Medical: More scans",
        "Worth to Orbit Devices: A reference",
        "M-1 Go-live. Due: Wed 31 Mar 2027",
        "09:00 to 17:00",
        NOT_THE_CONTRACT,
    ):
        assert words in asked.message.twin
    assert status(stage) is Status.DRAFT


def test_both_parties_read_the_same_words(stage):
    drafted(stage)
    texts = [stage.say(lead, "sign") for lead in (ANN, BOB)]
    assert texts[0] == texts[1]


def test_private_objectives_are_in_nobodys_text(stage):
    drafted(stage)
    before = stage.say(BOB, "sign")
    stage.does(ANN, "objective add Find another supplier private", None)
    assert stage.say(BOB, "sign") == before
    assert "another supplier" not in stage.say(ANN, "sign", None)


def test_one_signature_waits_for_the_other(stage):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    assert status(stage) is Status.PROPOSED
    assert "Orbit Devices has read and signed" in stage.heard_in(ROOM)[-1]


def test_both_signatures_put_the_plan_in_force(stage):
    signed(stage)
    assert status(stage) is Status.IN_FORCE
    for table in ("objective", "milestone"):
        assert stage.row(table)["agreed"] is Agreed.AGREED
    assert stage.facts().count("ItemSigned") == 2


def test_the_room_hears_of_it_once(stage):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    before = len(stage.heard_in(ROOM))
    stage.does(BOB, button(stage, BOB))
    news = stage.heard_in(ROOM)[before:]
    assert len([text for text in news if "is in force" in text]) == 1
    assert not [text for text in news if text.startswith("O-1 “")]


def test_the_record_is_sealed_when_both_have_signed(stage):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    key = f"seal {stage.row('plan')['id']}"
    stage.does(BOB, button(stage, BOB))
    assert stage.row("due", key=key)["ref"] == "signed"


def test_what_was_taken_out_is_not_signed(stage):
    drafted(stage)
    stage.does(ANN, "O-1 cancel not now")
    assert "Downtime under" not in stage.say(ANN, "sign")


def test_a_changed_text_is_not_signed(stage):
    drafted(stage)
    stale = button(stage, ANN)
    stage.does(BOB, "objective add Fewer visits")
    assert "nothing was signed" in stage.say(ANN, stale)
    assert status(stage) is Status.DRAFT


@pytest.mark.parametrize(
    "line",
    [
        "objective add Fewer visits",
        "milestone add Training due 2027-02-01",
        "M-1 due 2027-04-30",
        "O-1 title Downtime under 1 %",
        "M-1 cancel not needed",
        "calendar supplier hours 08:00-16:00",
    ],
)
def test_editing_a_draft_voids_the_signatures(stage, line):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    stage.does(BOB, line)
    assert status(stage) is Status.DRAFT
    assert stage.row("plan")["signed_by_customer"] == ""
    assert "SignaturesVoided" in stage.facts()


@pytest.mark.parametrize(
    "line", ["action add Ship parts", 'O-1 note "Agreed by phone"']
)
def test_everyday_work_leaves_the_signatures(stage, line):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    stage.does(BOB, line)
    assert status(stage) is Status.PROPOSED


def test_a_private_edit_leaves_the_signatures(stage):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    stage.does(BOB, "objective add Sell them more private", None)
    assert status(stage) is Status.PROPOSED


def test_signing_twice_is_answered_in_one_sentence(stage):
    drafted(stage)
    line = button(stage, ANN)
    stage.does(ANN, line)
    assert "Your party has signed" in stage.say(ANN, line)
    assert "Your party has signed" in stage.say(ANN, "sign")


def test_a_signed_plan_is_not_signed_again(stage):
    signed(stage)
    assert "nothing to sign" in stage.say(ANN, "sign")


def test_nobody_signs_alone(stage):
    stage.does(ANN, 'new "Reduce device downtime" as customer with "Orbit Devices"')
    assert "Nobody leads for Orbit Devices yet" in stage.say(ANN, "sign")


@pytest.mark.parametrize("who", [CAT, OLA, SAM, DAN, SUE])
def test_only_a_lead_signs(stage, who):
    drafted(stage)
    line = button(stage, ANN)
    assert "Only a lead" in stage.say(who, "sign")
    assert "Only a lead" in stage.say(who, line)


def test_a_stranger_with_the_button_signs_nothing(stage):
    drafted(stage)
    line = button(stage, ANN)
    assert "not part of this plan" in stage.say(TIM, line)
    assert status(stage) is Status.DRAFT


def test_a_long_text_is_read_to_the_end_before_it_is_signed(stage):
    drafted(stage)
    for n in range(60):
        stage.does(ANN, f'objective add "Goal {n}"')
    shown, line = [], "sign"
    while "page" in line or line == "sign":
        message = stage.ask(ANN, line).message
        shown.append(message.twin)
        line = message.buttons[0].line
    assert len(shown) > 1
    assert all(f"Goal {n}." in "".join(shown) for n in range(60))
    stage.does(ANN, line)
    assert status(stage) is Status.PROPOSED


def test_a_page_of_a_changed_text_is_not_shown(stage):
    drafted(stage)
    for n in range(60):
        stage.does(ANN, f'objective add "Goal {n}"')
    line = button(stage, ANN)
    stage.does(BOB, "objective add One more")
    assert "has changed" in stage.say(ANN, line)


def test_declining_says_why_and_asks_for_it(stage):
    drafted(stage)
    stage.does(ANN, button(stage, ANN))
    form = stage.ask(BOB, "decline").message.form
    stage.does(BOB, f'{form.line} "the dates are too early"')
    assert status(stage) is Status.DRAFT
    assert "the dates are too early" in stage.heard_in(ROOM)[-1]


def test_nothing_proposed_is_not_declined(stage):
    drafted(stage)
    assert "Nothing here waits" in stage.say(BOB, "decline too early")
    stage.does(ANN, button(stage, ANN))
    assert "Nothing here waits" in stage.say(ANN, "decline too early")


def test_all_is_no_way_to_decline(stage):
    added(stage)
    assert "Name what you decline" in stage.say(BOB, 'decline all "no"')


def added(stage: Stage) -> Stage:
    """The customer added two things since the signatures."""
    signed(stage)
    stage.does(ANN, "objective add Fewer visits")
    stage.does(ANN, "milestone add Training due 2027-02-01")
    return stage


def agreed(stage: Stage, table: str, number: int) -> Agreed:
    return stage.row(table, number=number)["agreed"]


def test_additions_wait_for_the_other_party(stage):
    added(stage)
    assert agreed(stage, "objective", 2) is Agreed.PROPOSED
    assert "to agree" in stage.does(BOB, "")


def test_agree_all_answers_them_in_one_press(stage):
    added(stage)
    before = len(stage.heard_in(ROOM))
    stage.does(BOB, "agree all")
    assert agreed(stage, "objective", 2) is Agreed.AGREED
    assert agreed(stage, "milestone", 2) is Agreed.AGREED
    news = [text for text in stage.heard_in(ROOM)[before:] if "agreed" in text]
    assert news == ["Bob agreed O-2, M-2."]
    assert "Nothing that was added waits" in stage.say(BOB, "agree all")


@pytest.mark.parametrize("line", ["agree O-2", "O-2 agree", "agree O-2 M-2"])
def test_additions_are_agreed_by_name(stage, line):
    added(stage)
    stage.does(BOB, line)
    assert agreed(stage, "objective", 2) is Agreed.AGREED


@pytest.mark.parametrize(
    "line",
    [
        'decline O-2 "too early"',
        "O-2 decline too early",
        'decline O-2 M-2 "too early"',
        'O-2 M-2 decline "too early"',
    ],
)
def test_additions_are_declined_with_the_reason(stage, line):
    added(stage)
    stage.does(BOB, line)
    assert agreed(stage, "objective", 2) is Agreed.DECLINED
    assert status(stage) is Status.IN_FORCE


def test_a_decline_without_a_reason_asks_for_it(stage):
    added(stage)
    form = stage.ask(BOB, "RDD O-2 decline").message.form
    stage.does(BOB, f'{form.line} "too early"')
    assert agreed(stage, "objective", 2) is Agreed.DECLINED


@pytest.mark.parametrize("line", ["agree O-2", "agree all", "decline O-2 no"])
def test_whoever_proposed_it_does_not_answer_it(stage, line):
    added(stage)
    assert stage.ask(ANN, line).refused
    assert agreed(stage, "objective", 2) is Agreed.PROPOSED


@pytest.mark.parametrize("who", [CAT, OLA, SAM, DAN, SUE, TIM])
@pytest.mark.parametrize("line", ["agree O-2", "agree all", "decline O-2 no"])
def test_only_the_other_partys_lead_answers_additions(stage, who, line):
    added(stage)
    assert stage.ask(who, line).refused
    assert agreed(stage, "objective", 2) is Agreed.PROPOSED


def test_a_stale_button_answers_with_the_card_as_it_is(stage):
    added(stage)
    version = stage.row("objective", number=2)["version"]
    stage.does(ANN, "O-2 title Far fewer visits")
    told = stage.say(BOB, f"RDD O-2#{version} agree")
    assert "Far fewer visits" in told
    assert agreed(stage, "objective", 2) is Agreed.PROPOSED


def test_a_button_pressed_twice_agrees_once(stage):
    added(stage)
    version = stage.row("objective", number=2)["version"]
    line = f"RDD O-2#{version} agree"
    stage.does(BOB, line)
    assert stage.ask(BOB, line).refused
    assert stage.facts().count("ItemAgreed") == 1


@pytest.mark.parametrize("who", [ANN, BOB])
def test_a_draft_is_agreed_by_the_signatures_alone(stage, who):
    drafted(stage)
    assert "both parties sign" in stage.say(who, "agree O-1")
    assert agreed(stage, "objective", 1) is Agreed.DRAFT


def test_one_wrong_reference_answers_nothing(stage):
    added(stage)
    assert stage.ask(BOB, "agree O-2 O-9").refused
    assert agreed(stage, "objective", 2) is Agreed.PROPOSED


def test_an_action_is_accepted_not_agreed(stage):
    signed(stage)
    stage.does(ANN, "action add Ship parts")
    assert "A-1 accept" in stage.say(BOB, "agree A-1")


def test_hidden_and_missing_additions_answer_alike(stage):
    signed(stage)
    stage.does(ANN, "objective add Find another supplier private", None)
    hidden = stage.say(BOB, "agree ~O-1", None)
    assert hidden == stage.say(BOB, "agree ~O-7", None).replace("O-7", "O-1")


def test_decisions_are_agreed_the_same_way(stage):
    signed(stage)
    stage.does(ANN, "decision add We ship on Mondays")
    stage.does(BOB, "D-1 agree")
    assert stage.row("decision")["agreed_by"] == stage.person(BOB)


def test_the_digest_is_kept_with_the_signature(stage):
    signed(stage)
    plan = stage.row("plan")
    assert len(plan["signed_by_customer"]) == 64
    assert plan["signed_by_customer"] == plan["signed_by_supplier"]
    assert {side.value for side in Side} == {"customer", "supplier"}


def test_the_text_says_who_accepts_a_milestone(stage):
    drafted(stage)
    stage.does(BOB, "milestone add Pilot due 2027-02-26 accept by @cat")
    text = stage.ask(ANN, "sign").message.twin
    assert "M-2 Pilot. Due: Fri 26 Feb 2027. Accepted by: Cat." in text
