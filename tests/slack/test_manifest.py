"""The manifest asks for what the code uses, and for nothing else."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from adapters.slack.installing import BACK
from adapters.slack.listen import COMMAND
from adapters.slack.manifest import SCOPES, NeedsAddress, manifest
from adapters.slack.platform import PATH
from tests.adapters.command import jointly, refused
from tests.slack import world
from tests.slack.methods import METHODS

HERE = Path(__file__).parent
URL = "https://jointly.example.org"
GUIDE = (HERE.parents[1] / "docs" / "slack.md").read_text()


def called() -> set[str]:
    """Every method that the code names."""
    folder = HERE.parents[1] / "adapters" / "slack"
    text = "\n".join(path.read_text() for path in folder.glob("*.py"))
    return METHODS.keys() & set(re.findall(r'"([a-z]+\.[a-zA-Z]+)"', text))


def test_it_is_what_slack_takes():
    schema = json.loads((HERE / "manifest.schema.json").read_text())
    for many in (False, True):
        jsonschema.validate(manifest(URL, many=many), schema)


def test_for_trying_out_it_names_no_address():
    schema = json.loads((HERE / "manifest.schema.json").read_text())
    found = manifest("", socket=True)
    jsonschema.validate(found, schema)
    assert found["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(found["settings"] | found["features"])


def test_only_an_app_for_many_workspaces_gets_what_cannot_be_taken_back():
    one, many = (manifest(URL, many=wanted) for wanted in (False, True))
    assert not one["settings"]["token_rotation_enabled"]
    assert many["settings"]["token_rotation_enabled"]
    assert many["oauth_config"]["redirect_urls"] == [f"{URL}{BACK}"]
    assert "redirect_urls" not in one["oauth_config"]


def test_every_address_is_the_one_that_listens():
    found = manifest(f"{URL}/")
    (command,) = found["features"]["slash_commands"]
    told = found["settings"]
    assert command["url"] == f"{URL}{PATH}"
    assert told["event_subscriptions"]["request_url"] == f"{URL}{PATH}"
    assert told["interactivity"]["request_url"] == f"{URL}{PATH}"


def test_people_arrive_by_id():
    (command,) = manifest(URL)["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert command["should_escape"] is True


def test_every_method_that_is_called_has_its_scope_and_no_scope_is_idle():
    needed = {METHODS[name][0] for name in called()} - {""}
    heard = {"commands", "app_mentions:read", "im:history"}  # for what comes in
    private = {"groups:read"}  # for the same methods in private channels
    asked_of_the_operator = {"channels:history"}  # only with SLACK_LOOK_BACK
    assert set(SCOPES) == (needed - asked_of_the_operator) | heard | private
    assert set(world.SCOPES) == set(SCOPES)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_guide_says_what_each_scope_is_for(scope: str):
    assert f"| `{scope}` |" in GUIDE


@pytest.mark.parametrize("url", ["", "http://jointly.example.org", "jointly"])
def test_without_an_address_slack_can_reach_there_is_none(url: str):
    with pytest.raises(NeedsAddress):
        manifest(url)


def test_the_command_prints_it(tmp_path: Path):
    done = jointly("manifest", "slack", folder=tmp_path, JOINTLY_PUBLIC_URL=URL)
    assert json.loads(done.stdout) == manifest(URL)
    assert "JOINTLY_PUBLIC_URL" in refused("manifest", "slack", folder=tmp_path)
