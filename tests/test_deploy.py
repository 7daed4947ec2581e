"""What the operator deploys with: linted, and true of the program it starts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.cli import app
from adapters.settings import known
from tests.test_architecture import LAYERS

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
DOCKERFILE, COMPOSE = ROOT / "Dockerfile", ROOT / "compose.yaml"
UNITS = sorted((ROOT / "docs" / "systemd").glob("*.service"))
COMMANDS = {
    command.name or (command.callback.__name__ if command.callback else "")
    for group in (app, *(sub.typer_instance for sub in app.registered_groups))
    if group
    for command in group.registered_commands
}


@pytest.mark.parametrize(
    "words",
    [
        ("hadolint", DOCKERFILE),
        ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE),
    ],
    ids=["Dockerfile", "compose.yaml"],
)
def test_linter_is_content(words: tuple[str | Path, ...]):
    done = subprocess.run(
        [TOOLS / words[0], *words[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_image_holds_every_folder_of_the_program():
    copied = re.findall(r"^COPY (\w+) \w+$", DOCKERFILE.read_text(), re.MULTILINE)
    assert sorted(copied) == sorted(LAYERS)
    kept = (ROOT / ".dockerignore").read_text().splitlines()
    assert {f"!{folder}" for folder in LAYERS} <= set(kept)


def test_compose_sets_only_what_the_program_knows():
    said = set(re.findall(r"^ +(JOINTLY_\w+):", COMPOSE.read_text(), re.MULTILINE))
    assert said
    assert said <= set(known())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_unit_starts_a_command_that_there_is(unit: Path):
    started = re.findall(
        r"^ExecStart\w*=\S+/jointly (\w+)", unit.read_text(), re.MULTILINE
    )
    assert started
    assert set(started) <= COMMANDS


def test_unit_never_runs_as_root():
    assert all("User=jointly" in unit.read_text() for unit in UNITS)
