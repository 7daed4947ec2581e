"""The policies of the second wall, raised by a migration: see `storage.wall`."""

from collections.abc import Mapping

from alembic import op

from storage.wall import ALL, SEALS, SEES

_WORDS = f"string_to_array(current_setting('{SEES}', true), ' ')"
_SEALED = f"plan = current_setting('{SEALS}', true)"
# Whose work goes through rows of both parties, and shows them to neither.
DUTIES: Mapping[str, str] = {
    "due": f"'clock' = ANY ({_WORDS})",
    "outbox": f"'courier' = ANY ({_WORDS})",
    "head": _SEALED,
    "opening": _SEALED,
}
# A room is asked for before anybody knows who speaks there, and a binding holds no more
# than a room's name: it may be read, and written only by the party whose it is.
ASKED_FIRST = frozenset({"plan_room"})
# Whoever asks to join tells the other party's leads: a letter goes in, and stays in.
LETTERBOX = frozenset({"outbox"})


def raise_wall(table: str, audience: str = "audience") -> None:
    """For migrations: from now on *table* shows private rows to their party alone."""
    if op.get_context().dialect.name != "postgresql":
        return
    seen = f"{audience} = 'joint' OR plan || ':' || {audience} = ANY ({_WORDS})"
    if duty := DUTIES.get(table):
        seen += f" OR {duty}"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY wall ON {table} USING ({seen}) WITH CHECK ({seen})")
    op.execute(
        f"CREATE POLICY owner ON {table} TO CURRENT_USER"
        f" USING (current_setting('{SEES}', true) = '{ALL}')"
    )
    if table in ASKED_FIRST:
        op.execute(f"CREATE POLICY asked_first ON {table} FOR SELECT USING (true)")
    if table in LETTERBOX:
        op.execute(f"CREATE POLICY letterbox ON {table} FOR INSERT WITH CHECK (true)")


def lower_wall(table: str) -> None:
    """For migrations on their way back."""
    if op.get_context().dialect.name != "postgresql":
        return
    for policy in ("wall", "owner", "asked_first", "letterbox"):
        op.execute(f"DROP POLICY IF EXISTS {policy} ON {table}")
    op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
