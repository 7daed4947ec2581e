"""What Teams refuses in a card, and what no other check notices."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import adaptive_cards
import jsonschema

Json = Mapping[str, Any]

CONTENT = "application/vnd.microsoft.card.adaptive"
BIGGEST = 28 * 1024  # bytes of a message
SHOWN = 6  # actions side by side
EXTENSIONS = ("msteams",)  # of the host, beside the schema
SCHEMA = Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json"


@cache
def official() -> Any:
    schema = json.loads(SCHEMA.read_text())
    return jsonschema.Draft6Validator(schema)


def message_problems(body: Json) -> list[str]:
    """Why Teams would not take this message, or readers could not read it."""
    found = []
    if len(json.dumps(body, ensure_ascii=False).encode()) > BIGGEST:
        found.append("message too big")
    if not str(body.get("summary") or "").strip():
        found.append("no summary for notifications")
    cards = [a for a in body.get("attachments") or () if a["contentType"] == CONTENT]
    if len(cards) != 1:
        found.append(f"{len(cards)} cards")
    for one in cards:
        found += card_problems(one["content"])
    return found


def card_problems(card: Json) -> list[str]:
    found = list(_inside(card))
    if card.get("version") != "1.5":
        found.append("not a card 1.5")
    if not str(card.get("fallbackText") or "").strip():
        found.append("no text for those who do not see cards")
    ids = [part["id"] for part in parts(card) if "id" in part]
    found += [f"id {id_} twice" for id_, n in Counter(ids).items() if n > 1]
    return found


def schema_problems(card: Json) -> list[str]:
    """By the official schema, without what the host adds to it."""
    bare = {name: value for name, value in card.items() if name not in EXTENSIONS}
    return [error.message[:300] for error in official().iter_errors(bare)]


def parts(card: Any) -> Iterator[Json]:
    """Every object of a card, but for what its actions carry."""
    if isinstance(card, Mapping):
        yield card
        for name, value in card.items():
            if name != "data":
                yield from parts(value)
    elif isinstance(card, list):
        for one in card:
            yield from parts(one)


def texts(card: Any) -> list[str]:
    """All that a reader sees as Markdown."""
    found = []
    for part in parts(card):
        if part.get("type") == "TextBlock":
            found.append(str(part["text"]))
        found += [str(part[name]) for name in ("title", "value") if _fact(part, name)]
    return found


def _fact(part: Json, name: str) -> bool:
    return "type" not in part and set(part) == {"title", "value"} and name in part


def _inside(card: Json) -> Iterator[str]:
    for part in parts(card):
        kind = part.get("type", "")
        if kind == "TextBlock" and not part.get("text", "").strip():
            yield "empty text"
        if kind == "ActionSet":
            yield from _actions(part)
        if str(kind).startswith("Action."):
            yield from _action(part)
        if kind == "Input.ChoiceSet" and not part.get("choices"):
            yield "nothing to choose from"
        if str(kind).startswith("Input.") and not part.get("id"):
            yield "an input without an id"


def _actions(part: Json) -> Iterator[str]:
    shown = [a for a in part["actions"] if a.get("mode", "primary") == "primary"]
    if not part["actions"]:
        yield "no actions"
    if len(shown) > SHOWN:
        yield f"{len(shown)} actions side by side"


def _action(part: Json) -> Iterator[str]:
    kind = part["type"]
    if not str(part.get("title", "")).strip() and "verb" not in part:
        yield f"{kind} without a title"
    if kind == "Action.Execute" and part.get("title"):
        fallback = part.get("fallback") or {}
        if fallback.get("type") != "Action.Submit":
            yield "older clients see no such button"
        elif fallback.get("data") != part.get("data"):
            yield "older clients say something else"
    if kind == "Action.OpenUrl" and not part["url"].startswith("https://"):
        yield "a link that is not https"
