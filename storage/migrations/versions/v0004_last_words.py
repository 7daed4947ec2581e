"""The last plan somebody spoke of, by place, and how to take back what they wished."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "last_plan",
        sa.Column("person", ID, nullable=False),
        sa.Column("room", sa.String(160), nullable=False),
        sa.Column("plan", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _of_person("last_plan"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_last_plan_plan_plan"),
        sa.PrimaryKeyConstraint("person", "room", name="pk_last_plan"),
    )
    op.create_table(
        "way_back",
        sa.Column("person", ID, nullable=False),
        sa.Column("plan", ID, nullable=False),
        sa.Column("audience", ID, nullable=False),
        sa.Column("line", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _of_person("way_back"),
        sa.PrimaryKeyConstraint("person", "plan", "audience", name="pk_way_back"),
    )
    op.drop_column("person", "last_plan")


def downgrade() -> None:
    op.add_column(
        "person", sa.Column("last_plan", ID, nullable=False, server_default="")
    )
    op.drop_table("way_back")
    op.drop_table("last_plan")


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_person_person"
    return sa.ForeignKeyConstraint(["person"], ["person.id"], name=name)
