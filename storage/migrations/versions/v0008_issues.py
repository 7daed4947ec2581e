"""Issues, and the days of the ladder they climb."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
INDEXES = {
    "ix_issue_owner": ["owner", "plan", "audience", "status", "due"],
    "ix_issue_status": ["plan", "audience", "status", "due"],
}


def upgrade() -> None:
    op.add_column(
        "plan", sa.Column("ladder", sa.Text, nullable=False, server_default="")
    )
    op.create_table(
        "issue",
        must("plan", ID),
        must("audience", WORD),
        must("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
        must("status", WORD),
        must("severity", WORD),
        must("tier", WORD),
        sa.Column("owner", ID),
        must("owner_side", WORD),
        must("raised_side", WORD),
        must("about"),
        must("ladder"),
        sa.Column("due", sa.Date),
        sa.Column("clock_from", MOMENT),
        must("clock_days", sa.Integer),
        must("clock_seconds", sa.Integer),
        must("window", sa.Integer),
        sa.Column("window_from", MOMENT),
        sa.Column("acknowledged_by", ID),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("still_asked_at", MOMENT),
        sa.Column("asked", WORD),
        sa.Column("asked_side", WORD),
        sa.Column("asked_at", MOMENT),
        must("asked_why"),
        sa.Column("asked_due", sa.Date),
        sa.Column("asked_severity", WORD),
        must("options"),
        must("stopped_why"),
        sa.Column("resolved_by", ID),
        sa.Column("resolved_side", WORD),
        sa.Column("resolved_at", MOMENT),
        must("resolution"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_issue_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_issue"),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "issue", columns)


def downgrade() -> None:
    op.drop_table("issue")
    op.drop_column("plan", "ladder")


def must(name: str, kind: object = sa.Text) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)  # type: ignore[arg-type]
