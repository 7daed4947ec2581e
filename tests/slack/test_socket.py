"""Socket Mode: the same reception, the same keys, and no address of our own."""

from collections.abc import Iterator

import pytest

from adapters.settings import BadSetting
from storage.engine import open_engine
from storage.tables import meta
from tests.slack.link import APP_TOKEN, Links
from tests.slack.sender import PATH
from tests.slack.stage import SlackStage, a_slack_stage
from tests.slack.test_story import NEW
from tests.slack.world import ANN, BOB, ON_HALDEN, SHARED, Fault

SOCKET = {"app_token": APP_TOKEN, "bot_token": ON_HALDEN.token, "signing_secret": ""}


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[SlackStage]:
    engine = open_engine(sqlite_url)
    with a_slack_stage(engine, ON_HALDEN, faster=1, **SOCKET) as found:
        yield found


def links(stage: SlackStage) -> Links:
    found = stage.world.links
    assert isinstance(found, Links)
    return found


def test_everything_is_handed_over_and_answered_in_its_envelope(stage: SlackStage):
    link, sender = links(stage), stage.sender
    asked = link.hand_over(sender.command(ON_HALDEN, ANN, NEW, SHARED))
    assert link.answered(asked)["payload"]["response_type"] == "ephemeral"
    stage.settle()
    card = stage.world.said(SHARED)[0]
    pressed = sender.press(BOB, SHARED, card, "I lead for Orbit Devices")
    assert "payload" not in link.answered(link.hand_over(pressed))
    assert "has been asked to confirm" in stage.heard_by(BOB)
    link.answered(link.hand_over(sender.command(ON_HALDEN, ANN, "action add", SHARED)))
    form = sender.submit(ANN, stage.view(), title="Sort")
    answer = link.answered(link.hand_over(form))
    assert answer["payload"]["response_action"] == "update"
    mention = sender.mention(ON_HALDEN, BOB, "show", SHARED)
    link.answered(link.hand_over(mention))


def test_what_comes_again_over_a_new_connection_acts_once(stage: SlackStage):
    link = links(stage)
    asked = stage.sender.command(ON_HALDEN, ANN, NEW, SHARED)
    first = link.answered(link.hand_over(asked))["payload"]
    link.refresh()
    assert link.answered(link.hand_over(asked))["payload"] == first
    assert len(stage.rows(meta.tables["plan"])) == 1


def test_what_failed_is_not_acknowledged_and_comes_again(stage: SlackStage):
    link = links(stage)
    asked = stage.sender.command(ON_HALDEN, ANN, NEW, SHARED)
    stage.world.faults.append(Fault("users.info", "internal_error"))
    failed = link.hand_over(asked)
    again = link.answered(link.hand_over(asked))
    assert again["payload"]["response_type"] == "ephemeral"
    assert failed not in link.acks
    assert len(stage.rows(meta.tables["plan"])) == 1


def test_without_a_secret_nothing_is_taken_over_http(stage: SlackStage):
    asked = stage.sender.command(ON_HALDEN, ANN, NEW, SHARED)
    answer = stage.client.post(PATH, content=asked.body, headers=dict(asked.headers))
    assert answer.status_code == 404
    assert not stage.rows(meta.tables["plan"])


def test_a_token_that_slack_does_not_take_stops_the_start(sqlite_url: str):
    wrong = SOCKET | {"app_token": "xapp-no"}
    with (
        pytest.raises(BadSetting, match=r"^SLACK_APP_TOKEN is not a token"),
        a_slack_stage(open_engine(sqlite_url), ON_HALDEN, **wrong),
    ):
        pass
