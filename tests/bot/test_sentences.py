"""What is answered reads aloud: lists of roles, names of things, usage, refusals."""

from dataclasses import replace

import pytest

from bot.dates import longest_day
from bot.features import all_commands
from bot.grammar import Ask, Misread, read
from bot.help import help_for
from bot.help_topics import DATES, RULES, TIMES
from bot.words.rules import longest_rule
from bot.words.times import read_time
from domain.action_fact import ActionNotObjected
from domain.calendar import Calendar
from domain.errors import DomainError, IllegalMove, NotAllowed
from tests.bot.registry import READING
from tests.cast import ANN, BOB, CAT, DAN, Stage

COMMANDS = all_commands()
KNOWN = replace(READING, people={"@bo": "p-bo"})
RULE = "every 2 weeks on tue at 10:00"


def refused(line: str) -> str:
    with pytest.raises(DomainError) as raised:
        read(line, COMMANDS, KNOWN)
    return str(raised.value)


def ran(line: str) -> list[str]:
    return [call.line for call in read(line, COMMANDS, KNOWN)]


def test_a_list_of_roles_has_commas_and_one_or() -> None:
    said = str(NotAllowed("a lead or a sponsor or a contributor"))
    assert said == "Only a lead, a sponsor or a contributor can do that."
    assert str(NotAllowed("a lead or a sponsor")).startswith("Only a lead or a sponsor")
    assert str(NotAllowed("a lead")) == "Only a lead can do that."


def test_a_plan_is_a_draft() -> None:
    assert str(IllegalMove("RDD", "draft", "signed")).startswith("RDD is a draft, so")
    assert str(IllegalMove("A-1", "open", "sent back")).startswith("A-1 is open, so")


def test_a_line_of_the_record_holds_no_markup() -> None:
    assert "*" not in (ActionNotObjected.__doc__ or "")


@pytest.mark.parametrize("line", [RULE, "weekly on mon at 9am", "daily at 2 pm"])
def test_a_rule_may_end_at_a_time_of_day(line: str) -> None:
    said = ran(f"action add Train all {line}")
    assert said[0].startswith('action add "Train all" ')
    assert " at " in said[0]
    assert ran(said[0]) == said


def test_a_rule_is_written_with_its_time() -> None:
    assert ran(f"action add Train all {RULE}") == [f'action add "Train all" {RULE}']


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("R-1 score 3 4", "Risks come in a later version."),
        ("risk add No parts", "Risks come in a later version."),
        ("risk add Late parts", "Risks come in a later version."),
        ("leave", "Leaving a plan by yourself comes in a later version."),
        ("list risks", "Risks come in a later version."),
    ],
)
def test_what_comes_later_is_said_in_one_sentence(line: str, says: str) -> None:
    assert says in refused(line)


@pytest.mark.parametrize("word", ["risk", "risks", "risk add"])
def test_help_about_what_comes_later_says_so(word: str) -> None:
    assert "Risks come in a later version." in help_for(word, COMMANDS).twin


def test_a_noun_there_is_does_not_come_later() -> None:
    assert "later version" not in refused("action ad x")


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("find", 'find "WORDS" [page N]'),
        ("item note", 'REF note "TEXT" [private] [joint]'),
        ("item cancel", 'REF cancel "WHY"'),
    ],
)
def test_usage_calls_words_what_they_are(name: str, usage: str) -> None:
    assert COMMANDS.all[name].usage == usage


def test_what_is_missing_is_asked_of_the_line_people_type() -> None:
    with pytest.raises(Ask) as asked:
        read("A-1 owner", COMMANDS, KNOWN)
    assert "`A-1 owner` still needs: who (`@x`)" in asked.value.message.text


def test_a_word_that_is_no_choice_is_named_with_the_choices() -> None:
    choices = "lead, sponsor, contributor or observer"
    assert refused("member add @bo as boss") == f"“boss” is not one of {choices}."
    assert "“boss” is not one of" in refused("member add @bo as lead tier boss")


def test_a_span_that_ends_too_early_is_told_in_full_dates() -> None:
    said = refused("away from 4 Dec to fri")
    assert "Fri 27 Nov 2026 is before Fri 4 Dec 2026" in said


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("list open actions", "list open action"),
        ("list late open actions", "list late open action"),
        ("list actions owner @bo", "list action <@p:p-bo>"),
        ("list actions of @bo", "list action <@p:p-bo>"),
    ],
)
def test_a_list_is_asked_for_as_people_say_it(line: str, means: str) -> None:
    assert ran(line) == [means]
    assert ran(means) == [means]


def test_an_unknown_list_is_told_each_noun_once() -> None:
    said = refused("list foo")
    kinds = "objectives, actions, milestones, series, checkpoints, issues, decisions"
    assert f"{kinds}, changes or items" in said
    assert "action," not in said


def test_the_list_of_people_is_offered() -> None:
    assert "`member list`" in refused("list members")


def test_a_button_is_labelled_with_what_it_does() -> None:
    with pytest.raises(Misread) as raised:
        read("action", COMMANDS, KNOWN)
    assert raised.value.buttons[0].label == "Add an action"


def test_help_says_how_dates_times_and_rules_are_written() -> None:
    for word in ("date", "dates", "rule", "rules", "time"):
        assert {DATES, TIMES, RULES} <= set(help_for(word, COMMANDS).sections)


def _written(text: str) -> list[str]:
    return text.rpartition(": ")[2].split(", ")


def test_every_date_time_and_rule_that_help_shows_can_be_typed() -> None:
    asked = {
        "today": KNOWN.today,
        "calendar": Calendar("UTC"),
        "locale": "en-GB",
    }
    days = [d for e in DATES.entries[:3] for d in _written(e.text)]
    for day in days:
        found = longest_day(day.split(), **asked)
        assert found, day
        assert found[1] == len(day.split()), day
    for time in _written(TIMES.entries[0].text):
        assert read_time(time)
    rules = [r for e in RULES.entries[:3] for r in _written(e.text)]
    for rule in rules:
        assert longest_rule(rule.split()), rule


def test_a_list_names_the_party_a_decision_waits_for(stage: Stage) -> None:
    stage.does(ANN, "decision add We rent")
    for who in (ANN, BOB):
        assert "D-1 We rent: waits for the supplier" in stage.say(who, "list items")


def test_a_filter_may_stand_before_the_noun(stage: Stage) -> None:
    stage.does(ANN, "action add One owner @bob")
    stage.does(ANN, "action add Two owner @bob")
    stage.does(BOB, "A-1 cancel not needed")
    said = stage.say(DAN, "list open actions")
    assert "A-2" in said
    assert "A-1" not in said


def test_a_new_title_is_told_with_the_one_before(stage: Stage) -> None:
    stage.does(ANN, "action add One")
    stage.does(ANN, 'A-1 title "Two"')
    said = stage.say(CAT, "history A-1")
    assert "“One” is now “Two”" in said
