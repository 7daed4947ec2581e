"""The port: what a platform can do for the courier, and what it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from adapters.delivery.bucket import Limit
from bot.message import Message
from bot.ports import Work
from storage.cards import Standing


class Method(StrEnum):
    """What a platform is asked to do; each may have a rate of its own."""

    POST = "post"
    UPDATE = "update"
    LOOK_BACK = "look back"
    DELETE = "delete"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message on its way. `marker` is the same however often it is tried.

    `lane`, `card` and `thread` are as in a post.
    """

    lane: str
    message: Message
    marker: str
    plan: str = ""
    card: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Posted:
    """A message as the platform knows it, and the installation that posted it."""

    id: str
    installation: str = ""


class Chat(Protocol):
    """A platform. What it does not take it says with `NotSaid`.

    `timeout` is how many seconds it may take to answer. `limits` are the rates a call
    counts against, the widest first. `present` are the organisations that read a room
    now. `look_back` finds every message that carries the marker, the oldest first; it
    is None where this installation may not read what was said.
    """

    @property
    def timeout(self) -> float: ...
    def present(self, work: Work, lane: str) -> frozenset[str]: ...
    def limits(self, work: Work, lane: str, method: Method) -> Sequence[Limit]: ...
    async def post(self, out: Outgoing) -> Posted: ...
    async def update(self, standing: Standing, out: Outgoing) -> None: ...
    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None: ...
    async def delete(self, posted: Posted, out: Outgoing) -> None: ...
