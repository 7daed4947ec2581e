"""`jointly serve` as a process of its own, against a Slack of our own."""

import time
from pathlib import Path

import httpx2

from tests.adapters.command import jointly, refused, running
from tests.slack.sender import PATH, SECRET, Sender, Signed
from tests.slack.server import listening
from tests.slack.world import ANN, ON_HALDEN, SHARED, World

NEW = 'new "Reduce device downtime" as customer with "Orbit Devices"'
PATIENCE = 30.0


def sent(url: str, signed: Signed) -> httpx2.Response:
    address = url.rstrip("/") + PATH
    with httpx2.Client(timeout=PATIENCE) as client:
        told = dict(signed.headers)
        return client.post(address, content=signed.body, headers=told)


def told(url: str) -> dict[str, str]:
    return {
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_BOT_TOKEN": ON_HALDEN.token,
        "SLACK_API_URL": url,
    }


def test_a_command_is_answered_and_the_room_hears_of_it(tmp_path: Path):
    world = World()
    with listening(world) as slack:
        sender = Sender(world, slack)
        with running("serve", folder=tmp_path, **told(slack)) as url:
            answer = sent(url, sender.command(ON_HALDEN, ANN, NEW, SHARED))
            assert answer.status_code == 200
            assert answer.json()["response_type"] == "ephemeral"
            end = time.monotonic() + PATIENCE
            while not world.said(SHARED) and time.monotonic() < end:
                time.sleep(0.05)
            forged = Signed("command=%2Fplan", {"X-Slack-Signature": "v0=0"})
            assert sent(url, forged).status_code == 401
            assert sent(url, sender.challenge()).json() == {"challenge": "abc"}
    assert "Nothing is agreed until you sign off" in world.said(SHARED)[0]["text"]
    assert len(world.called("auth.test")) == 1


def test_a_token_that_slack_does_not_know_stops_the_start(tmp_path: Path):
    with listening(World()) as slack:
        settings = {**told(slack), "SLACK_BOT_TOKEN": "xoxb-unknown"}
        said = refused("serve", "--port", "0", folder=tmp_path, **settings)
    assert said.startswith("SLACK_BOT_TOKEN is not a token that Slack takes")
    assert "xoxb" not in said


def test_half_of_the_settings_stop_the_start(tmp_path: Path):
    said = refused("serve", "--port", "0", folder=tmp_path, SLACK_BOT_TOKEN="xoxb-1")
    assert said.startswith("SLACK_SIGNING_SECRET is missing")


def test_without_settings_it_says_that_slack_is_off(tmp_path: Path):
    said = jointly("serve", "--host", "203.0.113.1", folder=tmp_path).stderr
    assert "Slack is off: SLACK_SIGNING_SECRET" in said
