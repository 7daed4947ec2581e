"""Change requests: lines about the baseline that wait for the other signature."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.wall import lower_wall, raise_wall

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.String(40)
WORD = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("plan", ID, nullable=False, autoincrement=False),
        sa.Column("audience", WORD, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("asked_side", WORD, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("signed_by", ID, nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_change_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_change"),
    )
    op.create_index("ix_change_status", "change", ["plan", "audience", "status"])
    raise_wall("change")


def downgrade() -> None:
    lower_wall("change")
    op.drop_table("change")
