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
)

from domain.due import Kind as DueKind
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
    Index("ix_outbox_state", "state", "lane", "id"),
    Index("ix_outbox_lane", "lane", "card", "state"),
)

cards = Table(
    "card",
    meta,
    of_plan(),
    key("ref", String(20)),
    key("lane", String(160)),
    must("posted", String(160)),
    must("at", Moment),
)

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
