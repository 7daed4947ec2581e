"""Where a plan is talked about: a shared room, or one party's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.fact import Fact
from domain.visibility import Audience, Side


class RoomLinked(Fact):
    """{who} agreed: another room hears of this plan now."""

    STANDS = True


class RoomUnlinked(Fact):
    """{who} unlinked one of its rooms: nothing of this plan appears there any more."""

    STANDS = True


@dataclass(eq=False, kw_only=True)
class PlanRoom:
    """A room bound to a plan. `room` is the platform's id, `audience` who reads it.

    `present` are the organisations last seen to read it, with spaces between them.
    """

    RECORDED: ClassVar[bool] = False

    plan: str
    room: str
    audience: Audience
    name: str = ""
    present: str = ""
    version: int = 0


@dataclass(eq=False, kw_only=True)
class JoinCode:
    """A one-time code by which somebody becomes the other party's lead.

    `room` is where it was given, which hears of the plan once they are confirmed.
    """

    RECORDED: ClassVar[bool] = False

    digest: str
    plan: str
    side: Side
    until: datetime
    used_by: str | None = None
    room: str = ""
    name: str = ""
    present: str = ""
    version: int = 0


@dataclass(eq=False, kw_only=True)
class RoomCode:
    """A one-time code by which another room is linked, and then what waits for a word.

    Until it is used `room` and `asked_by` are empty. `tag` names what waits.
    """

    RECORDED: ClassVar[bool] = False

    digest: str
    plan: str
    until: datetime
    tag: str
    room: str = ""
    name: str = ""
    present: str = ""
    asked_by: str = ""
    version: int = 0


@dataclass(eq=False, kw_only=True)
class LastPlan:
    """The plan somebody last spoke of in a room; no room is a direct message."""

    RECORDED: ClassVar[bool] = False

    person: str
    room: str
    plan: str
    version: int = 0


@dataclass(eq=False, kw_only=True)
class Snooze:
    """Somebody does not want to hear of an item until a day."""

    RECORDED: ClassVar[bool] = False

    person: str
    plan: str
    audience: Audience
    ref: str
    until: date
    version: int = 0


@dataclass(eq=False, kw_only=True)
class Follow:
    """Somebody wants to hear of an item that is not theirs."""

    RECORDED: ClassVar[bool] = False

    person: str
    plan: str
    audience: Audience
    ref: str
    since: datetime
    version: int = 0


@dataclass(eq=False, kw_only=True)
class WayBack:
    """The lines that take back what somebody's last line asked for themselves alone.

    `plan` is empty where it is about their day in all of them. `line` names the line
    that asked; `says` is empty where that was taken back already.
    """

    RECORDED: ClassVar[bool] = False

    person: str
    plan: str
    audience: Audience
    line: str
    at: datetime
    says: str
    version: int = 0
