"""The parts of an Adaptive Card 1.5, with every word on it made harmless."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.teams.words import escaped

Part = dict[str, Any]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
CONTENT = "application/vnd.microsoft.card.adaptive"
MORE = "…"
SHOWN = 6  # actions side by side; more stand in a menu
LABEL = 60  # letters on a button before it is cut


def cut(text: str, most: int) -> str:
    """*text*, or its beginning and a sign that there was more."""
    return text if len(text) <= most else text[: most - 1] + MORE


def text(said: str, **more: Any) -> Part:  # noqa: ANN401 - what a TextBlock has
    return {"type": "TextBlock", "text": escaped(said), "wrap": True, **more}


def heading(said: str, tone: str = "") -> Part:
    colour = {"color": tone} if tone else {}
    return text(said, weight="Bolder", size="Medium", style="heading", **colour)


def facts(pairs: Iterable[tuple[str, str]]) -> Part:
    found = [{"title": escaped(label), "value": escaped(v)} for label, v in pairs]
    return {"type": "FactSet", "facts": found}


def actions(buttons: Sequence[Part]) -> Part:
    """Those beyond what is shown side by side go into the menu, none is lost."""
    shown, rest = buttons[:SHOWN], buttons[SHOWN:]
    menu = [{**one, "mode": "secondary"} for one in rest]
    return {"type": "ActionSet", "actions": [*shown, *menu]}


def together(items: Sequence[Part], **more: Any) -> Part:  # noqa: ANN401 - what a Container has
    return {"type": "Container", "items": list(items), **more}


def card(body: Sequence[Part], twin: str, **more: Any) -> Part:  # noqa: ANN401 - what a card has
    return {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": list(body),
        "fallbackText": twin,
        **more,
    }


def attached(content: Mapping[str, Any]) -> Part:
    return {"contentType": CONTENT, "content": dict(content)}
