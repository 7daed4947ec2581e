"""Plans as data, read through the token owner's window."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from adapters.web.answers import missing
from bot.ports import Work
from bot.window import KINDS, PlanView
from domain.errors import DomainError
from domain.item import Item
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import NOT_THE_CONTRACT, Plan

MOST = 200  # items of one page
NOUNS: Mapping[str, type[Item]] = {kind.PLURAL: kind for kind in KINDS.values()}


def my_plans(work: Work, person: Person) -> list[dict[str, Any]]:
    """The plans a person takes part in, by key."""
    mine = work.some(Member, person=person.id, standing=Standing.ACTIVE)
    found = work.some(Plan, id=tuple(m.plan for m in mine)) if mine else []
    sides = {member.plan: member for member in mine}
    return [
        {
            "key": plan.key,
            "title": plan.title,
            "status": plan.status,
            "contract": plan.contract,
            "party": sides[plan.id].side,
            "role": sides[plan.id].role,
        }
        for plan in sorted(found, key=lambda plan: plan.key)
    ]


def view_of(work: Work, person: Person, key: str) -> PlanView:
    """A plan as *person* may see it."""
    plan = next(iter(work.some(Plan, key=key.upper())), None)
    member = work.one(Member, plan=plan.id, person=person.id) if plan else None
    if plan is None or member is None or not member.active:
        raise missing()
    work.see_as(person.id)
    return PlanView(work, plan, member.reads)


def plan_shape(view: PlanView) -> dict[str, Any]:
    plan = view.plan_row
    return {
        "key": plan.key,
        "title": plan.title,
        "status": plan.status,
        "contract": plan.contract,
        "zone": plan.zone,
        "created_at": plan.created_at.isoformat(timespec="seconds"),
        "signed": [side for side in _sides(view) if plan.signature(side)],
        "parties": [
            {"party": p.side, "name": p.name, "verified": p.verified, "zone": p.zone}
            for p in view.parties()
        ],
        "people": [
            {"name": view.name(m.person), "party": m.side, "role": m.role}
            for m in view.active()
        ],
        "views": [
            {
                "party": v.side,
                "colour": v.colour,
                "why": v.why,
                "at": v.at.isoformat(timespec="seconds"),
            }
            for v in view.views()
        ],
        "nouns": sorted(NOUNS),
        "legal": NOT_THE_CONTRACT,
    }


def items(view: PlanView, noun: str, after: str, most: int) -> list[dict[str, Any]]:
    """One page of a noun's items, joint ones first, after the item *after*."""
    kind = NOUNS.get(noun)
    if kind is None:
        raise missing()
    found = view.all(kind)
    start = _place_after(view, found, after) if after else 0
    page = found[start : start + most]
    owners = {item: getattr(item, "owner", None) for item in page}
    return [_item_shape(item, view.name(owner)) for item, owner in owners.items()]


def _place_after(view: PlanView, found: list[Any], after: str) -> int:
    try:
        last = view.find(after)
    except DomainError as unknown:
        raise missing() from unknown
    if last not in found:
        raise missing()
    return found.index(last) + 1


def _item_shape(item: Item, owner: str) -> dict[str, Any]:
    due = getattr(item, "due", None)
    return {
        "ref": item.ref,
        "title": item.title,
        "status": item.state,
        "owner": owner or None,
        "owner_party": getattr(item, "owner_side", None),
        "due": due.isoformat() if isinstance(due, date) else None,
        "audience": item.audience,
        "progress": getattr(item, "progress", None),
        "created_at": item.created_at.isoformat(timespec="seconds"),
        "version": item.version,
    }


def _sides(view: PlanView) -> list[Any]:
    return [party.side for party in view.parties()]
