"""A button as Slack shows it, and the line it carries back when it is pressed."""

import json
from dataclasses import dataclass
from typing import Any

from adapters.slack import shape
from bot.message import Button

STYLED = {"primary", "danger"}
REALLY, YES, NO = "Are you sure?", "Yes", "No"


@dataclass(frozen=True)
class Pressed:
    """`only` is the account that alone may press it, `form` whether a form opens."""

    line: str
    only: str = ""
    form: bool = False

    @property
    def value(self) -> str:
        said: dict[str, Any] = {"line": self.line}
        if self.only:
            said["only"] = self.only
        if self.form:
            said["form"] = True
        return json.dumps(said, ensure_ascii=False)

    @property
    def fits(self) -> bool:
        return shape.length(self.value) <= shape.VALUE


def pressed(value: str) -> Pressed | None:
    """What a value of ours says; None for any other."""
    try:
        said = json.loads(value)
        return Pressed(str(said["line"]), str(said.get("only", "")), "form" in said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def fits(button: Button, only: str) -> bool:
    """Whether Slack can carry it: a line too long, or a page of ours, it cannot."""
    if button.url:
        return button.url.startswith("https://")
    return Pressed(button.line, only).fits


def element(button: Button, only: str, *, form: bool = False) -> shape.Block:
    """One button; its `action_id` is given where it stands."""
    made: shape.Block = {
        "type": "button",
        "text": shape.plain(button.label, shape.LABEL),
    }
    if button.url:
        made["url"] = button.url
    else:
        made["value"] = Pressed(button.line, only, form).value
    if button.style in STYLED:
        made["style"] = button.style
    if button.confirm:
        made["confirm"] = _confirm(button.confirm)
    return made


def _confirm(asked: str) -> shape.Block:
    return {
        "title": shape.plain(REALLY, shape.CONFIRM_TITLE),
        "text": shape.plain(asked, shape.CONFIRM_TEXT),
        "confirm": shape.plain(YES, shape.CONFIRM_ANSWER),
        "deny": shape.plain(NO, shape.CONFIRM_ANSWER),
    }
