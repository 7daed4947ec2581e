"""People of another tenant, whom no bot may write to: what they hear, and where."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.message import BODY, Message
from domain.post import Post
from domain.visibility import Audience
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import State, meta, outbox
from tests.teams.sender import at
from tests.teams.stage import TeamsStage, a_teams_stage, tuesday, twin
from tests.teams.test_story import joined
from tests.teams.world import (
    ANN,
    BOB,
    CHAT,
    DAN,
    GUS,
    HALDEN,
    ORBIT,
    SHARED,
    TIM,
    Posted,
)

WEDNESDAY = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, 5, tzinfo=UTC)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[TeamsStage]:
    with a_teams_stage(open_engine(sqlite_url)) as found:
        joined(found)
        yield found


def rows(stage: TeamsStage, table: str) -> list[Any]:
    return stage.rows(meta.tables[table])


def calling(stage: TeamsStage, who: Any) -> list[Posted]:
    """The messages in the room that call somebody by name."""
    stage.settle()
    return [
        said
        for said in stage.world.said(SHARED)
        if who.id in str(said.body["attachments"][0]["content"].get("msteams"))
    ]


def test_their_joint_lines_come_once_a_day_in_the_room_with_a_mention(stage):
    stage.mention(BOB, 'action add "Ship the pumps" due 2026-11-25')
    stage.mention(BOB, 'action add "Test the pumps" due 2026-11-25')
    stage.at(tuesday())
    (said,) = calling(stage, BOB)
    assert twin(said).startswith("Bob Lindqvist, your day, Tue 24 Nov 2026")
    assert "A-1 Ship the pumps" in twin(said)
    assert "A-2 Test the pumps" in twin(said)
    (entity,) = said.body["attachments"][0]["content"]["msteams"]["entities"]
    assert entity["text"] == at(BOB)
    assert said.body["attachments"][0]["content"]["body"][0]["text"] == at(BOB)
    stage.at(WEDNESDAY)
    assert len(calling(stage, BOB)) == 2, "one a day"


def test_their_private_lines_wait_and_never_touch_the_room(stage: TeamsStage):
    command = 'action add "Our own worry" due 2026-11-25 private'
    stage.good(stage.sender.command(BOB, command, SHARED))
    stage.mention(BOB, 'action add "Ship the pumps" due 2026-11-25')
    stage.at(tuesday())
    (said,) = calling(stage, BOB)
    assert "A-1 Ship the pumps" in twin(said)
    aloud = [one for one in stage.world.said(SHARED) if not one.to]
    assert "worry" not in str([one.body for one in aloud])
    assert "~A" not in str([one.body for one in aloud])


def test_what_waited_comes_when_they_can_be_written_to(stage: TeamsStage):
    command = 'action add "Our own worry" due 2026-11-25 private'
    stage.good(stage.sender.command(BOB, command, SHARED))
    stage.at(tuesday())
    stage.world.installed = (HALDEN.id, ORBIT.id)
    stage.direct(BOB, "mine")
    stage.at(WEDNESDAY)
    assert "Our own worry" in stage.heard_by(BOB)
    assert len(calling(stage, BOB)) <= 1


def test_what_was_for_them_at_once_is_told_with_their_day(stage: TeamsStage):
    """Whoever confirmed them is told of it alone; nobody says that they are lost."""
    stage.settle()
    folded = [r for r in stage.rows(outbox) if r["state"] == State.FOLDED]
    assert folded
    assert "no longer write to Bob" not in stage.heard_by(ANN)
    stage.at(tuesday())
    (said,) = calling(stage, BOB)
    assert "You may have missed this" in twin(said)


def test_a_private_word_for_them_waits_however_long(stage: TeamsStage):
    """Nothing that was for one party alone is told with their day in the room."""
    bob = next(p for p in rows(stage, "person") if p["account"] == BOB.account)
    (plan,) = rows(stage, "plan")
    body = BODY.dump_json(Message(text="Only for Orbit.")).decode()
    where = {"plan": plan["id"], "audience": Audience.SUPPLIER}
    word = Post(lane=f"@{bob['id']}", body=body, **where)
    store = SqlStore(stage.engine)
    store.run(lambda work: work.outbox.put(word, at=stage.clock.now()))
    for day in (tuesday(), WEDNESDAY):
        stage.at(day)
        stage.settle()
    assert "Only for Orbit" not in str([s.body for s in stage.world.said(SHARED)])
    stage.world.installed = (HALDEN.id, ORBIT.id)
    stage.direct(BOB, "mine")
    stage.at(THURSDAY)
    assert "Only for Orbit." in stage.heard_by(BOB)


def test_leads_see_who_cannot_be_reached_privately(stage: TeamsStage):
    stage.mention(BOB, f"member add {at(DAN)} as contributor", DAN)
    stage.mention(ANN, "member list")
    told = stage.heard_by(ANN)
    assert "Dan Aarup, contributor, cannot be written to alone" in told
    ann = next(line for line in told.splitlines() if "Ann Baker, lead" in line)
    assert "cannot be written" not in ann


def test_a_guest_speaks_for_nobody_until_a_lead_says_for_whom(stage: TeamsStage):
    stage.world.conversations[SHARED].members.append(GUS.id)
    stage.mention(GUS, 'action add "Sneak in" due fri')
    assert not rows(stage, "action")
    assert "You are not part of this plan" in stage.heard_by(GUS)
    stage.mention(ANN, f'action add "Sort" owner {at(GUS)} due fri', GUS)
    assert not rows(stage, "action")
    enrol = f"member add {at(GUS)} as contributor for customer"
    stage.mention(ANN, enrol, GUS)
    stage.mention(GUS, 'action add "Sort" due fri')
    assert [row["title"] for row in rows(stage, "action")] == ["Sort"]
    gus = next(p for p in rows(stage, "person") if p["account"] == GUS.account)
    assert (gus["guest"], gus["mail"]) == (True, "")


def test_a_guest_starts_no_plan(stage: TeamsStage):
    stage.mention(GUS, 'new "Mine" as customer with "Somebody"', place=CHAT)
    assert "You are a guest of halden.example here" in stage.heard_by(GUS)
    assert len(rows(stage, "plan")) == 1


def test_a_stranger_reads_nothing_and_is_told_how_to_be_enrolled(stage: TeamsStage):
    stage.world.conversations[SHARED].members.append(TIM.id)
    stage.good(stage.sender.event(SHARED, membersAdded=[{"id": TIM.id}]))
    stage.world.targets = False
    stage.mention(TIM, "show")
    said = stage.newest("Read my answer")
    told = stage.good(stage.sender.press(TIM, said, "Read my answer"))
    assert "You are not part of this plan" in str(told)
    assert "Reduce device downtime" not in str(told)


def test_who_was_moved_in_the_roster_is_who_the_roster_says(stage: TeamsStage):
    """A member event makes us ask again; the same event twice changes nothing."""
    world = stage.world
    from dataclasses import replace

    world.users[DAN.id] = replace(DAN, tenant=HALDEN.id, role="guest")
    for _ in range(2):
        gone = stage.sender.event(SHARED, membersRemoved=[{"id": DAN.id}])
        stage.good(gone)
    stage.mention(DAN, "mine")
    stage.settle()
    dan = [p for p in rows(stage, "person") if p["account"] == DAN.account]
    assert [p["organisation"] for p in dan] == [f"teams:{HALDEN.id}"]
    assert dan[0]["guest"]


EVENTS = ("channelShared", "channelUnshared", "channelRenamed", "channelRestored")


@pytest.mark.parametrize("event", EVENTS)
def test_what_becomes_of_a_channel_makes_us_look_again(stage: TeamsStage, event: str):
    """It comes twice, or not at all: each time the roster is asked, and no more."""
    stage.mention(ANN, "mine")
    before = len(stage.world.called("GET pagedmembers"))
    facts = len(rows(stage, "fact"))
    for _ in range(2):
        stage.good(stage.sender.event(SHARED, data={"eventType": event}))
    stage.mention(ANN, "mine")
    assert len(stage.world.called("GET pagedmembers")) > before
    assert len(rows(stage, "fact")) == facts


def test_a_channel_that_was_deleted_is_told_to_the_leads(stage: TeamsStage):
    stage.good(stage.sender.event(SHARED, data={"eventType": "channelDeleted"}))
    del stage.world.conversations[SHARED]
    stage.direct(ANN, 'action add "Sort the pumps" due 2027-01-01')
    assert "I can no longer write in the room of RDD" in stage.heard_by(ANN)
