"""Several rooms of one plan: who reads them, and the codes that link them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.String(40)
ADDED = {"plan_room": ("name", "present"), "join_code": ("room", "name", "present")}


def upgrade() -> None:
    for table, names in ADDED.items():
        for name in names:
            kind = sa.String(160) if name == "room" else sa.Text
            column = sa.Column(name, kind, nullable=False, server_default="")
            op.add_column(table, column)
    op.create_table(
        "room_code",
        sa.Column("digest", sa.String(64), nullable=False, autoincrement=False),
        sa.Column("plan", ID, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tag", sa.String(16), nullable=False),
        sa.Column("room", sa.String(160), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("present", sa.Text, nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_room_code_plan_plan"),
        sa.PrimaryKeyConstraint("digest", name="pk_room_code"),
    )
    op.create_index("ix_room_code_plan", "room_code", ["plan"])


def downgrade() -> None:
    op.drop_table("room_code")
    for table, names in ADDED.items():
        for name in names:
            op.drop_column(table, name)
