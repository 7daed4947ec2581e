"""What reading a line needs to know, and the two ways in which nothing is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.message import Button, Message
from bot.words.refs import Ref
from domain.calendar import Calendar
from domain.errors import DomainError
from domain.visibility import Side

if TYPE_CHECKING:
    from bot.command import Command


def _always(_: str | None) -> Calendar:
    return Calendar("UTC")


def _nobody(_: Ref) -> str | None:
    return None


@dataclass(frozen=True)
class Reading:
    """Who speaks, when and where. `people` maps lower-case mentions to person ids.

    `calendar` gives the working days of that person's party; None is the speaker.
    `owner_of` gives the person an item belongs to, whose calendar its dates count on.
    `key` is the plan key the line began with: questions and forms repeat it.
    """

    now: datetime
    zone: str = "UTC"
    locale: str = "en-GB"
    people: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, Side] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    thread: Ref | None = None
    calendar: Callable[[str | None], Calendar] = _always
    key: str = ""
    owner_of: Callable[[Ref], str | None] = _nobody

    def of(self, owner: str | None) -> "Reading":
        """The same for somebody else's dates: *10 working days* are the owner's."""
        if owner is None:
            return self
        return replace(self, calendar=lambda _: self.calendar(owner))

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()


class Ask(Exception):
    """A question or a form: nothing was run."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Misread(DomainError):
    """{sentence}"""

    def __init__(
        self,
        sentence: str,
        buttons: tuple[Button, ...] = (),
        verb: "Command | None" = None,
    ) -> None:
        """*verb* was said alone, without the item it is about."""
        self.sentence = sentence
        self.buttons = buttons
        self.verb = verb

    @property
    def message(self) -> Message:
        return Message(text=self.sentence, buttons=self.buttons, tone="warn")
