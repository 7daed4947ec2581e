"""Everything the bot says when every command is run by everybody who may run it."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import select

from bot.features import all_commands
from bot.message import (
    BODY,
    Button,
    Detail,
    Entry,
    Field,
    Form,
    Message,
    Section,
)
from domain.visibility import Side
from storage import tables
from tests.bot.matrix import ACTORS, MATRIX, Row
from tests.bot.situation import standing
from tests.cast import ANN, BOB, ROOM, Stage, memory
from tests.cast import signed as signed_plan

PLACES = ("title", "text", "value", "entry", "label")
ADD_ACTION = Form(
    "Add an action",
    "action add",
    (
        Field("title", "Title", required=True),
        Field("owner", "Owner", kind="person", word="owner"),
        Field("due", "Due", kind="date", word="due"),
        Field("private", "Private", kind="yes", word="private"),
    ),
)


def saying(text: str, place: str) -> Message:
    """A message with somebody's words in one of the places that can hold them."""
    return Message(
        title=text if place == "title" else "A title",
        text=text if place == "text" else "",
        details=(Detail("Status", text if place == "value" else "open"),),
        sections=(Section("List", (Entry(text if place == "entry" else "x"),)),),
        buttons=(Button(text if place == "label" else "Go", "show"),),
    )


def long_list(many: int) -> Message:
    entries = tuple(
        Entry(f"A-{n} Sort", buttons=(Button("Done", f"A-{n} done"),))
        for n in range(many)
    )
    return Message(
        sections=(Section("Late", entries),), buttons=(Button("Next", "list 2"),)
    )


def left_as_they_were() -> Iterator[Form]:
    """Every form that names nobody: a person is chosen anew, as a name is nobody's."""
    for form in (message.form for message in messages() if message.form):
        if not any(field.kind == "person" and field.value for field in form.fields):
            yield form


@cache
def messages() -> tuple[Message, ...]:
    """Answers, cards, lines, digests, questions and refusals, each once."""
    return tuple(dict.fromkeys(_said()))


def _said() -> Iterator[Message]:
    stage = Stage(memory())
    for row in MATRIX:
        for owner in row.sides:
            yield from _of(stage, row, owner)
    yield from _posted(stage)
    stage.close()
    yield from _bare()


def _of(stage: Stage, row: Row, owner: Side) -> Iterator[Message]:
    situation = standing(stage, row, owner)
    for who in ACTORS.values():
        situation.resume()
        yield situation.ask(who, row.line, row.place(owner)).message
        yield from _posted(stage)


def _bare() -> Iterator[Message]:
    """Each command alone, so that it asks for what is missing."""
    stage = signed_plan(Stage(memory()))
    stage.does(ANN, 'action add "Sort the list" due 2027-03-01')
    for name in sorted({command.name for command in all_commands().all.values()}):
        for place in (ROOM, None):
            yield stage.ask(BOB, name, place).message
    yield from _posted(stage)
    stage.close()


def _posted(stage: Stage) -> Iterator[Message]:
    box = tables.outbox
    with stage.raw() as connection:
        for row in connection.execute(select(box.c.body).order_by(box.c.id)):
            yield BODY.validate_json(row.body)
