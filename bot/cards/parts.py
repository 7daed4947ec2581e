"""What cards of several nouns share: dates in words, buttons that know a version."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from bot.dates import say_day
from bot.message import Button, Detail
from bot.window import PlanView
from domain.baseline import Agreed, BaselineItem
from domain.item import Item
from domain.member import May, Member, Standing

Tone = Literal["plain", "good", "warn", "bad"]
Style = Literal["plain", "primary", "danger"]

HELD: Mapping[Standing, str] = {
    Standing.ACTIVE: "{name}",
    Standing.NAMED: "{name}, once a lead confirms them",
    Standing.CLAIMED: "{name}, once a lead confirms them",
    Standing.REMOVED: "nobody any more ({name} is not in the plan)",
}
PRIVATE = "Only your party sees this."


def details(*pairs: tuple[str, str]) -> tuple[Detail, ...]:
    """The pairs that have a value."""
    return tuple(Detail(label, value) for label, value in pairs if value)


def day(value: date | None) -> str:
    return say_day(value) if value else ""


def holder(view: PlanView, person: str) -> str:
    """Somebody's name, and whether they are in the plan yet, or still."""
    return holders(view, [person])[person]


def holders(view: PlanView, people: Iterable[str | None]) -> dict[str, str]:
    """The same for several people, fetched at once."""
    names = view.names(people)
    found = view.members(person=tuple(names)) if names else []
    standing = {member.person: member.standing for member in found}
    return {
        person: HELD[standing.get(person, Standing.REMOVED)].format(name=name)
        for person, name in names.items()
    }


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
    return "" if item.settled or item.agreed is Agreed.AGREED else str(item.agreed)
