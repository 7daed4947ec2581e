"""Where the app is installed on a platform, and the rooms it speaks in there."""

from sqlalchemy import Boolean, Column, String, Table

from storage.tables.column import Moment, key, meta, must

# `token` and `refresh` are sealed. `busy` is until when somebody renews them.
installation = Table(
    "installation",
    meta,
    key("id", String(120)),
    must("enterprise", String(120)),
    must("wide", Boolean),
    must("name"),
    must("bot", String(120)),
    must("bot_id", String(120)),
    must("scopes"),
    must("token"),
    must("refresh"),
    Column("expires", Moment),
    Column("busy", Moment),
    must("at", Moment),
    must("gone", String(40)),
)

# What was last seen of a room. `host` is the installation that speaks there.
room_seen = Table(
    "room_seen",
    meta,
    key("room", String(160)),
    must("host", String(120)),
    must("name"),
    must("present"),
    must("trouble", String(40)),
    must("at", Moment),
)
