"""Where a lane of the outbox leads, whatever the platform: a room, or one person."""

from bot.ports import Work
from domain.person import Person
from storage.cards import Cards
from storage.work import SqlWork

ALONE = "@"  # before somebody's id: to that person and nobody else


def is_direct(lane: str) -> bool:
    return lane.startswith(ALONE)


def person_of(work: Work, lane: str) -> Person:
    """Whom a direct lane leads to. Raises `LookupError` where there is nobody."""
    person = work.one(Person, id=lane.removeprefix(ALONE))
    if person is None:
        raise LookupError(lane)
    return person


def thread_of(work: SqlWork, lane: str, plan: str, card: str) -> str:
    """The message that a room's thread about *card* hangs on, if any stands there."""
    stands = Cards(work.connection).standing(plan, card, lane) if card else None
    return stands.posted if stands else ""


def leads_to(work: Work, lane: str, platform: str) -> bool:
    """Whether to a room of *platform*, or to somebody whom it verified."""
    if not is_direct(lane):
        return lane.startswith(platform)
    person = work.one(Person, id=lane.removeprefix(ALONE))
    return person is not None and person.organisation.startswith(platform)
