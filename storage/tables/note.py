"""What people said about items, and which they wish to hear of."""

from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from domain import note
from domain.visibility import Audience, Side
from storage.tables.column import ID, Moment, Word, key, meta, must, of_plan

notes = Table(
    "note",
    meta,
    of_plan(),
    key("audience", Word(Audience)),
    key("number", Integer),
    must("ref", String(20)),
    must("by", ID),
    must("side", Word(Side)),
    must("at", Moment),
    must("text"),
    must("url"),
    Index("ix_note_ref", "plan", "ref"),
)

views = Table(
    "view",
    meta,
    of_plan(),
    key("side", Word(Side)),
    key("number", Integer),
    must("colour", Word(note.Colour)),
    must("why"),
    must("by", ID),
    must("at", Moment),
)


def _wish(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        meta,
        key("person"),
        of_plan(),
        key("audience", Word(Audience)),
        key("ref", String(20)),
        *columns,
        must("version", Integer),
    )


snooze = _wish("snooze", must("until", Date))
follow = _wish("follow", must("since", Moment))

way_back = Table(
    "way_back",
    meta,
    key("person", ID, ForeignKey("person.id")),
    key("plan"),
    key("audience", Word(Audience)),
    must("line", String(80)),
    must("at", Moment),
    must("says"),
    must("version", Integer),
)
