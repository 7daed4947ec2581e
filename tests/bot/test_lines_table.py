"""The table of lines, read with the real commands: what people type, means the same."""

import csv
from pathlib import Path

import pytest

from bot.command import Commands
from bot.features import all_commands
from bot.words.refs import read_ref
from bot.words.tokens import tokens
from tests.bot.outcome import outcome
from tests.bot.registry import READING
from tests.bot.registry import commands as table

TABLE = Path(__file__).parent / "lines.csv"
ROWS = list(csv.reader(TABLE.read_text(encoding="utf-8").splitlines()))[1:]
COMMANDS = all_commands()

# Commands of the table that are not there yet, and the part they come with.
LATER = {
    "appetite": "risks",
    "as at": "the plan as it stood",
    "contact add": "contacts",
    "early warning": "early warnings",
    "early warning meet": "early warnings",
    "kpi add": "measures",
    "kpi reading": "measures",
    "obligation add": "obligations",
    "rating": "measures",
    "risk add": "risks",
    "risk close": "risks",
    "risk score": "risks",
    "web": "links to the web room",
}
# The same meaning in other words than the table's registry has for it.
OTHERWISE = {
    "A-3 due": ("form", "on"),  # the day is called `on`, for a card says "Due" of it
    "A-3 title": ("form", "text"),
    "A-3 note": ("form", "text"),
    "I-1 resolve": ("form", "how"),  # what is said of it is how, and not why
    "D-1 agree": ("runs", "agree = agree D-1"),  # one command agrees whatever waits
    "decline A-3": ("runs", "decline = decline A-3"),  # asks for the reason itself
    "start": ("runs", "start = start"),  # asks for everything in one form
    "list early warning open": ("refused", "Said"),  # a noun of a later part
    "list dependencies open": ("refused", "Said"),  # likewise
    "KPI-1 lots": ("unread", "help"),  # likewise: there is no help about it yet
}


def about(line: str, became: str, means: str) -> set[str]:
    """The commands a row is about, so far as it is about any."""
    if became == "runs":
        return {part.partition(" = ")[0] for part in means.split(" ; ")}
    said = tokens((means if became in {"asks", "unread"} else line).replace('"', ""))
    found = read_ref(said)
    first = [*found[0].noun.split()] if found else []
    words = [*first, *(token.word for token in said[found[1] if found else 0 :])]
    named = {" ".join(words[:n]) for n in range(1, len(words) + 1)}
    return (
        {max(named & table.all.keys(), key=len)} if named & table.all.keys() else set()
    )


NOW = [row for row in ROWS if not about(*row) & LATER.keys()]


@pytest.mark.parametrize(("line", "became", "means"), NOW)
def test_a_line_means_what_the_table_says(line: str, became: str, means: str) -> None:
    expected = OTHERWISE.get(line, (became, means))
    assert outcome(line, COMMANDS, READING) == expected


def test_what_comes_later_is_not_here_yet() -> None:
    assert LATER.keys() & COMMANDS.all.keys() == set()
    assert LATER.keys() <= table.all.keys()


def test_what_is_said_otherwise_is_in_the_table() -> None:
    kept = {line: (became, means) for line, became, means in NOW}
    assert all(kept[line] != expected for line, expected in OTHERWISE.items())


def test_most_of_the_table_is_about_what_is_here() -> None:
    assert len(NOW) >= 300


@pytest.mark.parametrize(("registry"), [COMMANDS], ids=["real"])
def test_every_button_of_a_question_runs(registry: Commands) -> None:
    for line, became, means in NOW:
        if became == "asks":
            assert outcome(means, registry, READING)[0] in {"runs", "asks"}, line
