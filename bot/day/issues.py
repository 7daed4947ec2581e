"""Issues of a day: what is about to go up a tier, and what has come up to somebody."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards.parts import press
from bot.dates import say_moment
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.message import Button
from domain.issue import RUNNING, Issue
from domain.member import May, Tier
from domain.nudge import AHEAD, due_causes
from domain.seat import Seats


def lines(day: PlanDay) -> Iterator[Line]:
    """One line for each of their own that is near, and each that is on their tier."""
    running = day.view.all(Issue, status=tuple(RUNNING))
    climbs = day.view.climbs(*running)
    for issue in running:
        if issue.owner == day.member.person and issue.ref in climbs:
            yield from _near(day, issue, climbs[issue.ref])
    seats = Seats(day.view.members()) if running else Seats(())
    for issue in running:
        if _reached(day, issue, seats):
            yield _on_their_tier(day, issue)


def _near(day: PlanDay, issue: Issue, at: datetime) -> Iterator[Line]:
    """From three working days before it goes up."""
    when = at.astimezone(day.now.tzinfo).date()
    if day.calendar.working_days_between(day.now.date(), when) > max(AHEAD):
        return
    says = f"goes up {say_moment(at, day.view.plan_row.zone)} unless resolved"
    yield Line(
        part=Part.DUE,
        text=day.says(issue, says),
        causes=due_causes(when, **day.gap, calendar=day.calendar),
        ref=issue.ref,
        buttons=_buttons(day, issue),
    )


def _reached(day: PlanDay, issue: Issue, seats: Seats) -> bool:
    """Whether it has come up to them, and is not theirs anyhow."""
    person, side = day.member.person, day.member.side
    climbed = issue.tier is not Tier.OPERATIONAL and issue.owner != person
    return climbed and person in seats.hears(side, issue.tier, issue.sides)


def _on_their_tier(day: PlanDay, issue: Issue) -> Line:
    """It was told of at once when it came, and weekly since: this only goes along."""
    return Line(
        part=Part.ALSO,
        text=day.says(issue, f"is on the {issue.tier} tier, {issue.severity}"),
        causes=False,
        ref=issue.ref,
        buttons=(day.button("Show", issue.ref),),
    )


def _buttons(day: PlanDay, issue: Issue) -> tuple[Button, ...]:
    show = day.button("Show", issue.ref)
    if not day.reader.may(May.WORK):
        return (show,)
    return (press(day.view, issue, "resolve", "Resolved…", style="primary"), show)
