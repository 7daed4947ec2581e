"""One member's day in one plan, and who is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from bot.late import Lateness
from bot.message import Button
from bot.ports import Work
from bot.waiting import Waiting
from bot.window import PlanView
from domain.calendar import Calendar
from domain.item import Item
from domain.member import May, Member
from domain.visibility import Side


class Gap(TypedDict):
    since: date
    today: date


@dataclass(frozen=True, kw_only=True)
class PlanDay:
    """The day of *member*, told to *reader*: to themselves, or to who covers for them.

    `since` is the moment of the reader's last digest; it and `now` are in their zone.
    """

    work: Work
    view: PlanView
    member: Member
    reader: Member
    calendars: Mapping[Side, Calendar]
    lateness: Lateness
    waits: Sequence[Waiting]
    since: datetime
    now: datetime

    @property
    def own(self) -> bool:
        return self.member.person == self.reader.person

    @property
    def leads(self) -> bool:
        return self.member.may(May.LEAD)

    @property
    def key(self) -> str:
        return self.view.plan_row.key

    @property
    def calendar(self) -> Calendar:
        """The working days of their own party."""
        return self.calendars[self.member.side]

    @property
    def gap(self) -> Gap:
        """The days since the last digest, as domain.nudge takes them."""
        return {"since": self.since.date(), "today": self.now.date()}

    def says(self, item: Item, words: str) -> str:
        """`RDD A-3 Train the staff: due today`, and for whom where it is another's."""
        whose = "" if self.own else f", for {self.view.name(self.member.person)}"
        return f"{self.key} {item.ref} {item.title}: {words}{whose}"

    def button(self, label: str, line: str) -> Button:
        return Button(label, f"{self.key} {line}")
