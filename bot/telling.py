"""What people and the clock share: a plan, a moment, and where to hand in changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.calendars import calendar_of
from bot.message import Message
from bot.ports import Closed, Work
from bot.window import PlanView
from domain.calendar import Both, Calendar
from domain.due import Due
from domain.errors import NotAllowed
from domain.fact import Fact
from domain.member import May, Member
from domain.visibility import Audience, Side
from domain.workdays import Workdays


@dataclass(frozen=True)
class Notice:
    """Something to tell one person at once; only critical ones break quiet hours.

    While it waits, a newer one of the same *topic* takes its place.
    """

    to: str
    message: Message
    audience: Audience = Audience.JOINT
    critical: bool = False
    topic: str = ""


@dataclass(kw_only=True)
class Telling:
    """One transaction's facts, posts and due work. `summary` stands for many lines.

    Where it has a `summary_card`, it is a card of that name, kept up to date.
    `piled_up`: an outage held up this and more, so rooms hear of it in one line.
    """

    now: datetime
    work: Work
    closed: Closed
    view: PlanView | None = None
    notices: list[Notice] = field(default_factory=list)
    summary: Message | None = None
    summary_card: str = ""
    piled_up: bool = False

    @property
    def plan(self) -> PlanView:
        if self.view is None:
            raise NotAllowed("a member of a plan")
        return self.view

    def record(self, *facts: Fact) -> None:
        """Hand in what happened. The store refuses a change without its fact."""
        self.work.record(*facts)

    def due(self, *rows: Due) -> None:
        self.work.agenda.put(*rows)

    def follow(self, keys: Iterable[str], rows: Iterable[Due]) -> None:
        """Of the rows that *keys* may name plan *rows*, and drop all the others."""
        wanted = {row.key: row for row in rows}
        self.work.agenda.drop(*(key for key in keys if key not in wanted))
        self.due(*wanted.values())

    def tell(
        self,
        person: str,
        message: Message,
        *,
        audience: Audience = Audience.JOINT,
        critical: bool = False,
        topic: str = "",
    ) -> None:
        """Tell somebody in a direct message; quiet hours may hold it back.

        What no longer holds is taken back with `untell` and its *topic*.
        """
        self.notices.append(Notice(person, message, audience, critical, topic))

    def untell(self, topic: str) -> None:
        """Take back what was to be told of *topic* in this plan and waits still."""
        self.work.outbox.drop(self.plan.id, topic)

    def leads(self, side: Side) -> list[Member]:
        return [m for m in self.plan.active(side=side) if m.may(May.LEAD)]

    def workdays(self, audience: Audience) -> Workdays:
        """Whose days count: those on which both parties work, or one party's own."""
        if audience.private:
            return self.calendar(Side(audience.value))
        customer, supplier = (self.calendar(side) for side in Side)
        return Both(customer, supplier, self.plan.plan_row.zone)

    def calendar(self, side: Side) -> Calendar:
        """A party's working days."""
        return calendar_of(self.plan.party(side), self.closed)
