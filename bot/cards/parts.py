"""What cards of several nouns share: dates in words, buttons that know a version."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from bot.dates import say_day
from bot.message import Button, Detail
from bot.window import PlanView
from domain.baseline import Agreed, BaselineItem
from domain.item import Item
from domain.member import May, Member

Tone = Literal["plain", "good", "warn", "bad"]
Style = Literal["plain", "primary", "danger"]

PRIVATE = "Only your party sees this."


def details(*pairs: tuple[str, str]) -> tuple[Detail, ...]:
    """The pairs that have a value."""
    return tuple(Detail(label, value) for label, value in pairs if value)


def day(value: date | None) -> str:
    return say_day(value) if value else ""


def press(
    view: PlanView, item: Item, verb: str, label: str, *, style: Style = "plain"
) -> Button:
    """A button for *verb* on *item* as it stands now."""
    line = f"{view.plan_row.key} {item.ref}#{item.version} {verb}"
    return Button(label, line, style=style)


def agreeing(
    view: PlanView, item: BaselineItem, member: Member | None
) -> Iterator[Button]:
    """Agree and decline, for the party whose word a proposal waits for."""
    if item.waits_for and may_answer(item, member):
        yield press(view, item, "agree", "Agree", style="primary")
        yield press(view, item, "decline", "Decline…")


def may_answer(item: BaselineItem, member: Member | None) -> bool:
    return member is None or (member.side is item.waits_for and member.may(May.LEAD))


def standing(item: BaselineItem) -> str:
    """How far it is agreed, where that is worth a word."""
    if item.agreed is Agreed.PROPOSED and item.waits_for:
        return f"proposed; waits for the {item.waits_for}"
    return "" if item.agreed is Agreed.AGREED else str(item.agreed)
