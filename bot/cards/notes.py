"""Notes and evidence, under the card of the item they are about."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dates import say_day
from bot.message import Button, Entry, Message, Section
from bot.window import PlanView
from domain.note import Note
from domain.walltime import wall

MOST = 10  # the newest; `history` has the rest


def with_notes(card: Message, notes: Sequence[Note], view: PlanView) -> Message:
    """*card* with the newest of *notes*, oldest first; how many are older is said."""
    if not notes:
        return card
    shown = notes[-MOST:]
    names = view.names(note.by for note in shown)
    zone = view.plan_row.zone
    entries = [_entry(note, names.get(note.by, ""), zone) for note in shown]
    if more := len(notes) - len(shown):
        line = f"{view.plan_row.key} history {card.ref}"
        entries.insert(0, Entry(f"and {more} earlier", "", (Button("History", line),)))
    section = Section("Notes and evidence", tuple(entries))
    return replace(card, sections=(*card.sections, section))


def _entry(note: Note, who: str, zone: str) -> Entry:
    kept = ", only your party" if note.audience.private else ""
    said = " ".join(part for part in (note.text, note.url) if part)
    buttons = (Button("Open", url=note.url),) if note.url else ()
    on = say_day(wall(note.at, zone).date())
    return Entry(f"{who}, {on}{kept}: {said}", "", buttons)
