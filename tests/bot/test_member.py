"""People of the plan: each party's leads place their own, and nobody else's."""

import pytest

from domain.member import Standing
from tests.cast import (
    ANN,
    BOB,
    CAT,
    EVE,
    HALDEN,
    OLA,
    PEOPLE,
    ROOM,
    SAM,
    SUE,
    Stage,
    account,
)

KIM = account("Kim", HALDEN)  # of the customer, never enrolled
GUS = account("Gus", HALDEN, guest=True)  # whoever they are, Halden invited them
PEOPLE |= {"@kim": KIM, "@gus": GUS}


def place_of(stage: Stage, who) -> dict:
    return stage.row("member", person=stage.person(who))


# Adding


def test_a_lead_adds_people_of_their_own_organisation(stage: Stage):
    said = stage.does(ANN, "member add @kim as contributor")

    assert said == "Kim, contributor, for Halden Medical."
    assert "A-1" in stage.does(KIM, "action add Train the staff")
    assert "Kim joined for the customer as contributor." in stage.heard_in(ROOM)


@pytest.mark.parametrize("who", [CAT, OLA])
def test_contributors_and_observers_add_nobody(stage: Stage, who):
    assert "Only a lead or a sponsor" in stage.say(who, "member add @kim as observer")


def test_a_sponsor_appoints_a_lead_of_the_own_party(stage: Stage):
    assert (
        stage.does(SAM, "member add @cat as lead") == "Cat, lead, for Halden Medical."
    )


@pytest.mark.parametrize(
    "words",
    ["@kim as contributor", "@kim as lead tier tactical", "@kim as lead deputy @cat"],
)
def test_a_sponsor_does_nothing_else_about_people(stage: Stage, words):
    assert "A sponsor may name a lead" in stage.say(SAM, f"member add {words}")


@pytest.mark.parametrize(
    "words", ["@zed as contributor", "@zed as contributor for supplier"]
)
def test_nobody_adds_people_of_the_other_organisation(stage: Stage, words):
    said = stage.say(ANN, f"member add {words}")

    assert said == (
        "You name people of your own party. A lead of the supplier names theirs."
    )


def test_nobody_adds_their_own_people_for_the_other_party(stage: Stage):
    said = stage.say(ANN, "member add @kim as lead for supplier")

    assert said.startswith("You name people of your own party.")


def test_nobody_adds_a_guest_for_the_other_party(stage: Stage):
    said = stage.say(ANN, "member add @gus as lead for Orbit Devices")

    assert said.startswith("You name people of your own party.")


def test_nobody_speaks_for_both_parties(stage: Stage):
    said = stage.say(ANN, "member add @dan as contributor for customer")

    assert said == "Dan speaks for the supplier; nobody speaks for both parties."


def test_a_guest_is_added_only_where_a_lead_says_for_which_party(stage: Stage):
    assert "Say it: `member add … for customer`" in stage.say(
        ANN, "member add @gus as contributor"
    )
    said = stage.does(ANN, "member add @gus as contributor for customer")
    assert "guest, organisation not verified" in said


def test_a_guest_of_one_organisation_may_speak_for_the_other(stage: Stage):
    stage.does(BOB, "member add @gus as contributor for supplier")

    assert place_of(stage, GUS)["side"] == "supplier"


def test_a_sponsor_adds_no_guest(stage: Stage):
    said = stage.say(SAM, "member add @gus as lead for customer")

    assert "A sponsor may name a lead of their own party" in said


def test_people_are_added_by_their_mail_address(stage: Stage):
    said = stage.does(BOB, "member add zed@orbit.example as observer")

    assert said == "Zed, observer, for Orbit Devices."


def test_a_mail_address_without_an_account_is_answered_in_one_sentence(stage: Stage):
    said = stage.say(ANN, "member add new@halden.example as observer")

    assert said == (
        "Nobody with the address new@halden.example has an account here yet."
        " Ask them to sign in once, and then name them again."
    )


def test_adding_somebody_as_they_are_changes_nothing(stage: Stage):
    said = stage.say(ANN, "member add @cat as contributor")

    assert said == "Cat has that place already; nothing was changed."


# Seats


def test_a_lead_seats_holders_of_their_own_party(stage: Stage):
    said = stage.does(
        ANN, "member add @cat as sponsor tier strategic deputy @sam counterpart @sue"
    )

    assert said == (
        "Cat, sponsor, strategic tier, deputy Sam, counterpart Sue, for Halden Medical."
    )
    assert "Cat is now sponsor, strategic tier for the customer." in stage.heard_in(
        ROOM
    )


def test_a_tier_has_one_holder_in_a_party(stage: Stage):
    stage.does(ANN, "member add @cat as sponsor tier tactical")

    assert place_of(stage, CAT)["tier"] == "tactical"
    assert place_of(stage, SAM)["tier"] is None
    assert place_of(stage, SUE)["tier"] == "tactical"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("deputy @sue", "Sue speaks for the other party."),
        ("deputy @cat", "Cat cannot be their own deputy."),
        ("counterpart @sam", "Sam is nobody of the other party"),
        ("counterpart @zed", "Zed is nobody of the other party"),
    ],
)
def test_a_deputy_is_of_the_own_party_and_a_counterpart_of_the_other(
    stage: Stage, words, why
):
    said = stage.say(ANN, f"member add @cat as sponsor tier strategic {words}")

    assert said.startswith(why)
    assert place_of(stage, CAT)["role"] == "contributor"


# The last lead


def test_the_last_lead_is_not_removed(stage: Stage):
    said = stage.say(ANN, "member remove @ann")

    assert said == (
        "Ann is the last lead of the customer. Name another lead first:"
        " `member add @x as lead`."
    )


def test_the_last_lead_takes_no_other_role(stage: Stage):
    assert "Ann is the last lead" in stage.say(ANN, "member add @ann as observer")


def test_a_lead_goes_once_another_is_named(stage: Stage):
    stage.does(ANN, "member add @cat as lead")

    assert "Ann is no longer part" in stage.does(ANN, "member remove @ann")


# Removing


def test_a_removed_member_reads_nothing(stage: Stage):
    stage.does(ANN, "action add Train the staff")
    stage.does(ANN, "member remove @cat")

    for words in ("A-1", "show", "member list"):
        assert "You are not part of this plan" in stage.say(CAT, words)
    assert "no plan" in stage.say(CAT, "show", None)


def test_only_a_lead_removes_and_only_their_own_people(stage: Stage):
    assert "Only a lead" in stage.say(SAM, "member remove @cat")
    assert "A lead of the supplier names theirs" in stage.say(ANN, "member remove @dan")


def test_removing_somebody_unknown_to_the_plan_says_so(stage: Stage):
    assert stage.say(ANN, "member remove @kim") == "Kim is not part of this plan."


def test_a_removal_offers_to_hand_over_what_they_own(stage: Stage):
    stage.does(CAT, "action add Train the staff")

    [button] = stage.ask(ANN, "member remove @cat").message.buttons
    stage.does(ANN, f"{button.line} to @ann")

    assert stage.row("action", number=1)["owner"] == stage.person(ANN)


def test_whoever_comes_back_has_no_seat_left(stage: Stage):
    stage.does(ANN, "member remove @sam")
    stage.does(ANN, "member add @sam as contributor")

    assert place_of(stage, SAM)["tier"] is None
    assert "Sam is now contributor for the customer." in stage.heard_in(ROOM)


# Naming a colleague


def test_a_lead_who_names_a_colleague_enrols_them(stage: Stage):
    stage.does(ANN, "action add Train the staff owner @kim")

    assert place_of(stage, KIM)["standing"] == Standing.ACTIVE
    assert "Kim joined for the customer as contributor." in stage.heard_in(ROOM)


def test_a_colleague_named_by_others_waits_for_a_lead(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")

    assert place_of(stage, KIM)["standing"] == Standing.NAMED
    assert "You are not part of this plan" in stage.say(KIM, "A-1")
    assert "waits for a lead to confirm" in stage.say(ANN, "member list")


def test_the_leads_are_asked_with_buttons(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")

    asked = stage.posts(f"@{stage.person(ANN)}")[-1]
    assert asked.text == "Cat named Kim, who is not in the plan RDD yet."
    stage.does(ANN, asked.buttons[0].line)
    assert place_of(stage, KIM)["standing"] == Standing.ACTIVE


def test_a_lead_may_say_no_to_a_named_colleague(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")

    asked = stage.posts(f"@{stage.person(ANN)}")[-1]
    stage.does(ANN, asked.buttons[1].line)

    assert place_of(stage, KIM)["standing"] == Standing.REMOVED


def test_naming_somebody_of_the_other_party_enrols_nobody(stage: Stage):
    said = stage.say(ANN, "action add Train the staff owner @zed")

    assert said.startswith("Zed is not part of this plan.")


@pytest.mark.parametrize("who", [ANN, CAT])
def test_a_private_line_enrols_nobody(stage: Stage, who):
    said = stage.say(who, "action add Train the staff owner @kim private", None)

    assert said.startswith("Kim is not part of this plan.")


def test_a_private_line_names_nobody_of_the_other_party(stage: Stage):
    said = stage.say(ANN, "action add Train the staff owner @bob private", None)

    assert said.startswith("Bob is not of your party, and this is private to it.")


def test_somebody_named_twice_in_a_line_is_enrolled_once(stage: Stage):
    stage.does(ANN, "action add Train the staff owner @dan accept by @kim")
    stage.does(ANN, "action add Train more staff owner @kim")

    assert stage.facts().count("MemberEnrolled") == 1 + 6 + 1


# Handing over


def test_everything_open_goes_to_a_colleague(stage: Stage):
    stage.does(CAT, "action add Train the staff")
    stage.does(CAT, "action add Order parts")
    stage.does(CAT, "A-2 start")

    said = stage.does(CAT, "hand over @cat to @ann")

    assert said.startswith("What Cat had open is now Ann's.")
    assert {stage.row("action", number=n)["owner"] for n in (1, 2)} == {
        stage.person(ANN)
    }
    assert stage.heard_in(ROOM).count("What Cat had open is now Ann's.") == 1


def test_only_the_owner_or_a_lead_hands_over(stage: Stage):
    stage.does(ANN, "action add Train the staff")

    assert "Only a lead of the customer" in stage.say(CAT, "hand over @ann to @cat")
    stage.does(ANN, "hand over @ann to @cat")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("@cat to @cat", "What is Cat's is Cat's already."),
        ("@cat to @dan", "You name people of your own party."),
        ("@dan to @cat", "Only a lead of the supplier can do that."),
        ("@sam to @cat", "Sam has nothing open in this plan."),
        ("@sam to @cat from 1 Dec", "Sam has nothing open in this plan."),
        ("@cat to @dan from 1 Dec", "You name people of your own party."),
    ],
)
def test_handing_over_elsewhere_is_refused_with_the_reason(stage: Stage, words, why):
    stage.does(CAT, "action add Train the staff")

    assert stage.say(ANN, f"hand over {words}").startswith(why)
    assert stage.row("action", number=1)["owner"] == stage.person(CAT)


def test_a_private_action_is_handed_over_unseen(stage: Stage):
    stage.does(CAT, "action add Check their price private", None)

    said = stage.does(ANN, "hand over @cat to @ann")

    assert "price" not in said
    assert stage.row("action", number=1)["owner"] == stage.person(ANN)
    assert not any("Ann" in line for line in stage.heard_in(ROOM)[-1:])


def test_private_actions_alone_enrol_nobody(stage: Stage):
    stage.does(CAT, "action add Check their price private", None)

    assert stage.say(CAT, "hand over @cat to @kim").startswith("Kim is not part")


def test_the_list_names_everybody_and_the_party_they_speak_for(stage: Stage):
    said = stage.say(EVE, "member list")

    assert said.splitlines() == [
        "People of the plan",
        "Halden Medical (customer)",
        "• Ann, lead",
        "• Sam, sponsor, tactical tier",
        "• Cat, contributor",
        "• Ola, observer",
        "• Nobody holds the strategic tier.",
        "Orbit Devices (supplier)",
        "• Bob, lead",
        "• Sue, sponsor, tactical tier",
        "• Dan, contributor",
        "• Eve, observer",
        "• Nobody holds the strategic tier.",
    ]


# What they are told


def heard(stage: Stage, who) -> str:
    return stage.heard_by(who)[-1]


def test_whoever_is_added_changed_or_removed_is_told(stage: Stage):
    stage.does(ANN, "member add @kim as contributor")
    assert heard(stage, KIM).startswith("Ann gave you a place in RDD Reduce device")
    assert "contributor, for Halden Medical." in heard(stage, KIM)

    stage.does(ANN, "member add @kim as sponsor tier strategic")
    assert "sponsor, strategic tier, for Halden Medical." in heard(stage, KIM)

    stage.does(ANN, "member remove @kim")
    assert heard(stage, KIM).startswith("Ann took you out of RDD")


def test_whoever_is_named_is_told_and_told_again_once_confirmed(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")
    assert "has yet to confirm you" in heard(stage, KIM)

    stage.does(ANN, "confirm @kim")
    assert heard(stage, KIM).startswith("Ann confirmed you: you join RDD")


def test_whoever_is_not_confirmed_is_told(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")
    stage.does(ANN, "not them @kim")

    assert heard(stage, KIM) == "Ann did not confirm you for Halden Medical in RDD."


def test_an_owner_who_waits_or_is_gone_reads_so(stage: Stage):
    said = stage.does(CAT, "action add Train the staff owner @kim")
    assert "Owner: Kim, once a lead confirms them (customer)" in said

    stage.does(ANN, "not them @kim")
    gone = "nobody any more (Kim is not in the plan)"
    assert f"Owner: {gone}" in stage.say(BOB, "A-1")
    assert gone in stage.say(BOB, "list actions")


@pytest.mark.parametrize("words", ["waiting", "mine", ""])
def test_people_to_confirm_wait_for_a_leads_word(stage: Stage, words: str):
    stage.does(CAT, "action add Train the staff owner @kim")

    line = "Kim was named and is not in the plan yet"
    assert line in stage.say(ANN, words)
    assert line not in stage.say(CAT, words)
    assert line not in stage.say(BOB, words)


def test_status_counts_people_to_confirm(stage: Stage):
    stage.does(CAT, "action add Train the staff owner @kim")

    assert "Waits for you: 1" in stage.say(ANN, "status")
    assert "Waits for you: nothing" in stage.say(CAT, "status")


def test_whoever_loses_a_tier_is_named(stage: Stage):
    said = stage.does(ANN, "member add @cat as sponsor tier tactical")

    assert said.endswith("Sam no longer holds the tactical tier.")
