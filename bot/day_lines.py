"""The lines of one person's day in one plan, each with its buttons and its cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property

from bot.dates import say_day
from bot.message import Button, Entry
from bot.telling import Telling
from bot.waiting import Waiting, signature_wanted, waiting
from bot.window import PlanView
from domain.action import LIVE, Action
from domain.calendar import Calendar
from domain.item import Item
from domain.member import May, Member
from domain.nudge import AHEAD, LEADS_FROM, caused, caused_late
from domain.person import Person
from domain.room import Follow, Snooze
from domain.visibility import Side


class Part(IntEnum):
    """The parts of a day, in order: my own side's lateness first."""

    LATE = 0
    DUE = 1
    WAITING = 2
    THEIRS = 3
    ALSO = 4


HEADINGS = {
    Part.LATE: "Late on our side",
    Part.DUE: "Due",
    Part.WAITING: "Waiting for your word",
    Part.THEIRS: "Late on the other side",
    Part.ALSO: "Also",
}


@dataclass(frozen=True)
class Line:
    """One line of a digest. Only a line that *causes* makes a digest go out."""

    part: Part
    entry: Entry
    causes: bool
    order: int = 0


@dataclass(kw_only=True)
class PlanDay:
    """A member's day in one plan. `people` are those whose lines they get.

    `since` is when they last had a digest; it and `now` are in the person's zone.
    """

    ctx: Telling
    view: PlanView
    member: Member
    people: dict[str, Person]
    since: datetime
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def lines(self) -> list[Line]:
        return [*self._mine(), *self._answers(), *self._leads(), *self._followed()]

    @cached_property
    def waits(self) -> list[Waiting]:
        return waiting(self.view)

    @cached_property
    def _calendars(self) -> dict[Side, Calendar]:
        return {side: self.ctx.calendar(side) for side in Side}

    @property
    def calendar(self) -> Calendar:
        """The member's own party's working days."""
        return self._calendars[self.member.side]

    @cached_property
    def _snoozed(self) -> dict[str, date]:
        wishes = self.ctx.work.some(
            Snooze, person=self.member.person, plan=self.view.id
        )
        return {wish.ref: wish.until for wish in wishes}

    @cached_property
    def _live(self) -> list[Action]:
        """The open actions this day may tell of: all of them for a lead."""
        if self.member.may(May.LEAD):
            return self.view.all(Action, status=tuple(LIVE))
        owner = tuple(self.people)
        return self.view.all(Action, owner=owner, status=tuple(LIVE))

    def _mine(self) -> Iterator[Line]:
        for action in self._live:
            if action.owner in self.people and action.due:
                yield from self._due(action, action.due)

    def _due(self, action: Action, due: date) -> Iterator[Line]:
        calendar = self._calendars[self.member.side]
        late = calendar.working_days_between(due, self.today)
        until = self._snoozed.get(action.ref)
        if (until and until > self.today) or late < -max(AHEAD):
            return
        causes = caused(
            due, since=self.since.date(), today=self.today, calendar=calendar
        )
        part = Part.LATE if due < self.today else Part.DUE
        entry = Entry(
            self._text(action, _when(due, late, self.today), action.owner),
            action.ref,
            (self._button(action, "done", "Done"), self._later(action)),
        )
        yield Line(part, entry, causes or self._woken(until), order=-late)

    def _answers(self) -> Iterator[Line]:
        if signature_wanted(self.view, self.member):
            text = f"{self.view.plan_row.key} waits for your signature"
            show = Button("Read and sign", f"{self.view.plan_row.key} sign")
            yield Line(Part.WAITING, Entry(text, "", (show,)), causes=self._asked())
        for found in self.waits:
            if found.for_member(self.member):
                yield self._answer(found)

    def _answer(self, found: Waiting) -> Line:
        calendar = self._calendars[self.member.side]
        began = found.since.astimezone(self.now.tzinfo).date()
        causes = began == self.today or caused_late(
            began, since=self.since.date(), today=self.today, calendar=calendar
        )
        buttons = (self._button(found.item, found.asks, found.asks.capitalize()),)
        text = self._text(found.item, f"waits for you to {found.asks}")
        return Line(Part.WAITING, Entry(text, found.item.ref, buttons), causes)

    def _leads(self) -> Iterator[Line]:
        """Both leads hear of what is five working days late."""
        if not self.member.may(May.LEAD):
            return
        for action in self._live:
            if action.due and action.owner_side and action.owner not in self.people:
                yield from self._very_late(action, action.due, action.owner_side)
        unowned = [action for action in self._live if not action.owner]
        if unowned:
            text = f"{self.view.plan_row.key} {len(unowned)} actions need an owner"
            line = f"{self.view.plan_row.key} list actions unowned"
            see = (Button("See them", line),)
            yield Line(Part.ALSO, Entry(text, "", see), causes=False)

    def _very_late(self, action: Action, due: date, side: Side) -> Iterator[Line]:
        calendar = self._calendars[side]
        late = calendar.working_days_between(due, self.today)
        if late < LEADS_FROM:
            return
        causes = caused_late(
            due,
            since=self.since.date(),
            today=self.today,
            calendar=calendar,
            from_=LEADS_FROM,
        )
        part = Part.LATE if side is self.member.side else Part.THEIRS
        text = self._text(action, _when(due, late, self.today), action.owner)
        yield Line(part, Entry(text, action.ref), causes, order=-late)

    def _followed(self) -> Iterator[Line]:
        wishes = self.ctx.work.some(
            Follow, person=self.member.person, plan=self.view.id
        )
        refs = {wish.ref for wish in wishes}
        if not refs:
            return
        told = self.view.facts(since=self.since)
        changed = [
            found.fact
            for found in told
            if found.fact.ref in refs and found.fact.by != self.member.person
        ]
        for ref in dict.fromkeys(fact.ref for fact in changed):
            n = sum(fact.ref == ref for fact in changed)
            text = f"{self.view.plan_row.key} {ref} changed, {_times(n)}"
            yield Line(Part.ALSO, Entry(text, ref), causes=True)

    def _asked(self) -> bool:
        """Whether the other party signed, or asked to close, since the last digest."""
        told = self.view.facts(ref=self.view.plan_row.ref, since=self.since)
        return bool(told) or self.today.weekday() == 0

    def _woken(self, until: date | None) -> bool:
        """Whether a snooze ended since the last digest."""
        return bool(until) and self.since.date() < until <= self.today  # type: ignore[operator]

    def _text(self, item: Item, says: str, owner: str | None = None) -> str:
        covered = owner in self.people and owner != self.member.person
        who = f", for {self.people[owner].name}" if owner and covered else ""
        return f"{self.view.plan_row.key} {item.ref} {item.title}: {says}{who}"

    def _button(self, item: Item, verb: str, label: str) -> Button:
        line = f"{self.view.plan_row.key} {item.ref}#{item.version} {verb}"
        return Button(label, line, style="primary")

    def _later(self, item: Item) -> Button:
        return Button("Snooze a week", f"{self.view.plan_row.key} snooze {item.ref} 1w")


def _when(due: date, late: int, today: date) -> str:
    if due == today:
        return "due today"
    if due < today:
        return f"{_days(late)} late, was due {say_day(due)}"
    return f"due {say_day(due)}"


def _days(n: int) -> str:
    return "1 working day" if n == 1 else f"{n} working days"


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
