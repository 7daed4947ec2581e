"""What comes in and what goes back: a line from somebody a platform verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from bot.message import Message


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person as the platform verified them. A guest carries the host's organisation.

    `organisation` and `account` are the platform's ids; `zone`, `locale` its profile.
    `alone` is whether it lets us write to them where nobody else reads.
    """

    organisation: str
    organisation_name: str
    account: str
    name: str
    mail: str = ""
    guest: bool = False
    alone: bool = True
    zone: str = "Europe/London"
    locale: str = "en-GB"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A room as the platform knows it. `present` are the organisations that read it."""

    id: str
    name: str = ""
    present: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Request:
    """One line. `place` is None in a direct message.

    `heard` is true where the line was typed so that everybody in the room read it.
    `id` names the delivery: the same id again gets the first answer and does nothing.
    `people` maps each mention in the text, lower case, to who it is.
    """

    text: str
    by: Account
    place: Place | None = None
    thread: str = ""
    people: Mapping[str, Account] = field(default_factory=dict)
    heard: bool = False
    id: str = ""

    @property
    def delivery(self) -> str:
        """What the answer is remembered by: nobody gets another's, whatever the id."""
        whose = f"{self.by.organisation} {self.by.account} {self.id}"
        return sha256(whose.encode()).hexdigest() if self.id else ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the speaker is told. `refused` is true whenever nothing ran."""

    message: Message
    refused: bool = False
    refs: tuple[str, ...] = ()
