"""The demo's past, said line by line by the seats themselves: all of it is real."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.web.house import House, Line
from adapters.web.moving import Mover
from adapters.web.seats import ROOMS, SEATS, ZONE
from bot import identity
from bot.request import Answer
from domain.errors import DomainError
from domain.person import Person
from storage.work import SqlWork

SCRIPT = Path(__file__).with_name("seed.txt")
MOMENT = "== "
SEEDED = "demo seeded"
STEP = re.compile(r"(\w+)(?: in ([\w-]+))?( presses)?: (.+)")


class NotSeeded(Exception):
    """A line of the script was refused: the script and the product disagree."""


class HalfSeeded(DomainError):
    """The making of this demo's data was interrupted, so half of it is missing. Delete the file and start again."""  # noqa: E501 - one sentence people read


@dataclass(frozen=True)
class Step:
    """Somebody says a line in a room, or moves the clock where `who` is empty."""

    who: str
    room: str
    presses: bool
    text: str


def steps(script: str) -> Iterator[Step]:
    for row in script.splitlines():
        if row.startswith(MOMENT):
            yield Step("", "", presses=False, text=row.removeprefix(MOMENT))
        elif found := STEP.fullmatch(row):
            room = found[2] or ROOMS[0].id
            yield Step(found[1], room, bool(found[3]), found[4])


def moment(text: str) -> datetime:
    """A moment of the script, which speaks of London time, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


SCRIPTED = tuple(steps(SCRIPT.read_text(encoding="utf-8")))
FIRST_DAY = moment(SCRIPTED[0].text)


def mark_seeded(work: SqlWork) -> None:
    """Remember that the whole script was lived through."""
    work.remember(SEEDED, "yes", at=datetime.now(UTC))


def require_seeded(work: SqlWork) -> None:
    if not work.answered(SEEDED):
        raise HalfSeeded


async def seed(house: House, mover: Mover) -> None:
    """Let the seats live through the script."""
    people = await house.run(_people)
    for step in SCRIPTED:
        if not step.who:
            await mover.to(moment(step.text))
            continue
        who = people[step.who]
        text = await _pressed(house, who, step) if step.presses else step.text
        answer = await _say(house, who, step.room, text)
        if answer.refused:
            raise NotSeeded(f"{step.who}: {text!r}: {answer.message.twin}")


def _people(work: SqlWork) -> dict[str, Person]:
    return {s.account.account: identity.person_of(s.account, work) for s in SEATS}


async def _pressed(house: House, who: Person, step: Step) -> str:
    """The line of the first button somebody is shown."""
    shown = await _say(house, who, step.room, step.text)
    return shown.message.buttons[0].line


async def _say(house: House, who: Person, room: str, text: str) -> Answer:
    place = await house.run(lambda work: house.place(work, room))
    return await house.say(who, Line(text=text, room=place))
