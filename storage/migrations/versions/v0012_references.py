"""How platforms are reached is kept, and who can be written to alone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reference",
        sa.Column("id", sa.String(200), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reference"),
    )
    alone = sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("person", alone)


def downgrade() -> None:
    op.drop_column("person", "alone")
    op.drop_table("reference")
