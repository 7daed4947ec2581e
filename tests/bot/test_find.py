"""Finding: all words of titles and notes, whatever their case, the likeliest first."""

from tests.bot.test_listing import refs
from tests.cast import ANN, BOB, Stage


def test_all_words_are_asked_in_any_case_and_order(stage: Stage) -> None:
    stage.does(ANN, "action add Train the WARD staff")
    stage.does(ANN, "action add Train the drivers")
    assert refs(stage.say(BOB, "find staff train")) == ["A-1"]


def test_the_very_words_come_before_words_in_notes(stage: Stage) -> None:
    stage.does(ANN, "action add Order parts")
    stage.does(ANN, "A-1 note for the ward staff")
    stage.does(ANN, "action add Staff of the ward")
    stage.does(ANN, "action add Train the ward staff")
    assert refs(stage.say(BOB, "find ward staff")) == ["A-3", "A-2", "A-1"]


def test_what_is_closed_comes_last(stage: Stage) -> None:
    stage.does(ANN, "action add Ward")
    stage.does(ANN, "A-1 cancel no")
    stage.does(ANN, "action add Ward and bed")
    assert refs(stage.say(BOB, "find ward")) == ["A-2", "A-1"]


def test_a_slip_of_the_finger_finds_what_comes_close(stage: Stage) -> None:
    stage.does(ANN, "action add Train the ward staff")
    said = stage.say(BOB, "find wrad stff")
    assert "These come close." in said
    assert refs(said) == ["A-1"]


def test_nothing_found_says_what_to_try(stage: Stage) -> None:
    assert "Try fewer" in stage.say(BOB, "find zzzz")


def test_links_are_found_by_what_they_are(stage: Stage) -> None:
    stage.does(BOB, "action add Ship")
    stage.does(BOB, "A-1 link https://example.org/r the waybill")
    assert refs(stage.say(ANN, "find waybill")) == ["A-1"]


def test_private_notes_are_found_by_their_own_party_only(stage: Stage) -> None:
    stage.does(BOB, "action add Ship")
    stage.does(ANN, "A-1 note penalty private", None)
    assert refs(stage.say(ANN, "find penalty", None)) == ["A-1"]
    assert refs(stage.say(ANN, "find penalty")) == []
    assert refs(stage.say(BOB, "find penalty", None)) == []


def test_marks_of_search_languages_are_only_letters(stage: Stage) -> None:
    stage.does(ANN, "action add Reach 100 % of sites")
    assert refs(stage.say(BOB, "find %")) == ["O-1", "A-1"]
    assert refs(stage.say(BOB, "find '")) == []
