"""The package that Teams takes, by the schema Microsoft released."""

import json
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest

from adapters.teams.manifest import (
    COLOUR,
    LINES,
    OUTLINE,
    NeedsAddress,
    NeedsApp,
    manifest,
    package,
)
from bot.features import all_commands
from tests.adapters.command import jointly, refused
from tests.teams.world import APP

URL = "https://jointly.example.org"
SCHEMA = json.loads((Path(__file__).parent / "manifest.schema.json").read_text())


def problems(made: object) -> list[str]:
    found = jsonschema.Draft4Validator(SCHEMA).iter_errors(made)
    return [error.message for error in found]


def test_it_is_what_the_released_schema_asks_for():
    made = manifest(APP, URL, "Halden IT, a name that is far too long for Teams")
    assert problems(made) == []
    assert made["manifestVersion"] == SCHEMA["properties"]["manifestVersion"]["const"]


def test_the_schema_refuses_what_is_wrong():
    made = manifest(APP, URL, "")
    assert problems({**made, "bots": [{**made["bots"][0], "scopes": ["moon"]}]})
    assert problems({**made, "surprise": 1})


def test_it_asks_for_shared_channels_and_for_commands_only_the_speaker_reads():
    made = manifest(APP, URL, "")
    (bot,) = made["bots"]
    assert made["supportsChannelFeatures"] == "tier1"
    assert bot["supportsTargetedMessages"]
    assert any("slash" in c.get("triggers", ()) for c in bot["commandLists"])


def test_every_line_it_offers_is_one_the_bot_knows():
    known = {name.split()[0] for name in all_commands().all if name}
    assert {line.split()[0] for line, _ in LINES} <= known


def test_the_package_holds_the_manifest_and_icons_of_the_right_size():
    with ZipFile(BytesIO(package(APP, URL, "Halden IT"))) as file:
        made = json.loads(file.read("manifest.json"))
        sizes = {name: png_size(file.read(name)) for name in (COLOUR, OUTLINE)}
    assert made == manifest(APP, URL, "Halden IT")
    assert sizes == {COLOUR: (192, 192), OUTLINE: (32, 32)}


def png_size(found: bytes) -> tuple[int, int]:
    assert found.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, *_ = struct.unpack(">II", found[16:24])
    return wide, high


@pytest.mark.parametrize("url", ["", "http://jointly.example.org", "jointly"])
def test_without_an_address_there_is_none(url: str):
    with pytest.raises(NeedsAddress):
        manifest(APP, url, "")


@pytest.mark.parametrize("app", ["", "jointly", f"{APP}0"])
def test_without_an_app_there_is_none(app: str):
    with pytest.raises(NeedsApp):
        manifest(app, URL, "")


def test_the_command_writes_it(tmp_path: Path):
    told = {"JOINTLY_PUBLIC_URL": URL, "TEAMS_APP_ID": APP}
    assert "TEAMS_APP_ID" in refused("manifest", "teams", folder=tmp_path)
    done = jointly("manifest", "teams", "-o", "app.zip", folder=tmp_path, **told)
    assert done.returncode == 0
    assert (tmp_path / "app.zip").read_bytes() == package(APP, URL, "")
