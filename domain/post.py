"""One thing to be said in one place, kept until it is said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.visibility import Audience


class Unsure(StrEnum):
    """What follows where nobody can find out whether a post arrived."""

    REPEAT = "repeat"  # say it again, and that it may be a repeat
    DIGEST = "digest"  # their next digest says it


@dataclass(frozen=True, kw_only=True)
class Post:
    """`lane` is a room's id, or `@` and a person's id for a direct message.

    With `card`, the post is that item's card: sent once, then brought up to date.
    Without, it is a line; `thread` names the item it belongs under. `body` is a stored
    message. With `standing_only`, a card that does not stand there yet is not posted.
    It leaves not before `not_before` (aware UTC). In one lane a post takes the place
    of an older one of the same `topic` that waits still.
    """

    lane: str
    body: str
    plan: str = ""
    audience: Audience = Audience.JOINT
    card: str = ""
    thread: str = ""
    standing_only: bool = False
    not_before: datetime | None = None
    topic: str = ""
    unsure: Unsure = Unsure.REPEAT
