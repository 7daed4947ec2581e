"""Every table as the first release has it. Written out: `storage.tables` moves on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(40)
WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Kind = sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]


def key(name: str, kind: Kind = ID) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, autoincrement=False)


def must(name: str, kind: Kind = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def may(name: str, kind: Kind = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def upgrade() -> None:
    op.create_table(
        "due",
        key("key", sa.String(200)),
        must("kind", WORD),
        must("at", MOMENT),
        must("plan", ID),
        must("audience", WORD),
        must("ref", sa.String(20)),
        must("person", ID),
        must("free", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_due"),
    )
    op.create_index("ix_due_free", "due", ["free", "key"])
    op.create_table(
        "inbound",
        key("id", sa.String(200)),
        must("at", MOMENT),
        must("answer"),
        sa.PrimaryKeyConstraint("id", name="pk_inbound"),
    )
    op.create_table(
        "organisation",
        key("id", sa.String(120)),
        must("name"),
        must("version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, primary_key=True),
        must("marker", ID),
        must("lane", sa.String(160)),
        must("plan", ID),
        must("audience", WORD),
        must("card", sa.String(20)),
        must("thread", sa.String(20)),
        must("standing_only", sa.Boolean),
        must("body"),
        must("at", MOMENT),
        must("not_before", MOMENT),
        must("state", WORD),
        must("attempts", sa.Integer),
        must("fence", sa.Integer),
        may("lease", MOMENT),
        must("reason"),
    )
    op.create_index("ix_outbox_lane", "outbox", ["lane", "card", "state"])
    op.create_index("ix_outbox_state", "outbox", ["state", "lane", "id"])
    op.create_table(
        "person",
        key("id", ID),
        must("organisation", sa.String(120)),
        must("account", sa.String(120)),
        must("name"),
        must("mail"),
        must("guest", sa.Boolean),
        must("zone"),
        must("locale", sa.String(20)),
        must("digest_at", sa.Time),
        must("digest_on", sa.Boolean),
        must("quiet_from", sa.Time),
        must("quiet_to", sa.Time),
        may("away_from", sa.Date),
        may("away_to", sa.Date),
        may("cover", ID),
        must("last_plan", ID),
        may("last_digest", MOMENT),
        must("version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("organisation", "account", name="uq_person_organisation"),
    )
    op.create_table(
        "plan",
        key("id", ID),
        must("key", sa.String(6)),
        must("title"),
        must("starter", ID),
        must("created_at", MOMENT),
        must("contract"),
        must("zone"),
        must("status", WORD),
        must("signed_by_customer", sa.String(64)),
        must("signed_by_supplier", sa.String(64)),
        may("closing_side", WORD),
        must("closing_why"),
        must("version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("key", name="uq_plan_key"),
    )
    op.create_table(
        "said",
        key("lane", sa.String(160)),
        key("seq", sa.Integer),
        must("revision", sa.Integer),
        must("at", MOMENT),
        must("by", ID),
        must("plan", ID),
        must("card", sa.String(20)),
        must("thread", sa.String(20)),
        must("marker", ID),
        must("body"),
        sa.PrimaryKeyConstraint("lane", "seq", name="pk_said"),
        sa.UniqueConstraint("marker", name="uq_said_marker"),
    )
    op.create_index("ix_said_card", "said", ["lane", "plan", "card"])
    op.create_index("ix_said_revision", "said", ["lane", "revision"])
    op.create_table(
        "secret",
        key("name", ID),
        must("value"),
        sa.PrimaryKeyConstraint("name", name="pk_secret"),
    )
    op.create_table(
        "action",
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
        must("status", WORD),
        may("owner", ID),
        may("owner_side", WORD),
        may("due", sa.Date),
        must("progress", sa.Integer),
        may("acceptor", ID),
        must("objective"),
        must("source"),
        must("owner_words"),
        must("due_words"),
        must("imported"),
        must("blocked_why"),
        may("done_by", ID),
        may("done_at", MOMENT),
        must("done_note"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_action_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_action"),
    )
    op.create_index("ix_action_imported", "action", ["plan", "imported"])
    op.create_index("ix_action_owner", "action", ["owner", "status"])
    op.create_index("ix_action_status", "action", ["plan", "status"])
    op.create_table(
        "card",
        key("plan", ID),
        key("ref", sa.String(20)),
        key("lane", sa.String(160)),
        must("posted", sa.String(160)),
        must("at", MOMENT),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_card_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "ref", "lane", name="pk_card"),
    )
    op.create_table(
        "decision",
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
        must("proposed_by", WORD),
        must("status", WORD),
        must("supersedes"),
        may("agreed_by", ID),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_decision_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_decision"),
    )
    op.create_table(
        "follow",
        key("person", ID),
        key("plan", ID),
        key("audience", WORD),
        key("ref", sa.String(20)),
        must("since", MOMENT),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_follow_plan_plan"),
        sa.PrimaryKeyConstraint("person", "plan", "audience", "ref", name="pk_follow"),
    )
    op.create_table(
        "head",
        key("plan", ID),
        key("log", WORD),
        must("seq", sa.Integer),
        must("hash", sa.String(64)),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_head_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "log", name="pk_head"),
    )
    op.create_table(
        "join_code",
        key("digest", sa.String(64)),
        must("plan", ID),
        must("side", WORD),
        must("until", MOMENT),
        may("used_by", ID),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_join_code_plan_plan"),
        sa.PrimaryKeyConstraint("digest", name="pk_join_code"),
    )
    op.create_table(
        "member",
        key("plan", ID),
        key("person", ID),
        must("side", WORD),
        must("role", WORD),
        must("standing", WORD),
        must("organisation", sa.String(120)),
        may("tier", WORD),
        may("deputy", ID),
        may("counterpart", ID),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_member_person_person"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_member_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "person", name="pk_member"),
    )
    op.create_index("ix_member_person", "member", ["person"])
    op.create_table(
        "milestone",
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
        must("agreed", WORD),
        may("proposed_by", WORD),
        must("due", sa.Date),
        must("status", WORD),
        may("acceptor", ID),
        may("claim", WORD),
        may("claimed_side", WORD),
        may("claimed_at", MOMENT),
        must("evidence"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_milestone_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_milestone"),
    )
    op.create_table(
        "note",
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("ref", sa.String(20)),
        must("by", ID),
        must("side", WORD),
        must("at", MOMENT),
        must("text"),
        must("url"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_note_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_note"),
    )
    op.create_index("ix_note_ref", "note", ["plan", "ref"])
    op.create_table(
        "objective",
        key("plan", ID),
        key("audience", WORD),
        key("number", sa.Integer),
        must("title"),
        must("created_by", ID),
        must("created_at", MOMENT),
        must("version", sa.Integer),
        must("agreed", WORD),
        may("proposed_by", WORD),
        must("status", WORD),
        may("kind", WORD),
        must("benefit_customer"),
        must("benefit_supplier"),
        must("measure"),
        may("due", sa.Date),
        must("evidence"),
        may("claimed_side", WORD),
        may("claimed_at", MOMENT),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_objective_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "number", name="pk_objective"),
    )
    op.create_table(
        "party",
        key("plan", ID),
        key("side", WORD),
        must("name"),
        must("organisations"),
        must("verified", sa.Boolean),
        must("zone"),
        must("days"),
        must("opens", sa.Time),
        must("closes", sa.Time),
        must("holidays"),
        must("closed"),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_party_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "side", name="pk_party"),
    )
    op.create_table(
        "plan_room",
        key("plan", ID),
        key("room", sa.String(160)),
        must("audience", WORD),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_plan_room_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "room", name="pk_plan_room"),
    )
    op.create_index("ix_plan_room_room", "plan_room", ["room"])
    op.create_table(
        "seal",
        key("plan", ID),
        key("number", sa.Integer),
        must("at", MOMENT),
        must("body"),
        must("signature", sa.String(200)),
        must("public", sa.String(100)),
        must("fingerprint", sa.String(64)),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_seal_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "number", name="pk_seal"),
    )
    op.create_table(
        "series",
        key("plan", ID),
        key("audience", WORD),
        key("prefix", sa.String(8)),
        must("last", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_series_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "audience", "prefix", name="pk_series"),
    )
    op.create_table(
        "snooze",
        key("person", ID),
        key("plan", ID),
        key("audience", WORD),
        key("ref", sa.String(20)),
        must("until", sa.Date),
        must("version", sa.Integer),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_snooze_plan_plan"),
        sa.PrimaryKeyConstraint("person", "plan", "audience", "ref", name="pk_snooze"),
    )
    op.create_table(
        "token",
        key("digest", sa.String(64)),
        must("person", ID),
        must("at", MOMENT),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_token_person_person"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_token"),
    )
    op.create_table(
        "view",
        key("plan", ID),
        key("side", WORD),
        key("number", sa.Integer),
        must("colour", WORD),
        must("why"),
        must("by", ID),
        must("at", MOMENT),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_view_plan_plan"),
        sa.PrimaryKeyConstraint("plan", "side", "number", name="pk_view"),
    )
    op.create_table(
        "fact",
        key("plan", ID),
        key("log", WORD),
        key("seq", sa.Integer),
        must("kind", sa.String(60)),
        must("ref", ID),
        must("by", ID),
        must("at", MOMENT),
        must("line", sa.String(80)),
        must("body"),
        must("hash", sa.String(64)),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_fact_plan_plan"),
        sa.ForeignKeyConstraint(
            ["plan", "log"], ["head.plan", "head.log"], name="fk_fact_plan_head"
        ),
        sa.PrimaryKeyConstraint("plan", "log", "seq", name="pk_fact"),
    )
    op.create_index("ix_fact_by", "fact", ["plan", "by", "at"])
    op.create_index("ix_fact_ref", "fact", ["plan", "ref"])
    op.create_table(
        "opening",
        key("plan", ID),
        key("number", sa.Integer),
        key("audience", WORD),
        must("seq", sa.Integer),
        must("hash", sa.String(64)),
        must("salt", sa.String(64)),
        must("beside", sa.String(64)),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name="fk_opening_plan_plan"),
        sa.ForeignKeyConstraint(
            ["plan", "number"],
            ["seal.plan", "seal.number"],
            name="fk_opening_plan_seal",
        ),
        sa.PrimaryKeyConstraint("plan", "number", "audience", name="pk_opening"),
    )


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


TABLES = (
    "opening",
    "fact",
    "view",
    "token",
    "snooze",
    "series",
    "seal",
    "plan_room",
    "party",
    "objective",
    "note",
    "milestone",
    "member",
    "join_code",
    "head",
    "follow",
    "decision",
    "card",
    "action",
    "secret",
    "said",
    "plan",
    "person",
    "outbox",
    "organisation",
    "inbound",
    "due",
)
