"""Working days of a party: shown to everybody, set by its lead while it is a draft."""

import pytest

from domain.visibility import Side
from tests.cast import ANN, BOB, CAT, EVE, ROOM, SAM, Stage


def party(stage: Stage, side: Side) -> dict:
    return stage.row("party", side=side)


def test_a_calendar_is_shown_to_every_member(stage: Stage):
    assert stage.does(EVE, "calendar customer").splitlines() == [
        "Working days of Halden Medical",
        "Zone: Europe/London",
        "Days: mon, tue, wed, thu, fri",
        "Hours: 09:00 to 17:00",
        "Holidays: GB-ENG",
        "Closed: no days of their own",
    ]


def test_a_party_is_also_called_by_its_name(stage: Stage):
    assert "Working days of Orbit Devices" in stage.does(EVE, "calendar Orbit Devices")


def test_the_own_lead_sets_it_while_the_plan_is_a_draft(draft: Stage):
    said = draft.does(
        BOB,
        "calendar supplier zone Europe/Berlin days mon-thu hours 08:00-16:30"
        " holidays GB-ENG+DE-BY closed 2026-12-24..2027-01-02",
    )

    assert said.splitlines()[1:] == [
        "Zone: Europe/Berlin",
        "Days: mon, tue, wed, thu",
        "Hours: 08:00 to 16:30",
        "Holidays: GB-ENG+DE-BY",
        "Closed: Thu 24 Dec 2026 to Sat 2 Jan 2027",
    ]
    assert "Bob set the working days of the supplier." in draft.heard_in(ROOM)


def test_closed_days_add_up_and_can_be_opened_again(draft: Stage):
    for words in (
        "closed 2026-12-24..2027-01-02",
        "closed 2027-01-03",
        "closed 2027-05-01",
        "open 2026-12-28..2026-12-29",
    ):
        draft.does(ANN, f"calendar customer {words}")

    assert party(draft, Side.CUSTOMER)["closed"] == (
        "2026-12-24..2026-12-27 2026-12-30..2027-01-03 2027-05-01"
    )


@pytest.mark.parametrize("who", [CAT, SAM])
def test_only_a_lead_sets_it(draft: Stage, who):
    assert (
        draft.say(who, "calendar customer days mon-thu") == "Only a lead can do that."
    )


def test_nobody_sets_the_other_partys(draft: Stage):
    said = draft.say(ANN, "calendar supplier days mon-thu")

    assert said == "Only a lead of the supplier can do that."
    assert party(draft, Side.SUPPLIER)["days"] == "mon tue wed thu fri"


def test_a_change_of_a_calendar_voids_the_signature_on_the_draft(draft: Stage):
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)

    draft.does(BOB, "calendar supplier days mon-thu")

    assert draft.row("plan", key="RDD")["signed_by_customer"] == ""
    assert any("no longer holds" in line for line in draft.heard_in(ROOM))


def test_a_look_at_a_calendar_voids_nothing(draft: Stage):
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)

    draft.does(BOB, "calendar supplier")

    assert draft.row("plan", key="RDD")["signed_by_customer"] != ""


def test_once_signed_it_waits_for_the_other_party(stage: Stage):
    said = stage.does(BOB, "calendar supplier days mon-thu")

    assert "Change the weekdays of Orbit Devices" in said
    assert "waits for Halden Medical" in said
    assert party(stage, Side.SUPPLIER)["days"] == "mon tue wed thu fri"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("zone Mars", "I cannot read “zone Mars” there."),
        ("hours nine", "I cannot read “hours nine” there."),
        (
            "closed 2027-01-01..2028-06-01",
            (
                "Closed from Fri 1 Jan 2027 to Thu 1 Jun 2028 is more than a year."
                " Say a shorter time."
            ),
        ),
        (
            "days mon-fri",
            (
                "The working days of Halden Medical stand like that already;"
                " nothing was changed."
            ),
        ),
    ],
)
def test_bad_values_are_refused_in_a_sentence(draft: Stage, words, said):
    assert draft.say(ANN, f"calendar customer {words}").startswith(said)
