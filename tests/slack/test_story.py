"""Reduce device downtime in a Slack Connect channel, from the first line on."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage.engine import open_engine
from storage.tables import facts, meta
from tests.slack.stage import SlackStage, a_slack_stage, tuesday
from tests.slack.world import ANN, BOB, DAN, ON_HALDEN, ON_ORBIT, SHARED

NEW = 'new "Reduce device downtime" as customer with "Orbit Devices" contract C-2041'
ONE_SIDE, BOTH = (ON_HALDEN,), (ON_HALDEN, ON_ORBIT)


@pytest.fixture(params=[ONE_SIDE, BOTH], ids=["one side", "both"])
def stage(request: Any, database_url: str) -> Iterator[SlackStage]:
    with a_slack_stage(open_engine(database_url), *request.param) as found:
        yield found


def rows(stage: SlackStage, table: str) -> list[Any]:
    return stage.rows(meta.tables[table])


def joined(stage: SlackStage) -> None:
    stage.plan(ANN, NEW)
    stage.press(BOB, "I lead for Orbit Devices")
    stage.press_direct(ANN, "That's them")


def signed(stage: SlackStage) -> None:
    joined(stage)
    stage.plan(ANN, 'objective add "Downtime under 2 %" benefit customer "More scans"')
    stage.mention(ON_HALDEN, BOB, "milestone add Go-live due 2027-03-31")
    stage.mention(ON_HALDEN, BOB, "member add <@U0DAN> as contributor")
    stage.press_answer(ANN, stage.plan(ANN, "sign"), "Sign for Halden Medical")
    stage.direct(BOB, "sign")
    stage.press_direct(BOB, "Sign for Orbit Devices")


def test_1_one_line_starts_a_draft_and_the_room_sees_its_card(stage: SlackStage):
    answer = stage.plan(ANN, NEW)
    assert answer["response_type"] == "ephemeral"
    heard = stage.heard()
    assert "Nothing is agreed until you sign off" in heard
    assert "Halden IT" in heard
    assert "I lead for Orbit Devices" in str(stage.world.said(SHARED)[0]["blocks"])


def test_1_what_is_missing_is_asked_in_a_form(stage: SlackStage):
    assert stage.plan(ANN, 'start "Reduce device downtime"') == {}
    answer = stage.submit(ANN, as_="customer", with_="Orbit Devices")
    assert answer["response_action"] == "update"
    assert rows(stage, "plan")[0]["title"] == "Reduce device downtime"
    lines = {row["line"] for row in stage.rows(facts)}
    assert not any(ANN.id in line or "Reduce" in line for line in lines)
    assert "Nothing is agreed until you sign off" in stage.heard()


def test_2_the_other_side_joins_by_a_button_and_is_confirmed(stage: SlackStage):
    joined(stage)
    asked = stage.heard_by(ANN)
    assert "The platform verified that they are of Orbit Devices" in asked
    parties = {row["side"]: row for row in rows(stage, "party")}
    assert parties["supplier"]["organisations"] == "slack:T0ORBIT"
    assert parties["supplier"]["verified"]
    assert parties["supplier"]["zone"] == "Europe/Stockholm"
    assert "confirmed you: you lead for Orbit Devices" in stage.heard_by(BOB)


def test_3_both_draft_and_sign_and_the_seal_stands_in_the_room(stage: SlackStage):
    signed(stage)
    assert rows(stage, "plan")[0]["status"] == "in force"
    stage.at(tuesday())
    heard = stage.heard()
    assert "in force" in heard
    assert "Fingerprint" in heard


def test_4_one_digest_in_the_morning_with_buttons_that_work(stage: SlackStage):
    signed(stage)
    stage.direct(BOB, 'action add "Ship the pumps" owner <@U0DAN> due 2026-11-25')
    stage.at(tuesday())
    assert "A-1 Ship the pumps" in stage.heard_by(DAN)
    stage.press_direct(DAN, "Done")
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"


def test_5_what_one_says_is_done_the_other_accepts(stage: SlackStage):
    signed(stage)
    stage.direct(BOB, 'action add "Ship the pumps" owner <@U0DAN> due fri')
    stage.mention(ON_HALDEN, DAN, "A-1 done shipped")
    stage.press(BOB, "Accept")
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"
    assert "Only the customer's side, who did not do the work" in stage.heard_by(BOB)
    stage.press(ANN, "Accept")
    assert rows(stage, "action")[0]["status"] == "accepted"
    stage.settle()
    said = [one for one in stage.world.said(SHARED) if "A-1 Ship" in one["text"]]
    assert "accepted" in said[0]["text"], "its card shows it where it stands"
