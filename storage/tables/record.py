"""The record: numbers, heads, facts, seals."""

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, Table

from domain.visibility import Audience
from storage.tables.column import ID, Moment, Word, key, meta, must, of_plan

series = Table(
    "series",
    meta,
    of_plan(),
    key("audience", Word(Audience)),
    key("prefix", String(8)),
    must("last", Integer),
)

head = Table(
    "head",
    meta,
    of_plan(),
    key("log", Word(Audience)),
    must("seq", Integer),
    must("hash", String(64)),
)

facts = Table(
    "fact",
    meta,
    of_plan(),
    key("log", Word(Audience)),
    key("seq", Integer),
    must("kind", String(60)),
    must("ref", ID),
    must("by", ID),
    must("at", Moment),
    must("line", String(80)),
    must("body"),
    must("hash", String(64)),
    ForeignKeyConstraint(["plan", "log"], ["head.plan", "head.log"]),
    Index("ix_fact_ref", "plan", "ref"),
    Index("ix_fact_by", "plan", "by", "at"),
)

seals = Table(
    "seal",
    meta,
    of_plan(),
    key("number", Integer),
    must("at", Moment),
    must("body"),
    must("signature", String(200)),
    must("public", String(100)),
    must("fingerprint", String(64)),
)

# What lets one party check the anchor against its own log, and only its own: `beside`
# is the other party's blinded commitment, fresh each time.
openings = Table(
    "opening",
    meta,
    of_plan(),
    key("number", Integer),
    key("audience", Word(Audience)),
    must("seq", Integer),
    must("hash", String(64)),
    must("salt", String(64)),
    must("beside", String(64)),
    ForeignKeyConstraint(["plan", "number"], ["seal.plan", "seal.number"]),
)
