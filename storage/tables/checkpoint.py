"""When both parties meet: the series they agreed, and each occurrence."""

from sqlalchemy import Column, Date, Index, Integer, String, Time

from domain import checkpoint_status, member, recurrence, series
from domain.visibility import Side
from storage.tables.column import ID, Moment, Word, must
from storage.tables.item import agreed, item

checkpoint_series = item(
    "checkpoint_series",
    *agreed(),
    must("unit", Word(recurrence.Unit)),
    must("every", Integer),
    Column("weekday", Integer),
    Column("nth", Integer),
    Column("day", Integer),
    Column("month", Integer),
    must("at_time", Time),
    must("zone"),
    must("start", Date),
    Column("tier", Word(member.Tier)),
    must("kind", Word(series.Kind)),
    Column("chair", ID),
    must("quorum", Integer),
    must("status", Word(series.Status)),
)

checkpoints = item(
    "checkpoint",
    must("starts", Moment),
    must("zone"),
    must("status", Word(checkpoint_status.Status)),
    must("series", String(20)),
    Column("slot", Date),
    Column("tier", Word(member.Tier)),
    must("kind", Word(series.Kind)),
    Column("chair", ID),
    must("quorum", Integer),
    Column("asked_at", Moment),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    must("attended"),
    must("minutes"),
    Column("written_side", Word(Side)),
    Column("written_at", Moment),
    Column("agreed_by", ID),
    must("disputed_why"),
    Index("ix_checkpoint_status", "plan", "status", "starts"),
)
