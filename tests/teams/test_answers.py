"""Where the answer to a press, a form or a word is given, and to whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.teams.again import WINDOW
from storage.engine import open_engine
from storage.tables import facts, meta
from tests.teams.lint import card_problems, parts, schema_problems
from tests.teams.sender import at, button
from tests.teams.stage import TeamsStage, a_teams_stage, labels, twin
from tests.teams.test_story import joined
from tests.teams.world import ANN, BOB, CAT, DAN, OWN, SHARED, TIM, Posted

CARD = "application/vnd.microsoft.card.adaptive"


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[TeamsStage]:
    """Only the host's tenant has the app: Bob and Dan cannot be written to alone."""
    with a_teams_stage(open_engine(sqlite_url)) as found:
        joined(found)
        found.settle()
        yield found


def rows(stage: TeamsStage, table: str) -> list[Any]:
    return stage.rows(meta.tables[table])


def aside(stage: TeamsStage, who: Any) -> list[Posted]:
    return [said for said in stage.world.said(SHARED) if said.to == who.id]


def content(said: Posted) -> Any:
    return said.body["attachments"][0]["content"]


def test_what_is_typed_aloud_is_answered_in_the_personal_chat(stage: TeamsStage):
    before = stage.heard()
    stage.mention(ANN, "A-99 done")
    assert "There is no A-99" in stage.heard_by(ANN)
    assert stage.heard() == before


def test_a_slash_command_is_answered_in_the_room_to_the_speaker_alone(
    stage: TeamsStage,
):
    stage.good(stage.sender.command(ANN, "A-99 done", SHARED))
    (said,) = aside(stage, ANN)
    assert "There is no A-99" in twin(said)
    assert "There is no A-99" not in stage.heard_by(ANN)
    assert said.body["recipient"] == {"id": ANN.id, "isTargeted": True}


def test_private_words_are_taken_where_only_the_speaker_reads(stage: TeamsStage):
    stage.mention(ANN, 'action add "Our worry" private')
    assert "Everyone here has just read that" in stage.heard_by(ANN)
    assert not rows(stage, "action")
    stage.good(stage.sender.command(ANN, 'action add "Our worry" private', SHARED))
    (action,) = rows(stage, "action")
    assert action["audience"] == "customer"
    assert "Our worry" not in stage.heard().replace(twin(aside(stage, ANN)[0]), "")


def test_where_no_message_can_be_for_one_alone_the_chat_tells(stage: TeamsStage):
    stage.world.targets = False
    stage.good(stage.sender.command(ANN, "A-99 done", SHARED))
    assert not aside(stage, ANN)
    assert "There is no A-99" in stage.heard_by(ANN)


def test_somebody_of_another_tenant_is_answered_in_the_room_alone(stage: TeamsStage):
    stage.mention(BOB, "A-99 done")
    (said,) = aside(stage, BOB)
    assert "There is no A-99" in twin(said)


def test_or_fetches_the_answer_by_a_button_that_only_they_can_use(stage: TeamsStage):
    stage.world.targets = False
    stage.mention(BOB, "A-99 done")
    said = stage.newest("Read my answer")
    assert "There is no A-99" not in stage.heard()
    assert content(said)["msteams"]["entities"][0]["mentioned"]["id"] == BOB.id
    assert content(said)["body"][0]["text"] == at(BOB)
    stranger = stage.good(stage.sender.press(ANN, said, "Read my answer"))
    assert "made for somebody else" in str(stranger)
    answer = stage.good(stage.sender.press(BOB, said, "Read my answer"))
    assert answer["type"] == CARD
    assert "There is no A-99" in answer["value"]["fallbackText"]


def test_a_message_that_comes_again_is_the_same(stage: TeamsStage):
    sent = stage.sender.mention(ANN, 'action add "Sort" due 2027-01-01', SHARED)
    for _ in range(3):
        stage.good(sent)
    assert len(rows(stage, "action")) == 1
    assert stage.heard_by(ANN).count("A-1") == 1


def test_an_invoke_that_comes_again_with_another_id_is_the_same(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort" due 2027-01-01')
    said = replace(stage.newest("Done"))
    told = [stage.good(stage.sender.press(ANN, said, "Done")) for _ in range(3)]
    words = [one["value"]["fallbackText"] for one in told]
    assert words[0] == words[1] == words[2]
    done = [row for row in stage.rows(facts) if row["kind"] == "ActionDone"]
    assert len(done) <= 1


def test_a_stale_card_is_answered_with_the_card_as_it_is(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort" due 2027-01-01')
    kept = replace(stage.newest("Done"))
    stage.press(ANN, "Start")
    stage.settle()
    answer = stage.good(stage.sender.press(ANN, kept, "Done"))
    assert rows(stage, "action")[0]["status"] == "in progress"
    assert "in progress" in str(answer["value"])


def test_a_client_that_knows_no_execute_is_answered_in_the_chat(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort" due 2027-01-01')
    said = stage.newest("Done")
    stage.good(stage.sender.submitted(ANN, said, "Done"))
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"


def test_an_answer_that_is_another_item_s_goes_to_the_chat(stage: TeamsStage):
    stage.mention(ANN, "help")
    stage.settle()
    said = stage.world.heard_by(ANN)[-1]
    label = next(name for name in labels(said.body) if name)
    before = len(stage.world.heard_by(ANN))
    stage.press(ANN, label, stage.world.personal(ANN).id)
    stage.settle()
    assert len(stage.world.heard_by(ANN)) == before + 1


def test_a_line_in_an_item_s_thread_is_about_that_item(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort" due 2027-01-01')
    card = stage.newest("Done")
    stage.mention(ANN, "done sorted", thread=card.id)
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"
    stage.settle()
    under = [s for s in stage.world.said(SHARED) if s.conversation == card.conversation]
    assert "done" in twin(under[-1])


def form_of(stage: TeamsStage, who: Any) -> Any:
    """Type a line with something missing, and open its form."""
    stage.direct(who, "action add")
    said = stage.newest("Fill in…", stage.world.personal(who).id)
    action = button(content(said), "Fill in…")
    assert action["data"]["msteams"] == {"type": "task/fetch"}
    return stage.good(stage.sender.fetch(who, said.conversation, action))


def test_what_is_missing_is_asked_in_a_dialog(stage: TeamsStage):
    opened = form_of(stage, ANN)
    assert opened["task"]["type"] == "continue"
    card = opened["task"]["value"]["card"]["content"]
    assert card_problems(card) + schema_problems(card) == []
    place = stage.world.personal(ANN).id
    sent = stage.sender.submit(ANN, place, card, "Save", title="Sort", due="2027-01-01")
    for _ in range(2):  # it may come again, with another id
        again = stage.sender.signed({**sent.body, "id": stage.world.stamp()})
        stage.good(again)
        stage.clock.to(stage.clock.now() + timedelta(seconds=WINDOW))
    (action,) = rows(stage, "action")
    assert action["title"] == "Sort"


def test_a_dialog_that_is_refused_stays_open_and_says_why(stage: TeamsStage):
    card = form_of(stage, ANN)["task"]["value"]["card"]["content"]
    place = stage.world.personal(ANN).id
    bad = stage.sender.submit(ANN, place, card, "Save", title="Sort", due="2020-01-01")
    again = stage.good(bad)["task"]["value"]["card"]["content"]
    assert not rows(stage, "action")
    assert "past" in str(again["body"][1]).lower() or "2020" in str(again["body"][1])
    assert "Sort" in str(again), "what was filled in is kept"
    good = stage.sender.submit(
        ANN, place, again, "Save", title="Sort", due="2027-01-01"
    )
    stage.good(good)
    assert rows(stage, "action")[0]["title"] == "Sort"


def test_a_dialog_offers_the_people_of_the_room(stage: TeamsStage):
    stage.mention(ANN, "action add")
    said = stage.newest("Fill in…", stage.world.personal(ANN).id)
    action = button(content(said), "Fill in…")
    opened = stage.good(stage.sender.fetch(ANN, SHARED, action))
    card = opened["task"]["value"]["card"]["content"]
    choices = [c["title"] for part in parts(card) for c in part.get("choices", ())]
    assert "Ann Baker, ann@halden.example" in choices
    assert "Bob Lindqvist, bob@orbit.example" in choices
    chosen = {"title": "Sort", "owner": f"<@{CAT.id}>"}
    stage.good(stage.sender.submit(ANN, SHARED, card, "Save", **chosen))
    stage.good(stage.sender.submit(ANN, SHARED, card, "Save", **chosen))
    people = {p["id"]: p["account"] for p in rows(stage, "person")}
    (action_row,) = rows(stage, "action")
    assert people[action_row["owner"]] == CAT.account


def test_a_message_can_be_made_an_action(stage: TeamsStage):
    content_ = "<div><p>Please&nbsp;order <b>two</b> pumps &amp; a valve</p></div>"
    value = {
        "commandId": "make-action",
        "commandContext": "message",
        "messagePayload": {
            "id": "1",
            "body": {"contentType": "html", "content": content_},
        },
    }
    name = "composeExtension/fetchTask"
    opened = stage.good(stage.sender.invoke(ANN, name, SHARED, value))
    card = opened["task"]["value"]["card"]["content"]
    assert "Please order two pumps & a valve" in str(card)
    filled = stage.sender.submit(ANN, SHARED, card, "Save")
    body = {**filled.body, "name": "composeExtension/submitAction"}
    stage.good(stage.sender.signed(body))
    assert rows(stage, "action")[0]["title"] == "Please order two pumps & a valve"


def test_a_card_is_drawn_anew_for_the_members_who_look_at_it(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort" due 2027-01-01')
    said = stage.newest("Done")
    fresh = content(said)["refresh"]
    assert set(fresh["userIds"]) == {ANN.id, BOB.id}
    for who, seen in ((ANN, True), (TIM, False)):
        stage.world.conversations[SHARED].members.append(TIM.id)
        sent = stage.sender.execute(who, said.conversation, said.id, fresh["action"])
        body = {**sent.body, "value": {**sent.body["value"], "trigger": "automatic"}}
        before = len(stage.rows(meta.tables["outbox"]))
        answer = stage.good(stage.sender.signed(body))
        assert (answer["type"] == CARD) is seen
        assert len(stage.rows(meta.tables["outbox"])) == before, (
            "the leads hear nothing"
        )


@pytest.mark.parametrize("name", ["task/fetch", "task/submit", "adaptiveCard/action"])
@pytest.mark.parametrize("value", [None, [], {"data": 7}, {"action": {"data": []}}])
def test_an_invoke_that_is_not_ours_does_nothing(stage: TeamsStage, name: str, value):
    before = len(stage.rows(facts))
    told = stage.good(stage.sender.invoke(ANN, name, SHARED, value))
    assert "I do not know that button" in str(told)
    assert len(stage.rows(facts)) == before


def test_an_invoke_we_know_nothing_of_says_so(stage: TeamsStage):
    sent = stage.sender.invoke(ANN, "signin/verifyState", SHARED, {})
    assert stage.send(sent).status_code == 501


def test_in_a_room_of_one_party_its_people_are_read_from_the_roster(stage: TeamsStage):
    stage.mention(ANN, "RDD room private", place=OWN)
    assert {r["audience"] for r in rows(stage, "plan_room")} == {"joint", "customer"}
    stage.world.conversations[OWN].members.append(DAN.id)
    stage.good(stage.sender.event(OWN, membersAdded=[{"id": DAN.id}]))
    stage.direct(ANN, 'RDD action add "Our worry" private')
    assert "Our worry" not in stage.heard(OWN)
