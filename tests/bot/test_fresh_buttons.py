"""A button that was just drawn can be pressed: it knows the version as it is now."""

import pytest

from tests.cast import ANN, BOB, Stage

LINES = (
    (BOB, "A-1 start"),
    (BOB, "A-1 20%"),
    (BOB, "A-1 due 8 Dec"),
    (BOB, 'A-1 title "Ship all twelve pumps"'),
    (BOB, "A-1 block no van"),
    (BOB, "A-1 done shipped"),
    (ANN, "A-1 note looks good"),
    (ANN, "O-9 agree"),
)


@pytest.mark.parametrize(("who", "line"), LINES)
def test_buttons_of_an_answer_can_be_pressed_at_once(stage: Stage, who, line: str):
    stage.does(BOB, "action add Ship twelve pumps due fri")
    for _ in range(8):
        stage.does(BOB, "objective add Fewer faults")
    if line == "A-1 note looks good":
        stage.does(BOB, "A-1 done")
    answer = stage.ask(who, line)
    assert not answer.refused
    for button in answer.message.buttons:
        told = stage.say(who, button.line)
        assert "has changed since that button was drawn" not in told
        break


def test_buttons_of_an_answer_about_several_items_can_be_pressed_at_once(stage: Stage):
    for title in ("Ship", "Train"):
        stage.does(BOB, f"action add {title} due fri")
    answer = stage.ask(BOB, "A-1 A-2 start")
    for entry in answer.message.sections[0].entries:
        assert "has changed since" not in stage.say(BOB, entry.buttons[0].line)


def test_button_drawn_before_a_later_change_is_still_stale(stage: Stage):
    stage.does(BOB, "action add Ship twelve pumps due fri")
    drawn = stage.ask(BOB, "A-1 start").message.buttons[0]
    stage.does(BOB, "A-1 20%")
    assert "has changed since that button was drawn" in stage.say(BOB, drawn.line)
