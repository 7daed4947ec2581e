"""Reduce device downtime in a shared channel of Teams, from the first line on."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage.engine import open_engine
from storage.tables import meta
from tests.teams.lint import card_problems, schema_problems
from tests.teams.sender import at
from tests.teams.stage import TeamsStage, a_teams_stage, tuesday
from tests.teams.world import ANN, BOB, CAT, HALDEN, ORBIT, SHARED, World

NEW = 'new "Reduce device downtime" as customer with "Orbit" contract C-2041'


@pytest.fixture(params=[False, True], ids=["one side", "both"])
def stage(request: Any, sqlite_url: str) -> Iterator[TeamsStage]:
    """The app is installed by the host alone, or by both."""
    installed = (HALDEN.id, ORBIT.id) if request.param else (HALDEN.id,)
    with a_teams_stage(open_engine(sqlite_url), world=World(installed)) as found:
        yield found


def rows(stage: TeamsStage, table: str) -> list[Any]:
    return stage.rows(meta.tables[table])


def joined(stage: TeamsStage) -> None:
    stage.mention(ANN, NEW)
    stage.press(BOB, "I lead for Orbit")
    stage.press_direct(ANN, "That's them")


def test_1_one_line_starts_a_draft_and_the_room_sees_its_card(stage: TeamsStage):
    stage.mention(ANN, NEW)
    heard = stage.heard()
    assert "Nothing is agreed until you sign off" in heard
    assert "Halden IT" in heard
    stage.newest("I lead for Orbit")


def test_2_the_other_side_joins_by_a_button_and_is_confirmed(stage: TeamsStage):
    joined(stage)
    assert "The platform verified that they are of orbit.example" in stage.heard_by(ANN)
    parties = {row["side"]: row for row in rows(stage, "party")}
    assert parties["supplier"]["organisations"] == f"teams:{ORBIT.id}"
    assert parties["supplier"]["verified"]
    assert parties["supplier"]["zone"] == "Europe/Stockholm"


def test_5_a_press_replaces_the_card_in_place(stage: TeamsStage):
    joined(stage)
    stage.mention(ANN, f'action add "Ship" owner {at(CAT)} due fri', CAT)
    answer = stage.press(CAT, "Done")
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert "done, awaiting acceptance" in answer["value"]["fallbackText"]
    assert not card_problems(answer["value"])
    assert not schema_problems(answer["value"])
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"
    stage.settle()
    cards = [said for said in stage.world.said(SHARED) if said.revisions]
    assert "done, awaiting acceptance" in str(cards[-1].body), "everybody sees it"


def test_4_one_digest_in_the_morning_in_the_personal_chat(stage: TeamsStage):
    joined(stage)
    line = f'action add "Ship the pumps" owner {at(CAT)} due 2026-11-25'
    stage.mention(ANN, line, CAT)
    stage.at(tuesday())
    assert "A-1 Ship the pumps" in stage.heard_by(CAT)
    stage.press_direct(CAT, "Done")
    assert rows(stage, "action")[0]["status"] == "done, awaiting acceptance"
