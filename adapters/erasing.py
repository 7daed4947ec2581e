"""Takes a person out of an installation, and says where others wrote of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.operator import person_called
from domain.errors import DomainError
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan, Status
from storage import erasing
from storage.engine import open_engine
from storage.erasing import Mention
from storage.store import SqlStore
from storage.work import SqlWork

CALLED = "Erased person"


class StillInAPlan(DomainError):
    """{name} still has a part in {plans}, and others count on it. A lead of theirs takes them out first: `member remove`; their work is handed over with `hand over`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, plans: str) -> None:
        self.name = name
        self.plans = plans


@dataclass(frozen=True)
class Erased:
    """Who was, and where people's own words may still name them, by plan."""

    name: str
    mentions: Sequence[Mention]
    plans: dict[str, str]


def look(store: SqlStore, account: str) -> Erased:
    """Whom `erase` would erase, and what it could not; nothing is changed."""

    def job(work: SqlWork) -> Erased:
        who = person_called(work, account)
        _require_free(work, who)
        keys = {plan.id: plan.key for plan in work.some(Plan)}
        found = list(erasing.mentions(work.connection, who))
        return Erased(who.name, found, keys)

    return store.run(job)


def erase(store: SqlStore, account: str) -> None:
    """Clear all that says who they are, everywhere but in others' own words."""

    def job(work: SqlWork) -> None:
        who = person_called(work, account)
        _require_free(work, who)
        erasing.erase(work.connection, who, known_as=CALLED)

    store.run(job)
    erasing.tidy(store.engine)


def opened_whole(url: str) -> SqlStore:
    """A store that sees all, as only the operator's own commands may."""
    return SqlStore(open_engine(url, owner=True))


def _require_free(work: SqlWork, who: Person) -> None:
    parts = work.some(Member, person=who.id, standing=Standing.ACTIVE)
    plans = [work.one(Plan, id=member.plan) for member in parts]
    alive = [p.key for p in plans if p and p.status is not Status.CLOSED]
    if alive:
        raise StillInAPlan(who.name, ", ".join(sorted(alive)))
