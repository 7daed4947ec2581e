"""The bot's whole vocabulary. Every platform renders these and nothing else.

All texts are plain words, never markup: each platform escapes them for its own target.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass


@dataclass(frozen=True)
class Detail:
    """One labelled value of a card."""

    label: str
    value: str


@dataclass(frozen=True)
class Button:
    """A button carries a line, run with the permission of whoever presses it.

    With `url` it opens a page instead. `confirm` is asked before anything runs.
    """

    label: str
    line: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"
    confirm: str = ""
    url: str = ""


@dataclass(frozen=True)
class Field:
    """One thing a form asks. `word` goes before the answer in the line it fills in."""

    name: str
    label: str
    kind: Literal["text", "long", "date", "person", "choice", "number", "yes"] = "text"
    word: str = ""
    required: bool = False
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """A form fills in a line: `line`, then each answered field with its word."""

    title: str
    line: str
    fields: tuple[Field, ...]
    submit: str = "Save"


@dataclass(frozen=True)
class Entry:
    """One line of a list, with its buttons."""

    text: str
    ref: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Message:
    """What somebody is told. `ref` names the item whose card this is.

    `to` is the person whom a message in a room calls by name, where it can be done.
    """

    text: str = ""
    title: str = ""
    details: tuple[Detail, ...] = ()
    sections: tuple[Section, ...] = ()
    buttons: tuple[Button, ...] = ()
    form: Form | None = None
    ref: str = ""
    tone: Literal["plain", "good", "warn", "bad"] = "plain"
    to: str = ""

    @property
    def twin(self) -> str:
        """All that the card says, as text: for screen readers, notices and mail."""
        return "\n".join(part for part in self._parts() if part)

    def _parts(self) -> Iterator[str]:
        yield self.title
        yield self.text
        for detail in self.details:
            yield f"{detail.label}: {detail.value}"
        for section in self.sections:
            yield section.heading
            for entry in section.entries:
                yield f"• {entry.text}"


BODY = TypeAdapter(Message)
