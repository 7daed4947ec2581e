"""How messages and answers look as JSON."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.message import Button, Form, Message, Section
from bot.request import Answer

ITEM = re.compile(r"~?[A-Z]+-\d+")


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who wrote a line in a room; Jointly's own lines have none."""

    name: str
    party: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message as it stands in a room. `card` and `thread` name items."""

    id: str
    revision: int
    at: datetime
    message: Message
    card: str = ""
    thread: str = ""
    by: Writer | None = None


def said_shape(said: Said) -> dict[str, Any]:
    return {
        "id": said.id,
        "revision": said.revision,
        "at": said.at.isoformat(timespec="seconds"),
        "text": said.message.twin,
        "ref": _item(said.card, said.thread, said.message.ref),
        "buttons": _buttons((*said.message.buttons, *_entry_buttons(said.message))),
        "thread": bool(said.thread and not said.card),
        "by": asdict(said.by) if said.by else None,
        "card": card_shape(said.message),
    }


def _item(*names: str) -> str | None:
    """The item a message is about; a plan's own cards have names of another kind."""
    return next((name for name in names if ITEM.fullmatch(name)), None)


def _entry_buttons(message: Message) -> Iterator[Button]:
    for section in message.sections:
        for entry in section.entries:
            yield from entry.buttons


def answer_shape(answer: Answer) -> dict[str, Any]:
    message = answer.message
    return {
        "text": message.twin,
        "refused": answer.refused,
        "refs": list(dict.fromkeys(answer.refs)),
        "card": card_shape(message) if _is_card(message) else None,
        "form": form_shape(message.form),
    }


def card_shape(message: Message) -> dict[str, Any]:
    return {
        "title": message.title,
        "text": message.text,
        "tone": message.tone,
        "details": [asdict(detail) for detail in message.details],
        "sections": [_section(section) for section in message.sections],
        "buttons": _buttons(message.buttons),
        "form": form_shape(message.form),
    }


def form_shape(form: Form | None) -> dict[str, Any] | None:
    if form is None:
        return None
    fields = [asdict(field) for field in form.fields]
    for field in fields:
        field["options"] = [list(option) for option in field["options"]]
    return {
        "title": form.title,
        "line": form.line,
        "submit": form.submit,
        "fields": fields,
    }


def _section(section: Section) -> dict[str, Any]:
    entries = [
        {"text": entry.text, "ref": entry.ref, "buttons": _buttons(entry.buttons)}
        for entry in section.entries
    ]
    return {"heading": section.heading, "entries": entries}


def _buttons(buttons: tuple[Button, ...]) -> list[dict[str, Any]]:
    return [asdict(button) for button in buttons]


def _is_card(message: Message) -> bool:
    """Whether there is more to show than one line of words."""
    more = (message.title, message.details, message.sections, message.buttons)
    return any(more) or message.tone != "plain"
