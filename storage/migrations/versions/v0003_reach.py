"""A plan's lists and counts are found by index, however large the plan is."""

from collections.abc import Mapping

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Indexes = Mapping[str, list[str]]
BEFORE: Indexes = {
    "ix_action_owner": ["owner", "status"],
    "ix_action_status": ["plan", "status"],
}
AFTER: Indexes = {
    "ix_action_owner": ["owner", "plan", "audience", "status", "due"],
    "ix_action_status": ["plan", "audience", "status", "due"],
}


def upgrade() -> None:
    _replace(AFTER)


def downgrade() -> None:
    _replace(BEFORE)


def _replace(indexes: Indexes) -> None:
    for name, columns in indexes.items():
        op.drop_index(name, "action")
        op.create_index(name, "action", columns)
