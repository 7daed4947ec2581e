"""What is due or late: one's own, the milestones, and for leads the very late."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.cards.parts import press
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.late import OWED, owed
from bot.message import Button
from bot.words.kind import LONGEST_TITLE
from bot.words.tokens import quote
from domain.action import LIVE, Action
from domain.baseline import Agreed, BaselineItem
from domain.issue import LIVE as ISSUES_LIVE
from domain.issue import Issue
from domain.item import Item
from domain.member import May
from domain.milestone import Milestone
from domain.nudge import AHEAD, ISSUE_FROM, LEADS_FROM, due_causes, late_causes
from domain.objective import Objective

# What the leads are to put right, the filter that lists it, and what lacks it.
LACKS: Mapping[str, tuple[str, Callable[[Action], bool]]] = {
    "an owner": ("unowned", lambda action: not action.owner),
    "a date": ("undated", lambda action: bool(action.imported and not action.due)),
}


def lines(day: PlanDay) -> Iterator[Line]:
    yield from _owned(day)
    if day.leads:
        live = day.view.all(Action, status=tuple(LIVE))
        yield from _shared(day)
        yield from _very_late(day, live)
        yield from _lacking(day, live)


def _owned(day: PlanDay) -> Iterator[Line]:
    mine = day.view.all(Action, owner=day.member.person, status=tuple(LIVE))
    for action in mine:
        yield from _near(day, action, Part.OURS_LATE, _doing(day, action))


def _shared(day: PlanDay) -> Iterator[Line]:
    """What belongs to both parties once it is agreed, or to the own one alone."""
    for item in _baseline(day):
        if item.agreed is Agreed.AGREED or item.audience.private:
            late = Part.OURS_LATE if item.audience.private else Part.SHARED_LATE
            yield from _near(day, item, late, (_show(day, item),))


def _baseline(day: PlanDay) -> Iterator[BaselineItem]:
    yield from day.view.all(Milestone, status=tuple(OWED[Milestone]))
    yield from day.view.all(Objective, status=tuple(OWED[Objective]))


def _near(
    day: PlanDay, item: Item, if_late: Part, buttons: tuple[Button, ...]
) -> Iterator[Line]:
    """One line, from three working days before the due day on."""
    due = owed(item)
    if due is None or _ahead(day, due) > max(AHEAD):
        return
    late = day.lateness.of(item)
    today = late is None and due == day.now.date()
    yield Line(
        part=Part.DUE if late is None else if_late,
        text=day.says(item, "due today" if today else day.lateness.says(item)),
        causes=due_causes(due, **day.gap, calendar=day.calendar),
        ref=item.ref,
        buttons=buttons,
        late=-_ahead(day, due),
    )


def _ahead(day: PlanDay, due: date) -> int:
    """Working days of the own party until *due*; negative once it has passed."""
    return day.calendar.working_days_between(day.now.date(), due)


def _very_late(day: PlanDay, live: Sequence[Action]) -> Iterator[Line]:
    """Both leads hear of what others are five working days late with."""
    others = [a for a in live if a.owner and a.owner != day.member.person]
    found = [a for a in others if (day.lateness.of(a) or 0) >= LEADS_FROM]
    names = day.view.names(action.owner for action in found)
    raised = _raised(day, found)
    for action in found:
        line = _others(day, action, names)
        stuck = line.late >= ISSUE_FROM and action.ref not in raised
        yield (
            replace(line, buttons=(*line.buttons, _raise(day, action)))
            if stuck
            else line
        )


def _raised(day: PlanDay, late: Sequence[Action]) -> set[str]:
    """What an issue is about already, where that is worth asking."""
    if not any((day.lateness.of(action) or 0) >= ISSUE_FROM for action in late):
        return set()
    return {issue.about for issue in day.view.all(Issue, status=tuple(ISSUES_LIVE))}


def _raise(day: PlanDay, action: Action) -> Button:
    """The line that makes an issue of it, as private as what is late."""
    title = f"{action.ref} is late: {action.title}"[:LONGEST_TITLE]
    own = " private" if action.audience.private else " joint"
    line = f"issue raise {quote(title)} about {action.ref}{own}"
    return day.button("Raise an issue", line)


def _others(day: PlanDay, action: Action, names: Mapping[str, str]) -> Line:
    side = action.owner_side or day.member.side
    ours = side is day.member.side
    when, late = action.due or day.now.date(), day.lateness.of(action) or 0
    calendar = day.calendars[side]
    return Line(
        part=Part.OURS_LATE if ours else Part.THEIRS_LATE,
        text=day.says(
            action, f"{names[action.owner or '']}, {day.lateness.says(action)}"
        ),
        causes=late_causes(when, **day.gap, calendar=calendar, at_least=LEADS_FROM),
        ref=action.ref,
        buttons=(_show(day, action),),
        late=late,
    )


def _lacking(day: PlanDay, live: Sequence[Action]) -> Iterator[Line]:
    """How many lack an owner or a day; newly imported ones are worth a word."""
    for what, (filter_, lacks) in LACKS.items():
        found = [action for action in live if lacks(action)]
        if not found:
            continue
        new = [a for a in found if a.imported and a.created_at > day.since]
        needs = "1 action needs" if len(found) == 1 else f"{len(found)} actions need"
        see = day.button("See them", f"list actions {filter_}")
        text = f"{day.key} {needs} {what}"
        yield Line(part=Part.ALSO, text=text, causes=bool(new), buttons=(see,))


def _doing(day: PlanDay, action: Action) -> tuple[Button, ...]:
    later = day.button("Snooze a week", f"snooze {action.ref} 1w")
    if not day.reader.may(May.WORK):
        return (later,)
    return (press(day.view, action, "done", "Done", style="primary"), later)


def _show(day: PlanDay, item: Item) -> Button:
    return day.button("Show", item.ref)
