"""The baseline as its tables hold it, and once more from the record alone."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from domain.baseline import Agreed
from storage import tables
from tests.cast import Stage

FIELDS = ("title", "due", "status")
Item = dict[str, Any]


def items(stage: Stage) -> Iterator[tuple[str, Any]]:
    """Everything that is agreed, as its tables hold it."""
    with stage.raw() as connection:
        for prefix, table in (("O", tables.objectives), ("M", tables.milestones)):
            asked = select(table).where(table.c.agreed == Agreed.AGREED)
            for row in connection.execute(asked):
                yield f"{prefix}-{row.number}", row._mapping


def plain(row: Any) -> Item:
    return {field: row[field] and str(row[field]) for field in FIELDS}


def folded(stage: Stage) -> dict[str, Item]:
    """The baseline from the record alone; no line of one party changes it."""
    asked = select(tables.facts.c.body).order_by(tables.facts.c.seq)
    with stage.raw() as connection:
        facts = [json.loads(body) for body in connection.scalars(asked)]
    found: dict[str, Item] = {}
    inside: set[str] = set()
    consent = _consents(facts)
    for fact in facts:
        ref = fact["ref"]
        if ref[:2] not in {"O-", "M-"}:
            continue
        item = found.setdefault(ref, dict.fromkeys(FIELDS))
        changes = {n: p[1] for n, p in fact["changes"].items() if n in FIELDS}
        assert ref not in inside or not changes or fact["line"] in consent
        item.update(changes)
        if fact["changes"].get("agreed", [None, None])[1] == "agreed":
            inside.add(ref)
    return {ref: found[ref] for ref in found if ref in inside}


def _consents(facts: list[Any]) -> set[str]:
    """The lines by which a lead signed what the other party had asked."""
    asked = {f["ref"]: f["side"] for f in facts if f["kind"] == "ChangeAsked"}
    signed = [f for f in facts if f["kind"] == "ChangeSigned"]
    assert all(fact["side"] != asked[fact["ref"]] for fact in signed)
    return {fact["line"] for fact in signed}
