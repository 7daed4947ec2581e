"""The other party joins: somebody claims to lead it, and the starter's lead decides."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.member import Role, Standing
from domain.visibility import Side
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    OLA,
    ROOM,
    SAM,
    TIM,
    ZED,
    Stage,
    a_stage,
    account,
    drafted,
    memory,
)
from tests.cast import HALDEN as HALDENS

NEW = 'new "Reduce device downtime" as customer with "Orbit Devices"'
GUS = account("Gus", HALDENS, guest=True)  # of the supplier, a guest at the customer's


@pytest.fixture
def empty() -> Iterator[Stage]:
    with a_stage(memory()) as stage:
        yield stage


@pytest.fixture
def code(empty: Stage) -> str:
    """The one-time code that the starter of the plan is told."""
    return re.search(r"join (\S+)", empty.does(ANN, NEW))[1]


@pytest.fixture
def stage(empty: Stage, code: str) -> Stage:
    """The customer has started the plan; nobody has joined."""
    assert code
    return empty


def place(stage: Stage, who=BOB) -> dict:
    return stage.row("member", person=stage.person(who))


def test_whoever_presses_the_button_waits_for_the_starter(stage):
    stage.does(BOB, "RDD join")
    assert place(stage)["standing"] is Standing.CLAIMED
    assert "not part of this plan" in stage.say(BOB, "show")


def test_the_starters_card_names_the_verified_organisation(stage):
    stage.does(BOB, "join")
    card = stage.posts(f"@{stage.person(ANN)}")[-1]
    assert "verified that they are of Orbit Devices" in card.twin
    assert [button.label for button in card.buttons] == ["That's them", "Not them"]


def test_the_room_hears_who_decides_and_where_they_were_asked(stage):
    stage.does(BOB, "join")
    said = stage.heard_in(ROOM)[-1]
    assert "Ann decides: I have asked in a direct message." in said


def test_thats_them_makes_a_lead_of_a_verified_party(stage):
    stage.does(BOB, "join")
    press = stage.posts(f"@{stage.person(ANN)}")[-1].buttons[0].line
    stage.does(ANN, press, None)
    party = stage.row("party", side=Side.SUPPLIER)
    assert (place(stage)["standing"], place(stage)["role"]) == (
        Standing.ACTIVE,
        Role.LEAD,
    )
    assert (party["organisations"], party["verified"]) == (BOB.organisation, True)
    assert "you lead for Orbit Devices" in stage.heard_by(BOB)[-1]


def test_the_new_lead_works_in_their_own_zone(stage):
    berlin = replace(BOB, zone="Europe/Berlin")
    stage.does(berlin, "join")
    stage.does(ANN, "confirm @bob")
    assert stage.row("party", side=Side.SUPPLIER)["zone"] == "Europe/Berlin"
    assert "calendar supplier holidays" in stage.does(ANN, "show")


def test_the_card_in_the_room_loses_its_buttons_to_join(stage):
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    buttons = [b.line for post in stage.posts(ROOM.id) for b in post.buttons]
    assert "RDD join" not in buttons


def test_the_other_lead_drafts_too(stage):
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    stage.does(BOB, "action add Ship parts")


def test_not_them_leaves_them_outside(stage):
    stage.does(BOB, "join")
    stage.does(ANN, "not them @bob")
    assert place(stage)["standing"] is Standing.REMOVED
    assert "did not confirm" in stage.heard_by(BOB)[-1]
    assert "did not confirm" in stage.say(BOB, "join")


def test_a_slip_can_be_put_right_by_the_lead(stage):
    stage.does(BOB, "join")
    stage.does(ANN, "not them @bob")
    stage.does(ANN, "confirm @bob")
    assert place(stage)["standing"] is Standing.ACTIVE


def test_after_a_refusal_another_may_claim(stage):
    stage.does(TIM, "join")
    stage.does(ANN, "not them @tim")
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")


def test_a_third_organisation_is_for_the_starter_to_judge(stage):
    stage.does(TIM, "join")
    assert "of Third Ltd" in stage.heard_by(ANN)[-1]


def test_a_second_claimant_waits_for_the_first(stage, code):
    stage.does(BOB, "join")
    assert "already asked" in stage.say(ZED, "join")
    assert "already asked" in stage.say(TIM, f"join {code}", None)


@pytest.mark.parametrize("words", ["join", "RDD join"])
def test_pressing_twice_changes_nothing(stage, words):
    stage.does(BOB, "join")
    assert "You have asked" in stage.say(BOB, words)
    assert stage.facts().count("LeadClaimed") == 1


def test_deciding_twice_changes_nothing(stage):
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    for words in ("confirm @bob", "not them @bob"):
        assert "already: lead for Orbit Devices" in stage.say(ANN, words)
    assert stage.facts().count("LeadConfirmed") == 1


def test_a_button_left_over_answers_in_one_sentence(empty):
    drafted(empty)
    assert "have a lead already" in empty.say(ZED, "RDD join")
    assert "part of this plan already" in empty.say(DAN, "join")
    assert "part of this plan already" in empty.say(ANN, "join")


def test_members_of_the_starters_organisation_cannot_lead_the_other(stage, code):
    assert "you are of Halden Medical" in stage.say(CAT, "join")
    assert "you are of Halden Medical" in stage.say(CAT, f"join {code}", None)
    assert stage.row("join_code")["used_by"] is None


def test_a_guest_needs_the_code_in_a_direct_message(stage, code):
    assert "one-time code" in stage.say(GUS, "join")
    assert "direct message" in stage.say(GUS, f"join {code}")
    stage.does(GUS, f"join {code}", None)
    assert "organisation not verified" in stage.heard_by(ANN)[-1]


def confirm(stage: Stage, who) -> None:
    stage.does(ANN, f"confirm <@p:{stage.person(who)}>")


def test_a_confirmed_guest_leads_an_unverified_party(stage, code):
    stage.does(GUS, f"join {code}", None)
    confirm(stage, GUS)
    party = stage.row("party", side=Side.SUPPLIER)
    assert (party["organisations"], party["verified"]) == ("", False)
    assert "organisation not verified" in stage.does(ANN, "show")
    stage.does(GUS, "show", None)


def test_a_guests_hosts_are_not_of_the_guests_party(stage, code):
    stage.does(GUS, f"join {code}", None)
    confirm(stage, GUS)
    assert stage.ask(GUS, "member add @cat as contributor", None).refused


def test_a_code_is_good_once(stage, code):
    stage.does(GUS, f"join {code}", None)
    bad = stage.say(TIM, "join NOPE-NOPE", None)
    assert stage.say(TIM, f"join {code}", None) == bad


def test_a_refused_claim_gives_the_code_back(stage, code):
    stage.does(TIM, f"join {code}", None)
    stage.does(ANN, "not them @tim")
    stage.does(GUS, f"join {code}", None)


def test_a_code_is_good_for_fourteen_days(stage, code):
    stage.now += timedelta(days=14)
    assert "not good" in stage.say(BOB, f"join {code}", None)


def test_a_code_is_read_however_it_is_typed(stage, code):
    stage.does(BOB, f"join {code.replace('-', '').lower()}", None)


def test_without_a_code_nothing_is_joined_elsewhere(stage):
    assert "room you share" in stage.say(BOB, "join", None)


@pytest.mark.parametrize("who", [CAT, OLA, SAM])
def test_only_a_lead_confirms(empty, who):
    drafted(empty)
    assert "Only a lead" in empty.say(who, "confirm @zed")
    assert "Only a lead" in empty.say(who, "not them @zed")


def test_nobody_confirms_themselves(stage):
    stage.does(BOB, "join")
    assert stage.ask(BOB, "confirm @bob").refused
    assert place(stage)["standing"] is Standing.CLAIMED


def test_whoever_does_not_wait_is_not_confirmed(stage):
    assert "does not wait" in stage.say(ANN, "confirm @zed")
    assert "does not wait" in stage.say(ANN, "confirm @cat")


def named(stage: Stage) -> Stage:
    """A contributor of the supplier's named Zed, who is not enrolled."""
    drafted(stage)
    stage.does(DAN, "action add Ship parts owner @zed")
    return stage


def test_an_own_lead_confirms_a_colleague_somebody_named(empty):
    named(empty)
    empty.does(BOB, "confirm @zed")
    assert place(empty, ZED)["standing"] is Standing.ACTIVE


def test_an_own_lead_refuses_a_colleague_somebody_named(empty):
    named(empty)
    empty.does(BOB, "not them @zed")
    assert place(empty, ZED)["standing"] is Standing.REMOVED


def test_the_other_party_cannot_confirm_our_colleagues(empty):
    named(empty)
    for words in ("confirm @zed", "not them @zed"):
        assert empty.ask(ANN, words).refused
    assert place(empty, ZED)["standing"] is Standing.NAMED


def test_a_party_with_a_lead_gets_no_other_from_outside(stage):
    stage.does(TIM, "join")
    stage.does(ANN, "not them @tim")
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    assert "has a lead already" in stage.say(ANN, "confirm @tim")


def test_the_claim_waits_on_the_starters_first_card(stage):
    stage.does(BOB, "join")
    entry = stage.ask(ANN, "").message.sections[0].entries[0]
    assert "Bob says they lead" in entry.text
    stage.does(ANN, entry.buttons[0].line)


def test_somebody_else_leads_is_answered_with_how(stage):
    assert "one-time code" in stage.say(BOB, "RDD help join")


def test_an_outsider_in_the_room_sees_the_invitation(stage):
    assert "RDD join" in str(stage.ask(BOB, "").message.buttons)
    assert "RDD join" not in str(stage.ask(CAT, "").message.buttons)


SECOND = 'new "Cut waste" as customer with "Orbit Devices"'


def test_join_means_the_plan_of_the_room_that_still_waits(empty):
    drafted(empty)
    empty.does(ANN, SECOND)
    assert "already" in empty.say(BOB, "RDD join")
    empty.does(BOB, "join")
    empty.does(ANN, "CW confirm @bob")
    empty.does(BOB, "CW show")


def test_where_several_plans_wait_join_asks_which(empty):
    drafted(empty)
    for title in ("Cut waste", "Train staff"):
        empty.does(ANN, SECOND.replace("Cut waste", title))
    asked = empty.ask(BOB, "join").message
    assert sorted(b.line for b in asked.buttons) == ["CW join", "TS join"]


def test_a_code_counts_for_its_own_plan_wherever_it_is_said(empty):
    drafted(empty)
    code = re.search(r"join (\S+)", empty.does(ANN, SECOND, None))[1]
    empty.does(ZED, f"join {code}")
    assert "CW" in empty.posts(f"@{empty.person(ANN)}")[-1].title
