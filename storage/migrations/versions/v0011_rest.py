"""A plan keeps when it rested, for its clocks count nothing of it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "plan", sa.Column("rested", sa.Text, nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("plan", "rested")
