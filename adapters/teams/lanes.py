"""From a lane of the outbox to whom it means in Teams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.ports import Work
from domain.person import Person
from storage.cards import Cards
from storage.work import SqlWork

PREFIX = "teams:"  # of every organisation and room of this platform


@dataclass(frozen=True)
class Direct:
    """Somebody in their personal chat: their organisation, and their account in it."""

    organisation: str
    account: str


@dataclass(frozen=True)
class Readers:
    """Who is called by name in a room, and whose clients ask for a card anew."""

    called: Mapping[str, Any] = field(default_factory=dict)
    users: tuple[str, ...] = ()
    line: str = ""


NOBODY = Readers()


@dataclass(frozen=True)
class Lane:
    """To one person, or to the room itself; under which message, if any."""

    to: Direct | None
    thread: str = ""
    readers: Readers = NOBODY


def lane_of(conversation: str) -> str:
    return f"{PREFIX}{conversation}"


def conversation_of(lane: str) -> str:
    return lane.removeprefix(PREFIX)


def lane_told(work: SqlWork, lane: str, plan: str, thread: str) -> Lane:
    if lane.startswith("@"):
        return Lane(direct(work, lane))
    stands = Cards(work.connection).standing(plan, thread, lane) if thread else None
    return Lane(None, stands.posted if stands else "")


def direct(work: Work, lane: str) -> Direct:
    person = work.one(Person, id=lane.removeprefix("@"))
    if person is None:
        raise LookupError(lane)
    return Direct(person.organisation, person.account)


def is_ours(work: Work, lane: str) -> bool:
    """Whether a lane leads to Teams: a conversation, or somebody Teams verified."""
    if not lane.startswith("@"):
        return lane.startswith(PREFIX)
    person = work.one(Person, id=lane.removeprefix("@"))
    return person is not None and person.organisation.startswith(PREFIX)
