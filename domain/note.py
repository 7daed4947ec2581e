"""What somebody said about an item: words, evidence, a party's own view of the plan."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.fact import Fact, Undone
from domain.visibility import Audience, Side


class Noted(Fact):
    """{who} on {item}: {note}"""


class Linked(Fact):
    """{who} added evidence to {item}: {note}"""


class Renamed(Fact):
    """{who} renamed {item}: “{note}” is now “{title}”."""


class ViewGiven(Fact):
    """{who} sees the plan as {colour} for the {side}: {note}."""


class ViewTakenBack(Undone):
    """{who} took back what they last said of how the {side} sees the plan."""


class Colour(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Note:
    """Words on an item. A private note on a joint item has its own audience."""

    plan: str
    ref: str
    audience: Audience
    number: int
    by: str
    side: Side
    at: datetime
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """How one party sees the plan. Each party has its own; a difference is shown."""

    STALE_AFTER: ClassVar[int] = 30  # days

    plan: str
    side: Side
    number: int
    colour: Colour
    why: str
    by: str
    at: datetime
