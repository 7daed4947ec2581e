"""From a lane of the outbox to whom it means on Slack."""

from dataclasses import dataclass

from adapters.delivery.lane import is_direct, leads_to, person_of, thread_of
from bot.ports import Work
from storage.work import SqlWork

PREFIX = "slack:"  # of every organisation and room of this platform


@dataclass(frozen=True)
class Direct:
    """Somebody in direct messages: their account, and the home they are known by."""

    account: str
    team: str


@dataclass(frozen=True)
class Lane:
    """To one person, or to the room itself; under which message, if any."""

    to: Direct | None
    thread: str = ""


def lane_of(channel: str) -> str:
    return f"{PREFIX}{channel}"


def channel_of(lane: str) -> str:
    return lane.removeprefix(PREFIX)


def lane_told(work: SqlWork, lane: str, plan: str, thread: str) -> Lane:
    if is_direct(lane):
        return Lane(direct(work, lane))
    return Lane(None, thread_of(work, lane, plan, thread))


def direct(work: Work, lane: str) -> Direct:
    person = person_of(work, lane)
    return Direct(person.account, person.organisation.removeprefix(PREFIX))


def is_ours(work: Work, lane: str) -> bool:
    """Whether a lane leads to Slack: a channel, or somebody Slack verified."""
    return leads_to(work, lane, PREFIX)
