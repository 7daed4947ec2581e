"""Whatever the bot says fits into Slack, whole, and as nothing but words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.hearing.filled import line_of_form
from adapters.slack.form import form_view, line_of_answers
from adapters.slack.pressing import Pressed, pressed
from adapters.slack.render import LEFT_OUT, TOO_LONG, rendered
from adapters.slack.shape import cut, length
from bot.message import Button, Message
from tests.bot.hostile import HOSTILE
from tests.drawn import (
    ADD_ACTION,
    PLACES,
    left_as_they_were,
    long_list,
    messages,
    saying,
)
from tests.slack.lint import message_problems, view_problems
from tests.slack.sender import filled_in, initial

MARKUP = re.compile(r"<[@#!h]|<mailto:")
PEOPLE = (("Ann Baker", "<@U0ANN>"), ("Bob Lindqvist", "<@U0BOB>"))


def texts(value: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """Every text object of some blocks, as its kind and what it says."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and "type" in value:
            yield value["type"], value["text"]
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def values(value: Any) -> Iterator[str]:
    """What the buttons of some blocks carry."""
    if isinstance(value, dict):
        if value.get("type") == "button" and "value" in value:
            yield value["value"]
        for inner in value.values():
            yield from values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from values(inner)


def words_of(blocks: Any) -> str:
    return "\n".join(text for _, text in texts(blocks))


def wrong(message: Message, only: str = "") -> list[str]:
    said = rendered(message, only=only)
    blocks = said["blocks"]
    again = [Block.parse(block).to_dict() for block in blocks]
    pairs = zip(blocks, again, strict=True)
    differs = [f"slack_sdk reads {b} otherwise" for b, a in pairs if a != b]
    return [*message_problems(said, update=True), *differs]


def test_everything_the_bot_says_is_drawn():
    assert len(messages()) > 500
    assert any(message.form for message in messages())
    assert any(message.sections for message in messages())


@pytest.mark.parametrize("only", ["", "U0ANN"])
def test_every_message_keeps_every_limit(only: str):
    found = {
        message.twin: why for message in messages() if (why := wrong(message, only))
    }
    assert found == {}


def test_every_message_says_all_its_words_in_blocks_and_in_text():
    for message in messages():
        said = rendered(message)
        shown = words_of(said["blocks"]).replace("\n", " ")
        assert message.title in shown
        assert all(
            detail.value.replace("\n", " ") in shown for detail in message.details
        )
        assert said["text"].strip()
        carried = {pressed(value) for value in values(said["blocks"])}
        assert {Pressed(b.line) for b in message.buttons if b.line} <= carried


def test_every_form_keeps_every_limit():
    forms = [message.form for message in messages() if message.form]
    assert forms
    for form in forms:
        view = form_view(form, metadata="{}", people=PEOPLE)
        assert view_problems(view) == []
        again = View(**view).to_dict()
        assert again == view


def test_a_form_left_as_it_was_makes_the_line_it_began_with():
    for form in left_as_they_were():
        view = form_view(form, metadata="{}", people=PEOPLE)
        assert line_of_answers(form.line, submitted(view)) == line_of_form(form)


def submitted(view: Any, **answers: Any) -> Any:
    """The view as Slack sends it back, its blocks in an order of Slack's own."""
    answered = {}
    for block in reversed(view["blocks"]):
        if block["type"] == "input":
            element = block["element"]
            said = answers.get(element["action_id"], initial(element))
            answered[block["block_id"]] = {
                element["action_id"]: filled_in(element, said)
            }
    return {**view, "state": {"values": answered}}


def test_answers_stand_in_the_line_with_their_words_and_in_quotes():
    view = form_view(ADD_ACTION, metadata="{}", people=PEOPLE)
    answers = {
        "title": 'say "hello" private',
        "owner": "<@U0BOB>",
        "due": "2027-03-12",
        "private": ["yes"],
    }
    line = line_of_answers(ADD_ACTION.line, submitted(view, **answers))
    assert (
        line
        == 'action add "say ""hello"" private" owner <@U0BOB> due 2027-03-12 private'
    )


@pytest.mark.parametrize("place", PLACES)
def test_people_s_words_are_never_more_than_words(place: str):
    for text in HOSTILE:
        message = saying(text, place)
        said = rendered(message)
        assert wrong(message) == []
        assert {kind for kind, _ in texts(said["blocks"])} <= {"plain_text", "button"}
        assert not MARKUP.search(said["text"])
        assert "<" not in said["text"]
        assert said["mrkdwn"] is said["unfurl_links"] is said["unfurl_media"] is False


def test_a_list_too_long_says_how_many_it_leaves_out():
    message = long_list(80)
    shown = words_of(rendered(message)["blocks"])
    many = 80 - shown.count(" Sort")
    assert LEFT_OUT.format(many=many) in shown
    assert shown.endswith("Next")
    assert wrong(message) == []


def test_a_button_whose_line_is_too_long_is_left_out_and_said_so():
    message = Message(
        text="Did you mean?", buttons=(Button("This", "note " + "x" * 2000),)
    )
    said = rendered(message)
    assert TOO_LONG in words_of(said["blocks"])
    assert wrong(message) == []


def test_a_text_too_long_for_a_block_goes_on_in_the_next():
    text = "\n".join(f"line {n} of many" for n in range(600))
    assert words_of(rendered(Message(text=text))["blocks"]) == text
    assert length(rendered(Message(text=text))["text"]) <= 3000


@pytest.mark.parametrize("only", ["", "U0ANN"])
def test_a_button_gives_back_its_line(only: str):
    for line in ('A-1 done "say ""hi"""', "żółć 👩‍🔬", "<@p:1>"):
        carried = Pressed(line, only, form=True)
        assert pressed(carried.value) == carried
    assert pressed("not ours") is None
    assert pressed("[1]") is None


def test_letters_beyond_the_first_plane_count_twice():
    assert length(cut("👩" * 80, 75)) <= 75
