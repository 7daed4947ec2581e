"""Whatever the bot says fits into a card of Teams, whole, and as nothing but words."""

import re
from typing import Any

import pytest

from adapters.hearing.filled import line_of_form
from adapters.teams.form import form_card, line_of_answers
from adapters.teams.pressing import Pressed, pressed
from adapters.teams.render import BUDGET, CUT_SHORT, LEFT_OUT, card, rendered
from adapters.teams.wire import written
from adapters.teams.words import escaped
from bot.message import Button, Detail, Message
from tests.bot.hostile import HOSTILE
from tests.drawn import (
    ADD_ACTION,
    PLACES,
    left_as_they_were,
    long_list,
    messages,
    saying,
)
from tests.teams.lint import (
    card_problems,
    message_problems,
    parts,
    schema_problems,
    texts,
)
from tests.teams.sender import button, inputs

GIVEN = Pressed(line="", card="0f0f", only="00000011-0000-4000-8000-000000000000")
PEOPLE = (("Ann Baker", "<@29:ann>"), ("Bob Lindqvist", "<@29:bob>"))
BARE = re.compile(r"(?<!\\)([*_`\[\]<]|~~|\{\{|&#?\w+;)")
ESCAPED = re.compile(r"\\([^\w\s])")
BREAKS = re.compile(r"\n+")


def content(message: Message) -> dict[str, Any]:
    return rendered(message, GIVEN)["attachments"][0]["content"]


def read(made: Any) -> str:
    """As Markdown shows it."""
    return BREAKS.sub("\n", ESCAPED.sub(r"\1", "\n".join(texts(made))))


def wrong(message: Message) -> list[str]:
    said = rendered(message, GIVEN)
    return message_problems(said) + schema_problems(said["attachments"][0]["content"])


def carried(made: Any) -> set[str]:
    found = (pressed(part.get("data")) for part in parts(made) if "data" in part)
    return {one.line for one in found if one}


def test_every_message_keeps_every_rule_and_the_official_schema():
    found = {one.twin: why for one in messages() if (why := wrong(one))}
    assert found == {}


def test_the_checks_catch_what_teams_would_refuse():
    made = content(Message(text="x", buttons=(Button("Go", "show"),)))
    assert schema_problems({**made, "body": [{"type": "Blink", "text": "x"}]})
    assert schema_problems({**made, "body": [{"type": "TextBlock"}]})
    assert card_problems({**made, "body": [{"type": "TextBlock", "text": " "}]})
    lone = {"type": "Action.Execute", "title": "Go", "data": {"line": "x"}}
    assert card_problems({**made, "actions": [lone]})


def test_every_message_says_all_its_words_in_the_card_and_in_text():
    for message in messages():
        made = content(message)
        shown = read(made)
        twin = made["fallbackText"]
        assert message.title in shown
        for detail in message.details:
            assert BREAKS.sub("\n", detail.value) in shown
        assert message.title in twin
        assert {b.line for b in message.buttons if b.line} <= carried(made)
        entries = [entry for part in message.sections for entry in part.entries]
        assert {b.line for e in entries for b in e.buttons if b.line} <= carried(made)


def test_every_form_keeps_every_rule_and_the_official_schema():
    forms = [message.form for message in messages() if message.form]
    assert forms
    for form in forms:
        made = form_card(form, GIVEN, PEOPLE, refused="There is no A-9.")
        assert card_problems(made) + schema_problems(made) == []


def test_a_form_left_as_it_was_makes_the_line_it_began_with():
    for form in left_as_they_were():
        made = form_card(form, GIVEN, PEOPLE)
        data = inputs(made, {})
        shuffled = dict(reversed(data.items()))
        assert line_of_answers(form.line, shuffled) == line_of_form(form)


def test_answers_stand_in_the_line_with_their_words_and_in_quotes():
    made = form_card(ADD_ACTION, GIVEN, PEOPLE)
    said = {
        "title": 'say "hello" private',
        "owner": "<@29:bob>",
        "due": "2027-03-12",
        "private": "yes",
    }
    line = line_of_answers(ADD_ACTION.line, inputs(made, said))
    words = 'action add "say ""hello"" private" owner <@29:bob> due 2027-03-12 private'
    assert line == words


@pytest.mark.parametrize("place", PLACES)
def test_people_s_words_are_never_more_than_words(place: str):
    for text in (*HOSTILE, "](javascript:alert(1))", "1. one\n- two\n+ three\n# four"):
        message = saying(text, place)
        assert message_problems(rendered(message, GIVEN)) == []
        for shown in texts(content(message)):
            assert not BARE.search(shown.replace("\\\\", "")), shown
            assert not re.search(r"^\s*([-+=#>]|\d+[.)]|    )", shown, re.MULTILINE)


@pytest.mark.parametrize("text", ["A-1 due 12/03 (late)", "3.5 %", "a.b@c.example"])
def test_everyday_words_are_read_as_they_were_written(text: str):
    assert read({"type": "TextBlock", "text": escaped(text)}) == text
    assert escaped("A-1 is late") == "A-1 is late"


def test_a_list_too_long_for_the_budget_says_how_many_it_leaves_out():
    message = long_list(200)
    made = content(message)
    shown = read(made)
    many = 200 - shown.count(" Sort")
    assert 0 < many < 200
    assert LEFT_OUT.format(many=many) in shown
    assert "list 2" in carried(made)
    assert wrong(message) == []
    assert len(written(rendered(message, GIVEN))) <= BUDGET


@pytest.mark.parametrize("letter", ["x", "ż", "👩‍🔬", "*", "x\n"])
def test_a_text_too_long_for_the_budget_is_cut_and_says_so(letter: str):
    details = (Detail("Why", letter * 30_000), Detail("Status", "open"))
    message = Message(
        title=letter.strip() * 300,
        text=f"It begins. {letter * 60_000}",
        details=details,
        buttons=(Button("Go", "show"),),
    )
    made = content(message)
    assert "It begins." in read(made)
    assert CUT_SHORT in read(made)
    assert "show" in carried(made)
    assert wrong(message) == []
    assert len(written(rendered(message, GIVEN))) <= BUDGET


def test_buttons_beyond_what_is_shown_stand_in_the_menu():
    many = tuple(Button(f"Go {n}", f"A-{n}") for n in range(9))
    made = content(Message(text="Which?", buttons=many))
    assert [button(made, f"Go {n}").get("mode") for n in (5, 6)] == [None, "secondary"]
    assert len(carried(made)) == 9


def test_what_is_asked_before_it_runs_is_asked_in_the_card():
    made = content(
        Message(text="x", buttons=(Button("Go", "A-1 cancel", confirm="?"),))
    )
    (asked,) = [part for part in parts(made) if part.get("type") == "Action.ShowCard"]
    assert "?" in read(asked)
    assert button(made, "Go")["data"]["line"] == "A-1 cancel"
    assert schema_problems(made) == []


@pytest.mark.parametrize("line", ['A-1 done "say ""hi"""', "żółć 👩‍🔬", "<@p:1>"])
def test_a_button_gives_back_its_line(line: str):
    given = Pressed(line=line, card="0f", ref="A-1", only="x", form=True, filled="y")
    assert pressed(given.data) == given


@pytest.mark.parametrize("data", [None, 7, [], "x", {}, {"line": 7}, {"text": "x"}])
def test_what_is_not_ours_carries_nothing(data: Any):
    assert pressed(data) is None


def test_a_card_without_words_says_something():
    assert read(card(Message())) == "Done."
