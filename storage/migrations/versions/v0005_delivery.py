"""Where each card stands, how soon more may be said, and what is open found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORD = sa.String(40)
OPEN = sa.text("state IN ('waiting', 'sending', 'in doubt')")

# The plan room kept its cards in `said` alone. A row of the outbox is newer than any
# card that stands, so each of them counts as the oldest.
STANDING = """
INSERT INTO card (plan, ref, lane, posted, at, installation, revision)
SELECT plan, card, lane, CAST(min(seq) AS VARCHAR(20)), min(at), '', 0
FROM said WHERE card <> '' GROUP BY plan, card, lane
"""


def upgrade() -> None:
    for name, kind, before in (
        ("topic", sa.String(80), ""),
        ("unsure", WORD, "repeat"),
    ):
        op.add_column(
            "outbox", sa.Column(name, kind, nullable=False, server_default=before)
        )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["lane", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.drop_table("card")  # nothing has written to it yet
    op.create_table(
        "card",
        *_card(),
        sa.Column("installation", sa.String(160), nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        *_keys(),
    )
    op.execute(STANDING)
    op.create_table(
        "pace",
        sa.Column("scope", sa.String(200), nullable=False),
        sa.Column("free", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_pace"),
    )


def downgrade() -> None:
    op.drop_table("pace")
    op.drop_table("card")
    op.create_table("card", *_card(), *_keys())
    op.drop_index("ix_outbox_open", "outbox")
    op.drop_column("outbox", "unsure")
    op.drop_column("outbox", "topic")


def _card() -> list[sa.Column[object]]:
    return [
        sa.Column("plan", sa.String(40), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False),
        sa.Column("lane", sa.String(160), nullable=False),
        sa.Column("posted", sa.String(160), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    ]


def _keys() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_card_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "ref", "lane", name="pk_card"),
    ]
