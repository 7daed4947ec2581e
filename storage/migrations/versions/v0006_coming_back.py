"""Actions that come back by a rule, and colleagues who hand over from a day on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT: dict[str, Any] = {"nullable": False, "server_default": ""}


def columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    """Made anew each time, as a column belongs to one table only."""
    action = (
        sa.Column("rule", sa.Text(), **TEXT),
        sa.Column("rule_from", sa.Date()),
        sa.Column("turn", sa.Date()),
        sa.Column("skipped", sa.Integer()),
        sa.Column("followed_by", sa.String(20), **TEXT),
    )
    member = (
        sa.Column("hands_to", sa.String(40)),
        sa.Column("hands_on", sa.Date()),
        sa.Column("hands_by", sa.String(40)),
    )
    return {"action": action, "member": member}


def upgrade() -> None:
    for table, added in columns().items():
        for column in added:
            op.add_column(table, column)


def downgrade() -> None:
    for table, added in columns().items():
        for column in added:
            op.drop_column(table, column.name)
