"""Where the answer to a press, a form or a word is given, and to whom."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage.engine import open_engine
from storage.tables import facts, meta
from tests.slack.lint import message_problems
from tests.slack.stage import SlackStage, a_slack_stage
from tests.slack.test_story import NEW
from tests.slack.world import ANN, BOB, ON_HALDEN, OWN, SHARED, Fault


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[SlackStage]:
    with a_slack_stage(open_engine(sqlite_url), ON_HALDEN) as found:
        found.plan(ANN, NEW)
        found.settle()
        yield found


def rows(stage: SlackStage, table: str) -> list[Any]:
    return stage.rows(meta.tables[table])


def test_a_press_of_ones_own_is_answered_beside_it(stage: SlackStage):
    stage.press(ANN, "I lead for Orbit Devices")
    (told,) = stage.beside()
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False
    assert message_problems(told) == []
    assert not stage.heard_by(ANN)


def test_a_press_from_elsewhere_is_answered_in_a_direct_message(stage: SlackStage):
    stage.press(BOB, "I lead for Orbit Devices")
    assert not stage.beside()
    assert "has been asked to confirm" in stage.heard_by(BOB)


def test_where_beside_fails_a_direct_message_tells(stage: SlackStage):
    said = stage.world.said(SHARED)[0]
    signed = stage.sender.press(ANN, SHARED, said, "I lead for Orbit Devices")
    stage.world.responses.clear()
    stage.good(signed)
    assert stage.heard_by(ANN)


def test_what_is_typed_aloud_is_answered_in_a_direct_message(stage: SlackStage):
    before = stage.heard()
    stage.mention(ON_HALDEN, ANN, "A-99 done")
    assert "There is no A-99" in stage.heard_by(ANN)
    assert stage.heard() == before


def test_in_an_items_thread_its_reference_need_not_be_said(stage: SlackStage):
    stage.press(BOB, "I lead for Orbit Devices")
    stage.press_direct(ANN, "That's them")
    stage.plan(ANN, 'action add "Sort" due 2027-01-01')
    stage.settle()
    card = next(s for s in stage.world.said(SHARED) if s["text"].startswith("A-1"))
    stage.mention(ON_HALDEN, ANN, "done sorted", card["ts"])
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"
    stage.settle()
    under = [s for s in stage.world.said(SHARED) if s.get("thread_ts") == card["ts"]]
    assert "done" in under[-1]["text"]
    before = len(stage.rows(facts))
    stage.mention(ON_HALDEN, ANN, "done", stage.world.said(SHARED)[0]["ts"])
    assert len(stage.rows(facts)) == before


def test_a_form_that_is_refused_stays_open_and_says_why(stage: SlackStage):
    stage.plan(ANN, "action add")
    refused = stage.submit(ANN, title="Sort", due="2020-01-01")
    assert refused["response_action"] == "errors"
    assert not rows(stage, "action")
    done = stage.submit(ANN, title="Sort", due="2027-01-01")
    assert done["response_action"] == "update"
    assert rows(stage, "action")[0]["title"] == "Sort"


def test_a_form_offers_the_people_of_the_room_by_name_and_organisation(
    stage: SlackStage,
):
    stage.plan(ANN, "action add")
    found = (b["element"] for b in stage.view()["blocks"] if b["type"] == "input")
    owner = next(e for e in found if e["action_id"] == "owner")
    labels = [option["text"]["text"] for option in owner["options"]]
    assert "Ann Baker, Halden Medical" in labels
    assert "Bob Lindqvist, Orbit Devices" in labels
    assert not any("Jointly" in label for label in labels)
    stage.submit(ANN, title="Sort", owner="<@U0ANN>")
    people = {p["id"]: p["account"] for p in rows(stage, "person")}
    assert people[rows(stage, "action")[0]["owner"]] == ANN.id


def test_where_no_form_can_be_opened_a_button_opens_it_later(stage: SlackStage):
    stage.world.faults.append(Fault("views.open", "expired_trigger_id"))
    answer = stage.plan(ANN, "action add")
    assert message_problems(answer) == []
    stage.press_answer(ANN, answer, "Fill in…")
    stage.submit(ANN, title="Sort")
    assert rows(stage, "action")[0]["title"] == "Sort"


def test_a_button_in_an_answer_within_a_form_is_answered_there(stage: SlackStage):
    stage.plan(ANN, "action add")
    stage.submit(ANN, title="Sort")
    view = dict(stage.view())
    shown = stage.plan(ANN, "A-1")
    view["blocks"] = shown["blocks"]
    stage.world.views[view["id"]]["blocks"] = shown["blocks"]
    label = next(
        e["text"]["text"] for b in shown["blocks"] for e in b.get("elements", ())
    )
    stage.good(stage.sender.press_in_view(ANN, view, label))
    (call,) = stage.world.called("views.update")
    assert call.answer["ok"]
    assert call.args["hash"] == view["hash"]


def test_in_a_channel_it_was_not_invited_to_it_says_so(stage: SlackStage):
    stage.world.channels[OWN].members.remove(ON_HALDEN.bot)
    answer = stage.plan(ANN, "show", OWN)
    assert "/invite @Jointly" in answer["text"]
    stage.world.channels[OWN].members.append(ON_HALDEN.bot)
    assert "/invite" not in stage.plan(ANN, "show", OWN)["text"]


def test_a_room_of_both_cannot_be_one_partys_own(stage: SlackStage):
    assert "cannot be private" in stage.plan(ANN, "room private")["text"]


def test_everything_that_was_asked_of_slack_was_taken(stage: SlackStage):
    stage.press(BOB, "I lead for Orbit Devices")
    stage.press_direct(ANN, "That's them")
    stage.mention(ON_HALDEN, BOB, 'action add "Sort" due 2027-01-01')
    stage.settle()
    refused = [call for call in stage.world.calls if not call.answer.get("ok")]
    assert refused == []
