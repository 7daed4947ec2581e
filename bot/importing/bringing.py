"""The whole list in one transaction: all that can come in does, and each row once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot import announce
from bot.importing.asked import Asked, found
from bot.importing.days import Days
from bot.importing.making import Maker, key_of
from bot.importing.owners import Owners
from bot.importing.report import Outcome, Report
from bot.importing.row import Batch, Refused
from bot.ports import Closed, Store, Work
from bot.telling import Telling
from bot.window import PlanView
from domain.action import Action
from domain.action_fact import ActionImported
from domain.fact import Fact
from domain.member import May, Member
from domain.note import Linked, Note, Noted
from domain.plan import ClosedPlan, Status
from domain.visibility import Audience, Side

Progress = Callable[[int, int], None]
Made = tuple[Action, str, str]  # the action, what else its row said, its address
NOTES = "note"
IMPORTS = "import"
AT_ONCE = 1000  # rows looked up in one query
EVERY = 100  # rows between two words on how far it is


class _DryRun(Exception):
    """Rolls the work back, and says what it came to."""

    def __init__(self, report: Report) -> None:
        self.report = report


def bring(  # noqa: PLR0913 - the ports, the list and the moment
    store: Store,
    closed: Closed,
    batch: Batch,
    asked: Asked,
    *,
    now: datetime,
    progress: Progress = lambda _done, _of: None,
) -> Report:
    """Bring the list in, or say all the same and leave everything as it was."""

    def job(work: Work) -> Report:
        report = _brought(work, closed, batch, asked, now, progress)
        if asked.dry_run:
            work.flush()
            raise _DryRun(report)
        return report

    try:
        return store.run(job)
    except _DryRun as done:
        return done.report


def _brought(  # noqa: PLR0913, PLR0917 - as above
    work: Work,
    closed: Closed,
    batch: Batch,
    asked: Asked,
    now: datetime,
    progress: Progress,
) -> Report:
    plan, member, owners = found(work, asked)
    member.require(May.WORK)
    if plan.status is Status.CLOSED:
        raise ClosedPlan
    work.see_as(member.person)
    view = PlanView(work, plan, member.side)
    ctx = Telling(now=now, work=work, closed=closed, view=view)
    work.line = uuid4().hex
    outcome = _Bringing(ctx, member, owners, progress).run(batch)
    if outcome.made:
        # One card to the room; what the leads are to settle is in their next digest.
        ctx.summary = outcome.summary(view.name(member.person))
    announce.settle(ctx)
    return outcome.report(dry_run=asked.dry_run)


@dataclass
class _Bringing:
    """One list on its way in."""

    ctx: Telling
    by: Member
    owners: Owners
    progress: Progress

    def run(self, batch: Batch) -> Outcome:
        # Whoever brings in the same list at the same moment waits here for this one.
        self.ctx.work.number(self.ctx.plan.id, Audience.JOINT, IMPORTS)
        keys = [key_of(row) for row in batch.rows]
        seen = self._there(set(keys))
        maker = self._maker(len(set(keys) - set(seen)))
        made, there = list[Made](), list[Refused]()
        for n, (row, key) in enumerate(zip(batch.rows, keys, strict=True), start=1):
            if key in seen:
                there.append(Refused(row.number, seen[key]))
            else:
                made.append((*maker.make(row, key), row.url))
                seen[key] = f"the same as row {row.number}"
            if n % EVERY == 0 or n == len(keys):
                self.progress(n, len(keys))
        actions = [action for action, _, _ in made]
        # Not known to the view: ten thousand new actions are not ten thousand cards.
        self.ctx.work.add(*actions, *self._told(made))
        return Outcome(self.ctx.plan.plan_row, batch, actions, there)

    def _there(self, keys: set[str]) -> dict[str, str]:
        plan, joint, asked = self.ctx.plan.id, Audience.JOINT, tuple(keys)
        return {
            action.imported: "it came in before"
            for n in range(0, len(asked), AT_ONCE)
            for action in self.ctx.work.some(
                Action, plan=plan, audience=joint, imported=asked[n : n + AT_ONCE]
            )
        }

    def _maker(self, many: int) -> Maker:
        person = self.ctx.plan.person(self.by.person)
        today = self.ctx.now.astimezone(ZoneInfo(person.zone)).date()
        return Maker(
            by=self.by,
            at=self.ctx.now,
            owners=self.owners,
            days=Days(today=today, locale=person.locale),
            calendars={side: self.ctx.calendar(side) for side in Side},
            numbers=self._numbers(Action.PREFIX, many),
        )

    def _numbers(self, series: str, many: int) -> Iterator[int]:
        if not many:
            return iter(())
        plan, joint = self.ctx.plan.id, Audience.JOINT
        first = self.ctx.work.number(plan, joint, series, many=many)
        return iter(range(first, first + many))

    def _told(self, made: list[Made]) -> list[Note]:
        """Record what came in; a note of what else its row said goes with it."""
        noted = [action for action, more, url in made if more or url]
        numbers, notes = self._numbers(NOTES, len(noted)), list[Note]()
        for action, more, url in made:
            self.ctx.record(action.born(ActionImported, by=self.by, at=self.ctx.now))
            if more or url:
                notes.append(self._note(action, more, url, next(numbers)))
                self.ctx.record(self._said(action, notes[-1]))
        return notes

    def _said(self, action: Action, note: Note) -> Fact:
        return action.say(
            Linked if note.url else Noted,
            by=self.by,
            at=self.ctx.now,
            note=" ".join(part for part in (note.text, note.url) if part),
            changes={"number": (None, note.number)},
        )

    def _note(self, action: Action, text: str, url: str, number: int) -> Note:
        return Note(
            plan=action.plan,
            ref=action.ref,
            audience=Audience.JOINT,
            number=number,
            by=self.by.person,
            side=self.by.side,
            at=self.ctx.now,
            text=text,
            url=url,
        )
