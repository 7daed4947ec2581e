"""Every line the user guide tells people to type is one that Jointly reads."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.features import all_commands
from bot.grammar import read
from bot.words.reading import Reading

GUIDE = (Path(__file__).parents[1] / "docs" / "user-guide.md").read_text("utf-8")
BOXES = re.findall(r"^```jointly\n(.+?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
LINES = [line for box in BOXES for line in box.splitlines()]
COMMANDS = all_commands()
READING = Reading(
    now=datetime(2026, 11, 2, 9, tzinfo=UTC),
    zone="Europe/London",
    people={name: name[1:] for name in re.findall(r"@[a-z]+", GUIDE)},
)
TASKS = (
    "Start a plan",
    "Join a plan",
    "sign",
    "Actions",
    "silence",
    "Milestones",
    "Decisions",
    "in the way",
    "own side",
    "quiet hours",
    "Away",
    "Find",
    "copy",
    "operator",
    "not there yet",
)


@pytest.mark.parametrize("line", LINES)
def test_line_of_the_guide_is_read_as_it_stands(line: str):
    assert read(line, COMMANDS, READING)


def test_guide_shows_every_command():
    shown = {
        call.command.name for line in LINES for call in read(line, COMMANDS, READING)
    }
    rest = {command.name for command in COMMANDS.all.values()} - shown
    assert rest <= {
        "",
        "import",
        "resume",
        "objective send back",
        "objective by",
        "milestone due",
    }


@pytest.mark.parametrize("task", TASKS)
def test_guide_has_a_part_for_every_task(task: str):
    headings = re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)
    assert [heading for heading in headings if task in heading]


def test_box_of_another_kind_hides_no_line():
    assert set(re.findall(r"^```(\w+)$", GUIDE, re.MULTILINE)) == {"jointly"}
    assert len(LINES) > 80
