"""`jointly serve` as a process of its own, against a Bot Connector of our own."""

import time
from pathlib import Path

import httpx2

from tests.adapters.command import jointly, refused, running
from tests.teams.sender import PATH, Sender, Sent
from tests.teams.server import Service, listening
from tests.teams.stage import twin
from tests.teams.world import ANN, APP, HALDEN, SHARED, World

NEW = 'new "Reduce device downtime" as customer with "Orbit"'
PATIENCE = 30.0


def told(service: Service) -> dict[str, str]:
    ours = {f"TEAMS_{name.upper()}": value for name, value in service.settings.items()}
    return {
        "TEAMS_APP_ID": APP,
        "TEAMS_APP_PASSWORD": "secret",
        "TEAMS_TENANT_ID": HALDEN.id,
        **ours,
    }


def test_a_mention_is_answered_and_the_room_hears_of_it(tmp_path: Path):
    world = World()
    with listening(world) as service:
        sender = Sender(service)
        with (
            running("serve", folder=tmp_path, **told(service)) as url,
            httpx2.Client(base_url=url, timeout=PATIENCE) as client,
        ):

            def sent(one: Sent) -> int:
                said = dict(one.headers)
                return client.post(PATH, content=one.content, headers=said).status_code

            assert client.get(PATH).status_code == 200
            assert client.head(PATH).status_code == 200
            mention = sender.mention(ANN, NEW, SHARED)
            assert sent(Sent(mention.body)) == 401
            assert sent(mention) == 200
            assert sent(mention) == 200
            end = time.monotonic() + PATIENCE
            while not world.said(SHARED) and time.monotonic() < end:
                time.sleep(0.05)
    (said,) = world.said(SHARED)
    assert "Nothing is agreed until you sign off" in twin(said)
    assert world.asked[:2] == ["openid", "keys"]


def test_half_of_the_settings_stop_the_start(tmp_path: Path):
    said = refused("serve", "--port", "0", folder=tmp_path, TEAMS_APP_PASSWORD="x")
    assert said.startswith("TEAMS_APP_ID is missing")


def test_nobody_is_let_in_unchecked_from_elsewhere(tmp_path: Path):
    words = ("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - it is refused
    said = refused(*words, folder=tmp_path, TEAMS_ANONYMOUS="1")
    assert said.startswith("TEAMS_ANONYMOUS lets anybody in")


def test_without_settings_it_says_that_teams_is_off(tmp_path: Path):
    said = jointly("serve", "--host", "203.0.113.1", folder=tmp_path).stderr
    assert "Teams is off: TEAMS_APP_ID" in said
