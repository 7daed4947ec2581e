"""Organisations and people, as the platforms verified them."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
)

from storage.tables.column import ID, Moment, key, meta, must

organisation = Table(
    "organisation",
    meta,
    key("id", String(120)),
    must("name"),
    must("version", Integer),
)

person = Table(
    "person",
    meta,
    key("id"),
    must("organisation", String(120)),
    must("account", String(120)),
    must("name"),
    must("mail"),
    must("guest", Boolean),
    must("alone", Boolean),
    must("zone"),
    must("locale", String(20)),
    must("digest_at", Time),
    must("digest_on", Boolean),
    must("quiet_from", Time),
    must("quiet_to", Time),
    Column("away_from", Date),
    Column("away_to", Date),
    Column("cover", ID),
    Column("last_digest", Moment),
    must("version", Integer),
    UniqueConstraint("organisation", "account"),
)
