"""One line, one answer: for each item it names, and with the plan it chose."""

from tests.cast import ANN, BOB, ROOM, Place, Stage

ELSEWHERE = Place(id="room-2", present=ROOM.present)


def test_a_line_about_two_items_is_answered_for_both(stage: Stage):
    for title in ("One", "Two"):
        stage.does(BOB, f"action add {title}")
    stage.does(BOB, "A-1 A-2 done")
    said = stage.ask(ANN, "A-1 A-2 accept")
    assert "A-1 One: accepted" in said.message.twin
    assert "A-2 Two: accepted" in said.message.twin
    assert said.refs == ("A-1", "A-2")


def test_a_plan_chosen_from_memory_is_named_in_the_answer(stage: Stage):
    stage.does(ANN, 'new "Fewer letters" as supplier with "Third Ltd"', ELSEWHERE)
    stage.does(ANN, "FL show", None)
    assert stage.does(ANN, "status", None).split("\n")[1].startswith("(FL)")


def test_a_delivery_of_another_person_is_not_answered_with_the_first(stage: Stage):
    first = stage.ask(ANN, "mine", id="one")
    other = stage.ask(BOB, "status", id="one")
    assert other != first
