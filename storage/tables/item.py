"""The numbered things of a plan, one table a noun."""

from typing import Any

from sqlalchemy import Column, Date, Index, Integer, String, Table
from sqlalchemy.schema import SchemaItem

from domain import action, baseline, change, decision, milestone, objective
from domain.visibility import Audience, Side
from storage.tables.column import ID, Moment, Word, key, meta, must, of_plan


def item(name: str, *columns: SchemaItem) -> Table:
    """A table of numbered things; A-1 of both parties' own series may stand beside."""
    return Table(
        name,
        meta,
        of_plan(),
        key("audience", Word(Audience)),
        key("number", Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", Moment),
        must("version", Integer),
        *columns,
    )


def agreed() -> tuple[Column[Any], Column[Any]]:
    return must("agreed", Word(baseline.Agreed)), Column("proposed_by", Word(Side))


actions = item(
    "action",
    must("status", Word(action.Status)),
    Column("owner", ID),
    Column("owner_side", Word(Side)),
    Column("due", Date),
    must("rule"),
    Column("rule_from", Date),
    Column("turn", Date),
    Column("skipped", Integer),
    must("followed_by", String(20)),
    must("progress", Integer),
    Column("acceptor", ID),
    must("objective"),
    must("source"),
    must("owner_words"),
    must("due_words"),
    must("imported"),
    must("blocked_why"),
    Column("done_by", ID),
    Column("done_at", Moment),
    must("done_note"),
    # Every column that lists and counts ask for, so that none reads a whole plan.
    Index("ix_action_owner", "owner", "plan", "audience", "status", "due"),
    Index(
        "ix_action_status",
        *("plan", "audience", "status", "due", "number", "created_at"),
    ),
    Index("ix_action_imported", "plan", "imported"),
)

changes = item(
    "change",
    must("about"),
    must("line"),
    must("asked"),
    must("asked_side", Word(Side)),
    must("why"),
    must("status", Word(change.Status)),
    Column("signed_by", ID),
    must("digest", String(64)),
    Index("ix_change_status", "plan", "audience", "status"),
)

objectives = item(
    "objective",
    *agreed(),
    must("status", Word(objective.Status)),
    Column("kind", Word(objective.Kind)),
    must("benefit_customer"),
    must("benefit_supplier"),
    must("measure"),
    Column("due", Date),
    must("evidence"),
    Column("claimed_side", Word(Side)),
    Column("claimed_at", Moment),
)

milestones = item(
    "milestone",
    *agreed(),
    must("due", Date),
    must("status", Word(milestone.Status)),
    Column("acceptor", ID),
    Column("claim", Word(milestone.Status)),
    Column("claimed_side", Word(Side)),
    Column("claimed_at", Moment),
    must("evidence"),
)

decisions = item(
    "decision",
    must("proposed_by", Word(Side)),
    must("status", Word(decision.Status)),
    must("supersedes"),
    Column("agreed_by", ID),
)
