"""An agenda as it is shown: its parts, the most pressing first."""

from collections.abc import Iterator

from bot.cards.parts import details, holder, holders, press
from bot.cards.series import when
from bot.counted import counted
from bot.dates import say_day
from bot.message import Button, Entry, Message, Section
from bot.reviews.agenda import Agenda
from bot.reviews.live import MOST, Live, Part
from bot.window import PlanView
from domain.checkpoint import AHEAD, Checkpoint

EMPTY = "Nothing is open, late or waiting. Add what you want to talk about."


def agenda_card(checkpoint: Checkpoint, agenda: Agenda, view: PlanView) -> Message:
    points = [found for each in agenda.points.values() for found in each[:MOST]]
    names = holders(view, (vars(found.item).get("owner") for found in points))
    return Message(
        title=f"{checkpoint.ref} {checkpoint.title}: agenda",
        text="" if points else EMPTY,
        details=details(
            ("When", when(checkpoint)),
            ("Chair", holder(view, checkpoint.chair) if checkpoint.chair else ""),
            ("Last time", agenda.last),
        ),
        sections=tuple(
            Section(part, tuple(_entries(part, found, agenda, view, names)))
            for part, found in agenda.points.items()
        ),
        buttons=tuple(_buttons(checkpoint, view)),
        ref=checkpoint.ref,
    )


def start_card(checkpoint: Checkpoint, view: PlanView) -> Message:
    """What the room sees when it is time."""
    return Message(
        title=f"{checkpoint.ref} {checkpoint.title}",
        text=f"It is time: {when(checkpoint)}. From start to end, what is said in the"
        " plan makes the minutes.",
        buttons=(
            press(view, checkpoint, "start", "Start", style="primary"),
            press(view, checkpoint, "agenda", "Agenda"),
        ),
    )


def _entries(
    part: Part,
    found: tuple[Live, ...],
    agenda: Agenda,
    view: PlanView,
    names: dict[str, str],
) -> Iterator[Entry]:
    for live in found[:MOST]:
        item = live.item
        said = ", ".join(filter(None, _parts(part, live, names)))
        show = Button("Show", f"{view.plan_row.key} {item.ref}")
        text = f"{item.ref} {item.title}"
        yield Entry(f"{text}: {said}" if said else text, item.ref, (show,))
    if (left := len(found[MOST:]) + agenda.more.get(part, 0)) > 0:
        yield Entry(f"and {counted(left)} more")


def _parts(part: Part, live: Live, names: dict[str, str]) -> Iterator[str]:
    if live.side:
        yield f"waits for the {live.side} to {live.asks}"
    yield names.get(vars(live.item).get("owner") or "", "")
    if live.late:
        often = "1 working day" if live.late == 1 else f"{live.late} working days"
        yield f"{often} late"
    if live.due:
        yield f"{'was due' if part is Part.LATE else 'due'} {say_day(live.due)}"


def _buttons(checkpoint: Checkpoint, view: PlanView) -> Iterator[Button]:
    if checkpoint.status in AHEAD and checkpoint.started_at is None:
        yield press(view, checkpoint, "start", "Start", style="primary")
