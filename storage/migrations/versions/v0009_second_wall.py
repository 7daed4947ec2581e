"""What is private is there only for its own party, whatever is asked."""

from storage.migrations.wall import lower_wall, raise_wall

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = {
    "action": "audience",
    "checkpoint": "audience",
    "checkpoint_series": "audience",
    "decision": "audience",
    "due": "audience",
    "fact": "log",
    "follow": "audience",
    "head": "log",
    "issue": "audience",
    "milestone": "audience",
    "note": "audience",
    "objective": "audience",
    "opening": "audience",
    "outbox": "audience",
    "plan_room": "audience",
    "series": "audience",
    "snooze": "audience",
    "way_back": "audience",
}


def upgrade() -> None:
    for table, audience in TABLES.items():
        raise_wall(table, audience)


def downgrade() -> None:
    for table in TABLES:
        lower_wall(table)
