"""Issues, with the clocks that carry them up."""

from sqlalchemy import Column, Date, Index, Integer

from domain import issue_status
from domain.ladder import Severity
from domain.member import Tier
from domain.visibility import Side
from storage.tables.column import ID, Moment, Word, must
from storage.tables.item import item

issues = item(
    "issue",
    must("status", Word(issue_status.Status)),
    must("severity", Word(Severity)),
    must("tier", Word(Tier)),
    Column("owner", ID),
    must("owner_side", Word(Side)),
    must("raised_side", Word(Side)),
    must("about"),
    must("ladder"),
    Column("due", Date),
    Column("clock_from", Moment),
    must("clock_days", Integer),
    must("clock_seconds", Integer),
    must("window", Integer),
    Column("window_from", Moment),
    Column("acknowledged_by", ID),
    Column("acknowledged_at", Moment),
    Column("still_asked_at", Moment),
    Column("asked", Word(issue_status.Ask)),
    Column("asked_side", Word(Side)),
    Column("asked_at", Moment),
    must("asked_why"),
    Column("asked_due", Date),
    Column("asked_severity", Word(Severity)),
    must("options"),
    must("stopped_why"),
    Column("resolved_by", ID),
    Column("resolved_side", Word(Side)),
    Column("resolved_at", Moment),
    must("resolution"),
    Index("ix_issue_owner", "owner", "plan", "audience", "status", "due"),
    Index("ix_issue_status", "plan", "audience", "status", "due"),
)
