"""A button as a card has it, and the line it carries back when it is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.teams import shape
from adapters.teams.words import whole
from bot.message import Button

STYLES = {"primary": "positive", "danger": "destructive"}
VERB, FETCH = "line", "task/fetch"
REALLY, YES = "Are you sure?", "Yes"


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """`card` is another one each time a card is drawn, `ref` the item whose card it is.

    `only` is the account that alone may press it; `form` whether a form opens, `filled`
    that this is one come back. `told` names a line that was answered already.
    """

    line: str
    card: str = ""
    ref: str = ""
    only: str = ""
    form: bool = False
    filled: str = ""
    told: str = ""

    @property
    def data(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value}


def pressed(data: Any) -> Pressed | None:  # noqa: ANN401 - whatever a client sends
    """What data of ours says; None for any other."""
    if not isinstance(data, Mapping) or not isinstance(data.get("line"), str):
        return None
    words = ("line", "card", "ref", "only", "filled", "told")
    said = {name: str(data.get(name) or "") for name in words}
    return Pressed(**said, form=data.get("form") is True)


def action(button: Button, given: Pressed) -> shape.Part:
    """One button, with what older clients take in its place."""
    title = shape.cut(whole(button.label).strip() or shape.MORE, shape.LABEL)
    if button.url:
        return {"type": "Action.OpenUrl", "title": title, "url": button.url}
    carried = replace(given, line=button.line)
    if button.confirm:
        return _asked(button, carried, title)
    return _execute(title, carried, button.style)


def opening(label: str, given: Pressed) -> shape.Part:
    """A button that opens a form: only `Action.Submit` can."""
    data = {**replace(given, form=True).data, "msteams": {"type": FETCH}}
    return {"type": "Action.Submit", "title": label, "data": data}


def submitting(label: str, given: Pressed, style: str = "plain") -> shape.Part:
    """A button in a form, or in the answer that takes its place."""
    made = {"type": "Action.Submit", "title": label, "data": given.data}
    return _styled(made, style)


def fits(button: Button) -> bool:
    """Whether Teams can carry it: a page of ours that is not https, it cannot."""
    return button.url.startswith("https://") if button.url else bool(button.line)


def _execute(title: str, carried: Pressed, style: str) -> shape.Part:
    fallback = {"type": "Action.Submit", "title": title, "data": carried.data}
    made = {
        "type": "Action.Execute",
        "title": title,
        "verb": VERB,
        "data": carried.data,
        "fallback": fallback,
    }
    return _styled(made, style)


def _asked(button: Button, carried: Pressed, title: str) -> shape.Part:
    """Cards ask nothing back by themselves: the question opens under the button."""
    really = _execute(YES, carried, button.style)
    body = [shape.text(REALLY, weight="Bolder"), shape.text(button.confirm)]
    inner = {"type": "AdaptiveCard", "body": body, "actions": [really]}
    return {"type": "Action.ShowCard", "title": title, "card": inner}


def _styled(made: shape.Part, style: str) -> shape.Part:
    return {**made, "style": STYLES[style]} if style in STYLES else made
