"""One thing to be said in one place, kept until it is said."""

from dataclasses import dataclass
from datetime import datetime

from domain.visibility import Audience


@dataclass(frozen=True, kw_only=True)
class Post:
    """`lane` is a room's id, or `@` and a person's id for a direct message.

    With `card`, the post is that item's card: sent once, then brought up to date.
    Without, it is a line; `thread` names the item it belongs under. `body` is a stored
    message. With `standing_only`, a card that does not stand there yet is not posted.
    It leaves not before `not_before` (aware UTC).
    """

    lane: str
    body: str
    plan: str = ""
    audience: Audience = Audience.JOINT
    card: str = ""
    thread: str = ""
    standing_only: bool = False
    not_before: datetime | None = None
