"""What becomes of a channel: plan and cards follow it, and leads hear of it once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from storage.engine import open_engine
from storage.tables import cards, outbox, room, room_seen
from tests.slack.sender import JSON, Signed, signed
from tests.slack.stage import SlackStage, a_slack_stage
from tests.slack.test_story import NEW, joined
from tests.slack.world import (
    ANN,
    APP,
    BOB,
    DAN,
    HALDEN,
    ON_HALDEN,
    ON_ORBIT,
    ORBIT,
    OWN,
    SHARED,
    Team,
    World,
)

LANE = f"slack:{SHARED}"
THIRD = Team("T0THIRD", "Third Ltd", "third")


def opened(url: str, *installed: Any) -> Any:
    return a_slack_stage(open_engine(url), *installed)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[SlackStage]:
    yield from begun(sqlite_url)


@pytest.fixture
def walled(database_url: str) -> Iterator[SlackStage]:
    """Where rows of one party are touched: also behind PostgreSQL's second wall."""
    yield from begun(database_url)


def begun(url: str) -> Iterator[SlackStage]:
    with opened(url, ON_HALDEN) as found:
        joined(found)
        found.settle()
        yield found


def told(stage: SlackStage, kind: str, channel: str = SHARED, **more: Any) -> Signed:
    """An event about a channel, as the installation of Halden is told it."""
    body = {
        "type": "event_callback",
        "api_app_id": APP,
        "team_id": HALDEN.id,
        "event": {"type": kind, "channel": channel, **more},
        "event_id": f"Ev{stage.world.number()}",
        "event_time": int(stage.world.now()),
        "authorizations": [{"team_id": HALDEN.id, "user_id": ON_HALDEN.bot}],
    }
    return signed(json.dumps(body), JSON, stage.world.now())


def happens(stage: SlackStage, kind: str, **more: Any) -> None:
    """Told twice, as Slack may."""
    for _ in range(2):
        stage.good(told(stage, kind, **more))
    stage.settle()


def shared(stage: SlackStage) -> Any:
    return stage.world.channels[SHARED]


TROUBLES = {
    "channel_archive": ("archived", "was archived, so nothing new appears there"),
    "channel_unshared": ("frozen", "takes no new messages any more"),
    "channel_left": ("members", "I was taken out of the room of RDD (#halden-orbit)"),
}


@pytest.mark.parametrize("kind", TROUBLES)
def test_both_leads_hear_once_that_nothing_can_be_said_there(
    stage: SlackStage, kind: str
):
    name, text = TROUBLES[kind]
    before = getattr(shared(stage), name)
    now = [m for m in before if m != ON_HALDEN.bot] if name == "members" else True
    setattr(shared(stage), name, now)
    happens(stage, kind)
    for who in (ANN, BOB):
        assert stage.heard_by(who).count(text) == 1
    stage.direct(ANN, 'action add "Sort" due 2027-01-01')
    stage.settle()
    assert {r["state"] for r in stage.rows(outbox) if r["lane"] == LANE} >= {"failed"}
    assert stage.heard_by(BOB).count("Until then, ask me here") == 1
    setattr(shared(stage), name, before)
    happens(stage, "channel_unarchive")
    for who in (ANN, BOB):
        assert stage.heard_by(who).count("I can write in the room of RDD") == 1
        assert stage.heard_by(DAN) == ""


def test_what_no_event_told_of_is_seen_when_something_is_to_be_said(stage: SlackStage):
    shared(stage).archived = True
    stage.direct(ANN, 'action add "Sort" due 2027-01-01')
    stage.settle()
    assert stage.heard_by(BOB).count("was archived") == 1


def test_leads_hear_that_another_organisation_reads_along(stage: SlackStage):
    stage.world.teams[THIRD.id] = THIRD
    shared(stage).teams = (HALDEN.id, ORBIT.id, THIRD.id)
    happens(stage, "channel_shared", connected_team_id=THIRD.id)
    for who in (ANN, BOB):
        assert stage.heard_by(who).count("reads the room of RDD") == 1


def test_leads_hear_that_an_organisation_reads_it_no_more(stage: SlackStage):
    shared(stage).teams = (HALDEN.id,)
    happens(stage, "channel_unshared", previously_connected_team_id=ORBIT.id)
    assert stage.heard_by(ANN).count("Orbit Devices no longer reads the room") == 1


def test_of_a_partys_own_room_only_its_leads_hear(walled: SlackStage):
    walled.plan(ANN, "RDD room private", OWN)
    walled.world.channels[OWN].teams = (HALDEN.id, ORBIT.id)
    happens(walled, "channel_shared", channel=OWN)
    assert walled.heard_by(ANN).count("I say nothing private there until") == 1
    assert "own room" not in walled.heard_by(BOB)
    walled.world.channels[OWN].archived = True
    happens(walled, "channel_archive", channel=OWN)
    assert "was archived" in walled.heard_by(ANN)
    assert "archived" not in walled.heard_by(BOB)


def test_plan_and_cards_follow_a_channel_to_its_new_id(walled: SlackStage):
    walled.direct(ANN, 'action add "Sort" due 2027-01-01')
    walled.settle()
    found = walled.world.channels.pop(SHARED)
    found.id = new = "C0NEW"
    walled.world.channels[new] = found
    for (_, ts), said in list(walled.world.posted.items()):
        if said.channel == SHARED:
            said.channel = new
            walled.world.posted[new, ts] = walled.world.posted.pop((SHARED, ts))
    happens(walled, "channel_id_changed", old_channel_id=SHARED, new_channel_id=new)
    lanes = {row["room"] for row in (*walled.rows(room), *walled.rows(room_seen))}
    assert lanes == {f"slack:{new}"}
    assert {row["lane"] for row in walled.rows(cards)} == {f"slack:{new}"}
    posts = len(walled.world.called("chat.postMessage"))
    walled.direct(ANN, "A-1 done")
    walled.settle()
    card = next(s for s in walled.world.said(new) if s["text"].startswith("A-1"))
    assert "done" in card["text"], "the card that stood is changed where it is"
    assert len(walled.world.called("chat.postMessage")) > posts
    assert "nothing new appears" not in walled.heard_by(ANN)


def test_a_partys_own_room_follows_its_channel_as_well(walled: SlackStage):
    walled.plan(ANN, "RDD room private", OWN)
    found = walled.world.channels.pop(OWN)
    found.id = "C0OWN"
    walled.world.channels["C0OWN"] = found
    moved = {"old_channel_id": OWN, "new_channel_id": "C0OWN"}
    happens(walled, "channel_id_changed", channel="C0OWN", **moved)
    assert {row["room"] for row in walled.rows(room)} == {LANE, "slack:C0OWN"}


def test_a_rename_is_kept_and_nobody_is_told(stage: SlackStage):
    before = stage.heard_by(ANN)
    shared(stage).name = "downtime"
    renamed = {"id": SHARED, "name": "downtime"}
    happens(stage, "channel_rename", channel=renamed)
    assert stage.rows(room_seen)[0]["name"] == "downtime"
    assert stage.heard_by(ANN) == before


def test_a_channel_we_never_spoke_in_is_not_even_looked_at(stage: SlackStage):
    before = len(stage.world.calls)
    happens(stage, "member_joined_channel", channel="C0OTHER", user=BOB.id)
    assert len(stage.world.calls) == before


def test_whoever_spoke_in_a_room_goes_on_speaking_there(sqlite_url: str):
    """Also after a restart with the installations in another order."""
    with opened(sqlite_url, ON_ORBIT, ON_HALDEN) as stage:
        shared(stage).members.remove(ON_ORBIT.bot)
        stage.plan(ANN, NEW)
        stage.settle()
        world: World = stage.world
        shared(stage).members.append(ON_ORBIT.bot)
        at = stage.clock.now()
    with a_slack_stage(open_engine(sqlite_url), world=world) as again:
        again.clock.to(at)
        again.plan(ANN, 'action add "Sort" due 2027-01-01')
        again.settle()
        assert {said["by"] for said in world.said(SHARED)} == {ON_HALDEN.bot}
        shared(again).members.remove(ON_HALDEN.bot)
        happens(again, "member_left_channel", user=ON_HALDEN.bot)
        again.plan(ANN, 'action add "Ship" due 2027-01-01')
        again.settle()
        assert world.said(SHARED)[-1]["by"] == ON_ORBIT.bot
        assert "nothing new appears" not in again.heard_by(ANN)


def test_an_enterprise_is_one_organisation_also_as_a_reader(sqlite_url: str):
    world = World((replace(ON_HALDEN, enterprise="E0HALDEN"),))
    world.teams[HALDEN.id] = replace(HALDEN, enterprise="E0HALDEN")
    world.users[ANN.id] = ann = replace(ANN, enterprise="E0HALDEN")
    with a_slack_stage(open_engine(sqlite_url), world=world) as stage:
        stage.plan(ann, NEW)
        answer = stage.plan(ann, "RDD room private", OWN)
        assert "room is now" in answer["text"]
