"""From a lane of the outbox to whom it means in Teams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.delivery.lane import is_direct, leads_to, person_of, thread_of
from bot.ports import Work
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
    if is_direct(lane):
        return Lane(direct(work, lane))
    return Lane(None, thread_of(work, lane, plan, thread))


def direct(work: Work, lane: str) -> Direct:
    person = person_of(work, lane)
    return Direct(person.organisation, person.account)


def is_ours(work: Work, lane: str) -> bool:
    """Whether a lane leads to Teams: a conversation, or somebody Teams verified."""
    return leads_to(work, lane, PREFIX)
