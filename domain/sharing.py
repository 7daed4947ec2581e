"""From a private item to a joint one: its words come along, its history does not."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from domain.fact import Fact
from domain.item import Item
from domain.member import Member
from domain.visibility import Audience

I = TypeVar("I", bound=Item)  # noqa: E741 - an item
PRIVATE_MARK = "~"


class ItemShared(Fact):
    """{who} made {item} joint: it is {note} now."""


def joint_copy(item: I, number: int, *, by: Member, at: datetime, **more: object) -> I:
    """A joint item with the same words, which names nothing private and no past."""
    fresh: dict[str, Any] = dict(getattr(item, "FRESH", {}))
    named = {f.name: "" for f in fields(item) if _names_private(item, f.name)}
    begun = {"created_by": by.person, "created_at": at, "version": 0}
    all_ = {**fresh, **named, **begun, **more}
    return replace(item, audience=Audience.JOINT, number=number, **all_)


def _names_private(item: Item, field: str) -> bool:
    value = getattr(item, field)
    reference = field in {"objective", "source", "measure", "supersedes", "about"}
    return reference and str(value).startswith(PRIVATE_MARK)
