"""A plan, its parties, its members, and the rooms it is talked about in."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
)

from domain import member, plan
from domain.visibility import Audience, Side
from storage.tables.column import ID, Moment, Word, key, meta, must, of_plan

plans = Table(
    "plan",
    meta,
    key("id"),
    must("key", String(6)),
    must("title"),
    must("starter", ID),
    must("created_at", Moment),
    must("contract"),
    must("zone"),
    must("status", Word(plan.Status)),
    must("signed_by_customer", String(64)),
    must("signed_by_supplier", String(64)),
    Column("closing_side", Word(Side)),
    must("closing_why"),
    must("ladder"),
    must("rested"),
    must("version", Integer),
    UniqueConstraint("key"),
)

party = Table(
    "party",
    meta,
    of_plan(),
    key("side", Word(Side)),
    must("name"),
    must("organisations"),
    must("verified", Boolean),
    must("zone"),
    must("days"),
    must("opens", Time),
    must("closes", Time),
    must("holidays"),
    must("closed"),
    must("version", Integer),
)

members = Table(
    "member",
    meta,
    of_plan(),
    key("person", ID, ForeignKey("person.id")),
    must("side", Word(Side)),
    must("role", Word(member.Role)),
    must("standing", Word(member.Standing)),
    must("organisation", String(120)),
    Column("tier", Word(member.Tier)),
    Column("deputy", ID),
    Column("counterpart", ID),
    Column("hands_to", ID),
    Column("hands_on", Date),
    Column("hands_by", ID),
    must("version", Integer),
    Index("ix_member_person", "person"),
)

room = Table(
    "plan_room",
    meta,
    of_plan(),
    key("room", String(160)),
    must("audience", Word(Audience)),
    must("name"),
    must("present"),
    must("version", Integer),
    Index("ix_plan_room_room", "room"),
)

last_plan = Table(
    "last_plan",
    meta,
    key("person", ID, ForeignKey("person.id")),
    key("room", String(160)),
    must("plan", ID, ForeignKey("plan.id")),
    must("version", Integer),
)

join_code = Table(
    "join_code",
    meta,
    key("digest", String(64)),
    must("plan", ID, ForeignKey("plan.id")),
    must("side", Word(Side)),
    must("until", Moment),
    Column("used_by", ID),
    must("room", String(160)),
    must("name"),
    must("present"),
    must("version", Integer),
)

room_code = Table(
    "room_code",
    meta,
    key("digest", String(64)),
    must("plan", ID, ForeignKey("plan.id")),
    must("until", Moment),
    must("tag", String(16)),
    must("room", String(160)),
    must("name"),
    must("present"),
    must("asked_by", ID),
    must("version", Integer),
    Index("ix_room_code_plan", "plan"),
)
