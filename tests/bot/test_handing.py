"""Handing over on a later day: said now, seen until then, done when the day begins."""

from datetime import UTC, datetime

import pytest

from tests.cast import ANN, BOB, CAT, OLA, ROOM, SAM, Stage

LINE = "hand over @cat to @ann from 7 dec"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(CAT, "action add Train the staff")
    stage.does(CAT, "action add Check their price private", None)
    stage.does(BOB, "action add Ship the pumps")
    return stage


def owner(stage: Stage, title: str = "Train the staff") -> str:
    return str(stage.row("action", title=title)["owner"])


def at(stage: Stage, *day: int, hour: int = 10) -> None:
    stage.at(datetime(*day, hour, tzinfo=UTC))


def test_the_answer_the_room_and_both_hear_the_day_in_full(stage: Stage):
    said = stage.does(CAT, LINE)

    assert said.startswith("From Mon 7 Dec 2026, what Cat has open is Ann's.")
    assert (
        stage.heard_in(ROOM)[-1]
        == "Cat: what Cat has open goes to Ann on Mon 7 Dec 2026."
    )
    assert stage.heard_by(ANN)[-1].startswith(
        "From Mon 7 Dec 2026, what Cat has open in RDD is yours."
    )
    assert owner(stage) == stage.person(CAT)


def test_whoever_hands_over_hears_of_it_when_a_lead_says_so(stage: Stage):
    stage.does(ANN, LINE)

    assert stage.heard_by(CAT)[-1].startswith(
        "From Mon 7 Dec 2026, what you have open in RDD is Ann's."
    )


def test_cards_of_what_goes_say_to_whom_and_when(stage: Stage):
    stage.does(CAT, LINE)

    assert "Goes to: Ann on Mon 7 Dec 2026" in stage.say(BOB, "A-1")
    assert "Goes to" not in stage.say(BOB, "A-2")
    stage.does(CAT, "A-1 done")
    assert "Goes to" not in stage.say(BOB, "A-1")


def test_it_happens_when_the_day_begins_where_the_party_is(draft: Stage):
    draft.does(ANN, "calendar customer zone America/New_York")
    draft.does(CAT, "action add Train the staff")
    draft.does(CAT, LINE)

    at(draft, 2026, 12, 7, hour=4)
    assert owner(draft) == draft.person(CAT)
    at(draft, 2026, 12, 7, hour=6)
    assert owner(draft) == draft.person(ANN)


def test_what_is_open_by_then_goes_private_things_too(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(CAT, "action add Order parts")
    stage.does(CAT, "action add Already done")
    stage.does(CAT, "A-4 done")
    at(stage, 2026, 12, 7)

    ann = stage.person(ANN)
    assert [owner(stage, t) for t in ("Train the staff", "Order parts")] == [ann, ann]
    assert owner(stage, "Check their price") == ann
    assert owner(stage, "Already done") == stage.person(CAT)
    assert stage.heard_in(ROOM).count("What Cat had open is now Ann's.") == 1
    assert not any("price" in said for said in stage.heard_in(ROOM))
    assert any(
        "From today, what Cat has open in RDD is yours." in said
        for said in stage.heard_by(ANN)
    )
    assert any(
        "From today, what you have open in RDD is Ann's." in said
        for said in stage.heard_by(CAT)
    )
    assert "Goes to" not in stage.say(BOB, "A-1")


def test_the_room_hears_the_same_whether_or_not_anything_is_left(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(CAT, "A-1 done")
    at(stage, 2026, 12, 7)

    assert stage.heard_in(ROOM).count("What Cat had open is now Ann's.") == 1


def test_a_series_goes_on_with_the_new_owner(stage: Stage):
    stage.does(CAT, "action add Send it weekly on fri")
    stage.does(CAT, LINE)
    at(stage, 2026, 12, 12)

    latest = stage.row("action", number=6)
    assert (latest["title"], latest["owner"]) == ("Send it", stage.person(ANN))


def test_another_day_takes_the_place_of_the_first(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(CAT, "hand over @cat to @ann from 14 dec")
    at(stage, 2026, 12, 8)
    assert owner(stage) == stage.person(CAT)

    at(stage, 2026, 12, 14)
    assert owner(stage) == stage.person(ANN)


def test_the_same_again_changes_nothing(stage: Stage):
    stage.does(CAT, LINE)

    assert "on Mon 7 Dec 2026 already" in stage.say(CAT, LINE)


def test_undo_takes_it_back_and_both_hear(stage: Stage):
    stage.does(CAT, LINE)

    assert stage.does(CAT, "undo") == "Taken back."
    assert stage.heard_by(ANN)[-1].startswith(
        "What Cat has open in RDD is not handed over to you after all."
    )
    assert "Goes to" not in stage.say(BOB, "A-1")
    at(stage, 2026, 12, 8)
    assert owner(stage) == stage.person(CAT)


def test_undo_of_another_day_brings_the_first_back(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(CAT, "hand over @cat to @ann from 14 dec")
    stage.does(CAT, "undo")
    assert "You have just taken back" in stage.say(CAT, "undo")

    at(stage, 2026, 12, 7)
    assert owner(stage) == stage.person(ANN)


def test_to_oneself_takes_it_back_later_too(stage: Stage):
    stage.does(CAT, LINE)
    stage.later(days=2)

    assert "stays Cat's" in stage.does(ANN, "hand over @cat to @cat")
    at(stage, 2026, 12, 8)
    assert owner(stage) == stage.person(CAT)


def test_handing_over_at_once_leaves_nothing_planned(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(CAT, "hand over @cat to @ann", None)

    cat = stage.person(CAT)
    assert stage.row("member", person=cat)["hands_to"] is None
    stage.does(CAT, "undo", None)
    assert owner(stage) == cat
    assert stage.row("member", person=cat)["hands_to"] == stage.person(ANN)


def test_who_cannot_take_it_on_any_more_gets_nothing_and_the_leads_hear(stage: Stage):
    stage.does(ANN, "member add @sam as contributor")
    stage.does(ANN, "hand over @cat to @sam from 7 dec")
    stage.does(ANN, "member remove @sam")
    at(stage, 2026, 12, 7)

    assert owner(stage) == stage.person(CAT)
    assert any("did not go to Sam" in said for said in stage.heard_by(ANN))
    assert not any("did not go" in said for said in stage.heard_by(BOB))
    assert not any("From today" in said for said in stage.heard_by(SAM))


def test_what_a_removed_colleague_left_goes_where_it_was_planned_to(stage: Stage):
    stage.does(ANN, LINE)
    stage.does(ANN, "member remove @cat")
    at(stage, 2026, 12, 7)

    assert owner(stage) == stage.person(ANN)


def test_private_things_alone_are_not_planned(stage: Stage):
    stage.does(CAT, "A-1 done")

    said = stage.say(CAT, LINE)

    assert said.startswith("Cat has nothing open that both parties read")
    assert "HandOverPlanned" not in stage.facts()


def test_a_closed_plan_hands_nothing_over(stage: Stage):
    stage.does(CAT, LINE)
    stage.does(ANN, 'close "it has ended"')
    stage.does(BOB, stage.ask(BOB, "sign").message.buttons[0].line)
    at(stage, 2026, 12, 8)

    assert owner(stage) == stage.person(CAT)


@pytest.mark.parametrize(
    ("who", "why"),
    [(BOB, "Only a lead of the customer"), (OLA, "Only a lead or a contributor")],
)
def test_nobody_else_plans_it(stage: Stage, who, why):
    assert why in stage.say(who, LINE)
    assert "HandOverPlanned" not in stage.facts()
