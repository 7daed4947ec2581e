"""What a checkpoint that comes near asks of somebody."""

from collections.abc import Iterator
from datetime import date

from bot.cards.series import when
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.reviews.past import last_held
from domain.action import LIVE, Action
from domain.checkpoint import Checkpoint, Status
from domain.nudge import ahead_causes
from domain.plan import Status as PlanStatus
from domain.visibility import Audience

PREPARE = 3  # working days ahead: TIME.md "Checkpoints"
NEXT = 1


def lines(day: PlanDay) -> Iterator[Line]:
    if day.view.plan_row.status is PlanStatus.PAUSED:
        return
    for found in day.view.all(Checkpoint, status=Status.SCHEDULED):
        on = found.starts.astimezone(day.now.tzinfo).date()
        ahead = day.calendar.working_days_between(day.now.date(), on)
        if found.starts > day.now and ahead <= PREPARE:
            yield from _near(day, found, on, ahead)


def _near(day: PlanDay, found: Checkpoint, on: date, ahead: int) -> Iterator[Line]:
    mine = _due_by(day, on)
    if ahead <= NEXT and (mine or _concerned(day, found)):
        causes = ahead_causes(on, NEXT, **day.gap, calendar=day.calendar)
        yield _line(day, found, when(found), causes=causes)
    elif mine and not _spoken(day, found):
        refs = ", ".join(action.ref for action in mine)
        says = f"on {when(found)}. Due by then and without a word from you: {refs}"
        causes = ahead_causes(on, PREPARE, **day.gap, calendar=day.calendar)
        yield _line(day, found, says, causes=causes)


def _line(day: PlanDay, found: Checkpoint, says: str, *, causes: bool) -> Line:
    return Line(
        part=Part.DUE,
        text=day.says(found, says),
        causes=causes,
        ref=found.ref,
        buttons=(day.button("Agenda", f"{found.ref} agenda"),),
    )


def _due_by(day: PlanDay, on: date) -> list[Action]:
    """Joint work of theirs that is open and due by then."""
    person = day.member.person
    live = day.view.all(Action, owner=person, status=tuple(LIVE))
    joint = [action for action in live if not action.audience.private]
    return [action for action in joint if action.due and action.due <= on]


def _concerned(day: PlanDay, found: Checkpoint) -> bool:
    """Who goes there: leads, whoever takes the chair, and who holds its tier."""
    member = day.member
    holds = found.tier is not None and member.tier is found.tier
    return day.leads or holds or member.person == found.chair


def _spoken(day: PlanDay, found: Checkpoint) -> bool:
    """Whether they have said anything both parties read since the last checkpoint."""
    last = last_held(day.view, found)
    begun = last.ended_at if last and last.ended_at else day.view.plan_row.created_at
    joint = day.view.as_read_by(Audience.JOINT)
    return bool(joint.facts(by=day.member.person, since=begun))
