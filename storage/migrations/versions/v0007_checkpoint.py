"""Checkpoints: the series both parties agreed, and each occurrence."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.String(40)
WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
Kind = sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]


def key(name: str, kind: Kind = ID) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, autoincrement=False)


def must(name: str, kind: Kind = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def may(name: str, kind: Kind = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def upgrade() -> None:
    op.create_table(
        "checkpoint_series",
        *_begun(),
        must("agreed", WORD),
        may("proposed_by", WORD),
        must("unit", WORD),
        must("every", sa.Integer),
        may("weekday", sa.Integer),
        may("nth", sa.Integer),
        may("day", sa.Integer),
        may("month", sa.Integer),
        must("at_time", sa.Time),
        must("zone"),
        must("start", sa.Date),
        may("tier", WORD),
        must("kind", WORD),
        may("chair", ID),
        must("quorum", sa.Integer),
        must("status", WORD),
        *_keys("checkpoint_series"),
    )
    op.create_table(
        "checkpoint",
        *_begun(),
        must("starts", MOMENT),
        must("zone"),
        must("status", WORD),
        must("series", sa.String(20)),
        may("slot", sa.Date),
        may("tier", WORD),
        must("kind", WORD),
        may("chair", ID),
        must("quorum", sa.Integer),
        may("asked_at", MOMENT),
        may("started_at", MOMENT),
        may("ended_at", MOMENT),
        must("attended"),
        must("minutes"),
        may("written_side", WORD),
        may("written_at", MOMENT),
        may("agreed_by", ID),
        must("disputed_why"),
        *_keys("checkpoint"),
    )
    op.create_index("ix_checkpoint_status", "checkpoint", ["plan", "status", "starts"])


def downgrade() -> None:
    op.drop_table("checkpoint")
    op.drop_table("checkpoint_series")


def _begun() -> tuple[sa.Column[Any], ...]:
    return (
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
    )


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=f"fk_{table}_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name=f"pk_{table}"),
    )
