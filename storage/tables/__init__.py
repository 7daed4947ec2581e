"""Every table: real typed columns, one table a noun, every key starts with the plan."""

from storage.tables.checkpoint import checkpoint_series, checkpoints
from storage.tables.column import ID, Moment, Word, meta
from storage.tables.installation import installation, room_seen
from storage.tables.issue import issues
from storage.tables.item import actions, changes, decisions, milestones, objectives
from storage.tables.note import follow, notes, snooze, views, way_back
from storage.tables.people import organisation, person
from storage.tables.plan import (
    join_code,
    last_plan,
    members,
    party,
    plans,
    room,
    room_code,
)
from storage.tables.queue import (
    OPEN,
    STILL_OPEN,
    State,
    cards,
    due,
    inbound,
    outbox,
    pace,
    reference,
    said,
    secret,
    token,
)
from storage.tables.record import facts, head, openings, seals, series

__all__ = [
    "ID",
    "OPEN",
    "STILL_OPEN",
    "Moment",
    "State",
    "Word",
    "actions",
    "cards",
    "changes",
    "checkpoint_series",
    "checkpoints",
    "decisions",
    "due",
    "facts",
    "follow",
    "head",
    "inbound",
    "installation",
    "issues",
    "join_code",
    "last_plan",
    "members",
    "meta",
    "milestones",
    "notes",
    "objectives",
    "openings",
    "organisation",
    "outbox",
    "pace",
    "party",
    "person",
    "plans",
    "reference",
    "room",
    "room_code",
    "room_seen",
    "said",
    "seals",
    "secret",
    "series",
    "snooze",
    "token",
    "views",
    "way_back",
]
