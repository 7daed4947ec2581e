"""Installations of the app on a platform, and what was last seen of their rooms."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.String(120)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("enterprise", ID, nullable=False),
        sa.Column("wide", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("bot", ID, nullable=False),
        sa.Column("bot_id", ID, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("refresh", sa.Text, nullable=False),
        sa.Column("expires", MOMENT, nullable=True),
        sa.Column("busy", MOMENT, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("gone", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
    )
    op.create_table(
        "room_seen",
        sa.Column("room", sa.String(160), nullable=False, autoincrement=False),
        sa.Column("host", ID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("present", sa.Text, nullable=False),
        sa.Column("trouble", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("room", name="pk_room_seen"),
    )


def downgrade() -> None:
    op.drop_table("room_seen")
    op.drop_table("installation")
