"""What looks like a parameter, or like something private, is never just taken."""

from dataclasses import replace

import pytest

from bot.grammar import Misread, read
from bot.words.refs import HYPHENS
from tests.bot.registry import READING, commands
from tests.cast import ANN, BOB, OURS, ROOM, Stage


@pytest.mark.parametrize(
    "line",
    [
        "action add Ship the loan pumps owner Dan",
        "action add Ship the loan pumps owner Dan due fri",
        "action add Ship the loan pumps accept by Bob",
        "action add Report due banana",
    ],
)
def test_words_that_may_be_a_parameter_are_asked(stage: Stage, line: str):
    asked = stage.ask(ANN, line)
    assert asked.refused
    assert asked.message.title == "Did you mean…?"


@pytest.mark.parametrize("title", ["due diligence", "product owner training"])
def test_words_that_cannot_be_a_parameter_are_the_title(stage: Stage, title: str):
    stage.does(ANN, f"action add {title}")
    assert stage.row("action")["title"] == title


def test_a_question_shows_names_and_dates_and_no_ids(stage: Stage):
    asked = stage.ask(ANN, "action add Report ownr @cat due fri").message
    labels = " ".join(button.label for button in asked.buttons)
    assert "<@p:" not in asked.twin + labels
    assert "Fri 27 Nov 2026" in asked.twin
    assert all("<@p:" in button.line for button in asked.buttons[:1])


@pytest.mark.parametrize("said", ["2026-12-31", "2027-02-29"])
def test_a_question_says_days_in_full_and_leaves_what_is_no_day(
    stage: Stage, said: str
):
    shown = {"2026-12-31": "Thu 31 Dec 2026"}.get(said, said)
    asked = stage.ask(ANN, f'action add "Report {said}" ownr @cat').message
    assert f"Report {shown}" in asked.twin


@pytest.mark.parametrize(
    "line",
    [
        'action add "Follow up of our A-1"',
        'O-1 note "about our a1"',
        'rag red "see our A-1"',
        'decision add "As in our A-1"',
        'objective add "See our A-9"',
    ],
)
def test_a_joint_line_may_not_say_our_a_1(stage: Stage, line: str):
    stage.does(ANN, 'action add "Secret" private', OURS)
    facts = stage.facts()
    refused = stage.ask(ANN, line)
    assert refused.refused
    assert stage.facts() == facts
    assert not any("our" in heard for heard in stage.heard_in(ROOM)[-1:])


def test_the_refusal_is_the_same_where_nothing_private_exists(stage: Stage):
    line = 'O-1 note "about our A-1"'
    missing = stage.say(BOB, line)
    stage.does(BOB, 'action add "Secret" private')
    assert stage.say(BOB, line) == missing


def test_a_corrected_name_is_shown_without_ids():
    with pytest.raises(Misread) as asked:
        read("A-1 owner bo", commands, replace(READING, people={"@bo": "b0"}))
    assert [button.label for button in asked.value.buttons] == ["A-1 owner @bo"]


@pytest.mark.parametrize("dash", HYPHENS)
def test_a_joint_line_may_not_name_what_is_private_with_any_dash(
    stage: Stage, dash: str
):
    for named in (f"~A{dash}1", f"our A{dash}1"):
        assert "private" in stage.say(ANN, f'rag red "see {named}"')
