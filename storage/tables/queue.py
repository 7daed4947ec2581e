"""What came in, what is to be said, what is due, and what was said."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    literal_column,
)

from domain.due import Kind as DueKind
from domain.post import Unsure
from domain.visibility import Audience
from storage.tables.column import ID, Moment, Word, key, meta, must, of_plan


class State(StrEnum):
    """How far something to be said has come."""

    WAITING = "waiting"
    SENDING = "sending"
    DOUBT = "in doubt"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    HELD = "held"  # by a restore, until the operator says what becomes of it
    FOLDED = "folded"  # their next digest says it


OPEN = (State.WAITING, State.SENDING, State.DOUBT)


inbound = Table(
    "inbound",
    meta,
    key("id", String(200)),
    must("at", Moment),
    must("answer"),
)

outbox = Table(
    "outbox",
    meta,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    must("marker", ID),
    must("lane", String(160)),
    must("plan", ID),
    must("audience", Word(Audience)),
    must("card", String(20)),
    must("thread", String(20)),
    must("standing_only", Boolean),
    must("body"),
    must("at", Moment),
    must("not_before", Moment),
    must("state", Word(State)),
    must("attempts", Integer),
    must("fence", Integer),
    Column("lease", Moment),
    must("reason"),
    must("topic", String(80)),
    must("unsure", Word(Unsure)),
    Index("ix_outbox_state", "state", "lane", "id"),
    Index("ix_outbox_lane", "lane", "card", "state"),
)

# Written out: with bound values SQLite would not see that the index holds them all.
STILL_OPEN = outbox.c.state.in_([literal_column(f"'{state}'") for state in OPEN])
Index(
    "ix_outbox_open",
    outbox.c.lane,
    outbox.c.id,
    sqlite_where=STILL_OPEN,
    postgresql_where=STILL_OPEN,
)

cards = Table(
    "card",
    meta,
    of_plan(),
    key("ref", String(20)),
    key("lane", String(160)),
    must("posted", String(160)),
    must("at", Moment),
    must("installation", String(160)),
    must("revision", BigInteger),
)

# How a platform is reached there, complete and in its own words, as it said it last.
reference = Table(
    "reference",
    meta,
    key("id", String(200)),
    must("body"),
    must("at", Moment),
)

pace = Table("pace", meta, key("scope", String(200)), must("free", Moment))

due = Table(
    "due",
    meta,
    key("key", String(200)),
    must("kind", Word(DueKind)),
    must("at", Moment),
    must("plan", ID),
    must("audience", Word(Audience)),
    must("ref", String(20)),
    must("person", ID),
    must("free", Moment),
    Index("ix_due_free", "free", "key"),
)

said = Table(
    "said",
    meta,
    key("lane", String(160)),
    key("seq", Integer),
    must("revision", Integer),
    must("at", Moment),
    must("by", ID),
    must("plan", ID),
    must("card", String(20)),
    must("thread", String(20)),
    must("marker", ID),
    must("body"),
    UniqueConstraint("marker"),
    Index("ix_said_card", "lane", "plan", "card"),
    Index("ix_said_revision", "lane", "revision"),
)

token = Table(
    "token",
    meta,
    key("digest", String(64)),
    must("person", ID, ForeignKey("person.id")),
    must("at", Moment),
)

secret = Table("secret", meta, key("name"), must("value"))
