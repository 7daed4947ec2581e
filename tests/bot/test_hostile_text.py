"""Whatever text comes in by whatever parameter: it is kept and told as that text."""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.command import Command, Parameter
from bot.features import all_commands
from bot.grammar import Call, read
from bot.message import BODY
from bot.request import Account, Answer
from bot.words.printed import line_for
from bot.words.text_kinds import CodeKind, TextKind, TitleKind, UrlKind
from bot.words.tokens import clean, quote
from storage import tables
from tests.bot.hostile import HOSTILE, batches
from tests.bot.matrix import ACTORS, MATRIX, NEW, Row
from tests.bot.registry import READING
from tests.bot.situation import Situation, ask, standing
from tests.cast import BOB, ROOM, Stage, drafted, memory
from tests.frozen import Rows, rows

COMMANDS = {command.name: command for command in all_commands().all.values()}
TEXTS = (TextKind, CodeKind, UrlKind)
PARAMETERS = [
    (command, parameter)
    for command in COMMANDS.values()
    for parameter in command.parameters
    if isinstance(parameter.kind, TEXTS)
]
# What changes what both parties read.
JOINT = [
    (command, parameter)
    for command, parameter in PARAMETERS
    if command.changes and command.plan
]
# Where the answer rightly depends on what the text says.
DEPENDS = {
    "checkpoint minutes": "shows each line of it as one, and offers what it asks for",
    "find": "finds what has the words",
    "help": "is about the word",
    "new": "makes the plan's key of the title",
    "sign": "signs what has this digest",
    "join": "joins by this code",
    "start": "shows the line to type, with its quotation marks doubled",
}
PLAIN = "Zqxj"
LONGEST = {TitleKind: 298, CodeKind: 298}
ADDRESS = "https://example.org/?"
MOST = 3_500
PARTS = 2  # so that two workers share them
JOINERS = "\u200c\u200d"  # letters of Persian and of joined emoji need them
UNWANTED = re.compile(
    "["
    + "".join(
        re.escape(chr(point))
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs"}
        and chr(point) not in f"\n{JOINERS}"
    )
    + "]"
)


NORMAL: set[str] = set()  # looked at already


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    found = Stage(memory())
    yield found
    found.close()


def _label(value: object) -> str:
    return str(getattr(value, "name", value)) or "nothing"


def test_there_are_five_hundred_hostile_texts() -> None:
    assert len(set(HOSTILE)) >= 500
    assert {ord(text[0]) >> 16 for text in HOSTILE if len(text) == 1} == set(range(17))


@pytest.mark.parametrize(("command", "parameter"), PARAMETERS, ids=_label)
def test_every_text_parameter_takes_every_text(
    stage: Stage, command: Command, parameter: Parameter
) -> None:
    said = Line(stage, command, parameter)
    plain = said.told(PLAIN)
    for text in batches(_longest(parameter)):
        told = said.told(text)
        _is_normal(rows(stage))
        if command.name not in DEPENDS and not isinstance(parameter.kind, UrlKind):
            assert told == _put_in(plain, said.kept(text))


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("action add", "title"),
        ("action block", "why"),
        ("objective add", "benefit_customer"),
    ],
)
@pytest.mark.parametrize("part", range(PARTS))
def test_each_text_alone(stage: Stage, name: str, parameter: str, part: int) -> None:
    command = COMMANDS[name]
    said = Line(stage, command, _parameter(command, parameter))
    plain = said.told(PLAIN)
    for text in HOSTILE[part::PARTS]:
        answer = said.ask(text)
        if not answer.refused:
            _is_normal(rows(stage))
            assert said.heard(answer) == _put_in(plain, said.kept(text))


@pytest.mark.parametrize(("command", "parameter"), JOINT, ids=_label)
def test_no_joint_text_names_what_is_private(
    stage: Stage, command: Command, parameter: Parameter
) -> None:
    said = Line(stage, command, parameter)
    said.situation.resume()
    before = rows(stage)
    assert said.ask("as in ~A-1").refused
    assert rows(stage) == before


def test_a_text_of_nothing_visible_is_no_title(stage: Stage) -> None:
    said = Line(
        stage, COMMANDS["action add"], _parameter(COMMANDS["action add"], "title")
    )
    for text in ("\u200b", "\u202e\u2066", "\x00", " \u00a0 ", "\ufeff"):
        assert said.ask(text).refused


@pytest.mark.parametrize("text", ["{who}\u202e <!channel>\x00", "e\u0301", "a" * 5_000])
def test_the_name_of_a_person_is_kept_normalised_and_bounded(text: str) -> None:
    stage = drafted(Stage(memory()))
    stage.does(replace(BOB, name=text), "action add Sort")
    _is_normal(rows(stage))
    assert len(stage.row("person", account="bob")["name"]) <= 300
    assert stage.heard_in(ROOM)
    stage.close()


class Line:
    """A command's line with any text in the place of one parameter."""

    def __init__(self, stage: Stage, command: Command, parameter: Parameter) -> None:
        self.stage = stage
        self.command = command
        self.parameter = parameter
        self.before = ADDRESS if isinstance(parameter.kind, UrlKind) else ""
        self.speaker, self.situation, self.row = _situation(stage, command)
        self.queued = len(_posts(stage))
        line = self.situation.line(self.row.line)
        args = {**_arguments(stage, line, command), parameter.name: PLAIN}
        self.line = line_for(command, args).replace(f'"{PLAIN}"', PLAIN)

    def ask(self, text: str) -> Answer:
        self.situation.resume()
        line = self.line.replace(PLAIN, quote(self.before + text))
        return ask(self.stage, self.speaker, line, self.row.place(self.situation.owner))

    def told(self, text: str) -> list[str]:
        """What the speaker, the rooms and the people are told of it."""
        return self.heard(self.ask(text))

    def heard(self, answer: Answer) -> list[str]:
        return [answer.message.twin, *_posts(self.stage, self.queued)]

    def kept(self, text: str) -> str:
        """The text as it is to be kept and told."""
        kind = self.parameter.kind
        return kind.tidy(clean(text)) if isinstance(kind, TextKind) else clean(text)


def _situation(stage: Stage, command: Command) -> tuple[Account, Situation, Row]:
    """A row of the matrix by which the command runs, and somebody who may."""
    for row in MATRIX:
        if row.command == command.name and not row.but:
            owner = row.sides[0]
            for actor, who in ACTORS.items():
                if row.may(owner, actor):
                    return who, standing(stage, row, owner), row
            if row.hideable:
                who = next(w for a, w in ACTORS.items() if row.may_inside(a[1]))
                return who, standing(stage, row, owner), row
    raise LookupError(command.name)


def _arguments(stage: Stage, line: str, command: Command) -> dict[str, Any]:
    people = {f"@{who.account}": stage.person(who) for who in _everybody()}
    reading = replace(READING, people=people, keys=frozenset({"RDD"}))
    call: Call = read(line, all_commands(), reading)[0]
    assert call.command.name == command.name
    return call.args


def _everybody() -> list[Account]:
    return [*ACTORS.values(), *NEW.values()]


def _parameter(command: Command, name: str) -> Parameter:
    return next(found for found in command.parameters if found.name == name)


def _longest(parameter: Parameter) -> int:
    return next((n for k, n in LONGEST.items() if isinstance(parameter.kind, k)), MOST)


def _posts(stage: Stage, after: int = 0) -> list[str]:
    """What was queued for rooms and people, as they will read it."""
    box = tables.outbox
    with stage.raw() as connection:
        asked = select(box.c.lane, box.c.body).order_by(box.c.id).offset(after)
        queued = connection.execute(asked).all()
    return [f"{lane}: {BODY.validate_json(body).twin}" for lane, body in queued]


def _is_normal(found: Rows) -> None:
    """All that is stored is NFC and has no control or bidirectional characters."""
    for table, kept in found.items():
        texts = {value for row in kept for value in row if isinstance(value, str)}
        for text in texts - NORMAL:
            NORMAL.add(text)
            plain = _unescaped(text)
            assert not UNWANTED.search(plain), (table, plain)
            assert unicodedata.is_normalized("NFC", plain), (table, plain)


def _unescaped(text: str) -> str:
    """Every text within a JSON value, where what is unseen is written with escapes."""
    if not (text.startswith(("{", "[")) and "\\u" in text):
        return text
    try:
        return "\n".join(_texts(json.loads(text)))
    except json.JSONDecodeError:
        return text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (
            text for pair in value.items() for part in pair for text in _texts(part)
        )
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))


def _put_in(told: list[str], text: str) -> list[str]:
    return [said.replace(PLAIN, text) for said in told]
