"""A row of a list made an action, its own words kept wherever they do not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from bot.dates import say_day
from bot.importing.days import Days
from bot.importing.owners import Owners
from bot.importing.row import Row
from bot.words.kind import LONGEST_TITLE
from domain.action import Action, Status
from domain.calendar import Calendar
from domain.member import Member
from domain.visibility import Audience, Side

STATUSES: Mapping[str, Status] = {
    "": Status.OPEN,
    "new": Status.OPEN,
    "not started": Status.OPEN,
    "open": Status.OPEN,
    "in progress": Status.IN_PROGRESS,
    "ongoing": Status.IN_PROGRESS,
    "started": Status.IN_PROGRESS,
    "under way": Status.IN_PROGRESS,
    "underway": Status.IN_PROGRESS,
    "blocked": Status.BLOCKED,
    "on hold": Status.BLOCKED,
}


@dataclass(frozen=True)
class Maker:
    """Reads rows for one plan. `numbers` are those its actions get."""

    by: Member
    at: datetime
    owners: Owners
    days: Days
    calendars: Mapping[Side, Calendar]
    numbers: Iterator[int]

    def make(self, row: Row, key: str) -> tuple[Action, str]:
        """The action, and what else the row said."""
        owner = self.owners.named(row.owner)
        raised = self.days.raised(row.raised, self.calendars[self.by.side])
        due = self._due(row, raised, owner)
        title = shortened(row.title)
        status = STATUSES.get(row.status.casefold(), Status.OPEN)
        action = Action(
            plan=self.by.plan,
            number=next(self.numbers),
            audience=Audience.JOINT,
            title=title,
            created_by=self.by.person,
            created_at=self.at,
            status=status,
            blocked_why=row.status if status is Status.BLOCKED else "",
            owner=owner.person if owner else None,
            owner_side=owner.side if owner else None,
            owner_words="" if owner else row.owner,
            due=due,
            due_words="" if due else row.due,
            imported=key,
        )
        return action, "\n".join(_more(row, raised, title))

    def _due(self, row: Row, raised: date | None, owner: Member | None) -> date | None:
        calendar = self.calendars[(owner or self.by).side]
        return self.days.due(row.due, raised=raised, calendar=calendar)


def key_of(row: Row) -> str:
    """Labels restart and ids repeat in other lists; these four together do not."""
    same = f"{row.id}\x1f{row.title}\x1f{row.owner}\x1f{row.raised}"
    return sha256(same.encode()).hexdigest()


def shortened(title: str) -> str:
    """At most as long as a title may be, cut where a word ends."""
    if len(title) <= LONGEST_TITLE:
        return title
    start, space, _ = title[:LONGEST_TITLE].rpartition(" ")
    return f"{start if space else title[: LONGEST_TITLE - 1]}…"


def _more(row: Row, raised: date | None, title: str) -> Iterator[str]:
    if row.title != title:
        yield row.title
    if row.id:
        yield f"Reference in the list: {row.id}"
    if row.raised:
        yield f"Raised: {say_day(raised) if raised else row.raised}"
    if row.status.casefold() not in STATUSES:
        yield f"Status in the list: {row.status}"
    yield from row.notes
    if row.source and not row.url:
        yield f"Source: {row.source}"
