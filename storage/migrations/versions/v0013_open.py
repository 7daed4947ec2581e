"""The open actions of a plan are listed and counted from one index alone."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NAME = "ix_action_status"
BEFORE = ["plan", "audience", "status", "due"]
AFTER = [*BEFORE, "number", "created_at"]


def upgrade() -> None:
    op.drop_index(NAME, "action")
    op.create_index(NAME, "action", AFTER)


def downgrade() -> None:
    op.drop_index(NAME, "action")
    op.create_index(NAME, "action", BEFORE)
