"""What Slack refuses in a message or a form, and what no other check notices."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
TEXT, UPDATED_TEXT = 40_000, 4_000
VIEW_BYTES = 250_000
LONGEST = {  # letters of a text, by where it stands
    ("section", "text"): 3000,
    ("section", "fields"): 2000,
    ("header", "text"): 150,
    ("context", "elements"): 3000,
    ("button", "text"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("option", "text"): 75,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
}
MOST = {  # parts of a block, by where they stand
    ("section", "fields"): 10,
    ("context", "elements"): 10,
    ("actions", "elements"): 25,
    ("static_select", "options"): 100,
    ("checkboxes", "options"): 10,
}
VALUES = {"button": 2000, "option": 150}
IDS = ("action_id", "block_id")
LONGEST_ID, LONGEST_PLACEHOLDER, LONGEST_METADATA = 255, 150, 3000
NEEDED = {
    "button": ("text", "action_id"),
    "section": ("text",),
    "header": ("text",),
    "actions": ("elements",),
    "context": ("elements",),
    "input": ("label", "element"),
    "static_select": ("options",),
    "checkboxes": ("options",),
    "plain_text_input": (),
    "number_input": ("is_decimal_allowed",),
    "datepicker": (),
    "users_select": (),
    "divider": (),
}
STYLES = {None, "primary", "danger"}


def message_problems(payload: Json, *, update: bool = False) -> list[str]:
    """Why Slack would not take this message, or readers could not read it."""
    blocks = payload.get("blocks") or []
    found = list(_blocks(blocks, MESSAGE_BLOCKS))
    text = payload.get("text") or ""
    if not text.strip():
        found.append("no text for those who do not see blocks")
    if len(text) > (UPDATED_TEXT if update else TEXT):
        found.append("text too long")
    found += [f"{kind} stands in messages" for kind in _kinds(blocks) & {"input"}]
    return found


def view_problems(view: Json) -> list[str]:
    found = list(_blocks(view.get("blocks") or [], VIEW_BLOCKS))
    if view.get("type") not in {"modal", "home"}:
        found.append("view of no known type")
    for part in ("title", "submit", "close"):
        if part in view:
            found += _text(view[part], ("modal", part))
    if view.get("type") == "modal" and "title" not in view:
        found.append("modal without a title")
    if "input" in _kinds(view.get("blocks") or []) and "submit" not in view:
        found.append("inputs without submit")
    if len(view.get("private_metadata", "")) > LONGEST_METADATA:
        found.append("private_metadata too long")
    if len(str(view).encode()) > VIEW_BYTES:
        found.append("view too big")
    return found


def _kinds(blocks: list[Json]) -> set[str]:
    return {str(block.get("type")) for block in blocks}


def _blocks(blocks: list[Json], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{len(blocks)} blocks"
    for name in IDS:
        said = [e[name] for e in _elements(blocks) if e.get(name)]
        yield from (f"{name} {id_} twice" for id_, n in Counter(said).items() if n > 1)
        yield from (f"{name} too long" for id_ in said if len(id_) > LONGEST_ID)
    for element in _elements(blocks):
        yield from _element(element)


def _elements(blocks: list[Json]) -> Iterator[Json]:
    """Blocks, and the elements in them."""
    for block in blocks:
        yield block
        inner = [*block.get("elements", ())] if block.get("type") == "actions" else []
        yield from (
            *inner,
            *filter(None, (block.get("accessory"), block.get("element"))),
        )


def _element(element: Json) -> Iterator[str]:
    kind = str(element.get("type"))
    if kind not in NEEDED:
        yield f"{kind} is no block"
        return
    for name in NEEDED[kind]:
        if name not in element and not (kind == "section" and "fields" in element):
            yield f"{kind} without {name}"
    for name in ("text", "label", "hint"):
        if name in element:
            yield from _text(element[name], (kind, name))
    for name in ("fields", "elements", "options"):
        yield from _many(element, kind, name)
    yield from _small(element, kind)


def _many(element: Json, kind: str, name: str) -> Iterator[str]:
    parts = element.get(name)
    if parts is None:
        return
    if not parts:
        yield f"{kind} with no {name}"
    if len(parts) > MOST.get((kind, name), 1000):
        yield f"{kind} with {len(parts)} {name}"
    for part in parts:
        if name == "fields" or (name == "elements" and kind == "context"):
            yield from _text(part, (kind, name))
        if name == "options":
            yield from _option(part)


def _small(element: Json, kind: str) -> Iterator[str]:
    if len(element.get("value", "")) > VALUES.get(kind, 3000):
        yield f"{kind} value too long"
    if element.get("style") not in STYLES:
        yield f"{kind} of no known style"
    if "placeholder" in element:
        yield from _text(element["placeholder"], (kind, "placeholder"))
    for initial in _initial(element):
        if initial not in element["options"]:
            yield f"{kind} begins with what is no option"
    if "confirm" in element:
        for name in ("title", "text", "confirm", "deny"):
            yield from _text(element["confirm"].get(name), ("confirm", name))


def _initial(element: Json) -> list[Json]:
    one = element.get("initial_option")
    return [*([one] if one else []), *element.get("initial_options", ())]


def _option(option: Json) -> Iterator[str]:
    yield from _text(option.get("text"), ("option", "text"))
    value = option.get("value")
    if not value or len(value) > VALUES["option"]:
        yield "option value empty or too long"


def _text(text: Any, where: tuple[str, str]) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in {
        "plain_text",
        "mrkdwn",
    }:
        yield f"{where} is no text"
        return
    said = text.get("text", "")
    if not said.strip():
        yield f"{where} is empty"
    if len(said) > LONGEST.get(where, LONGEST_PLACEHOLDER):
        yield f"{where} has {len(said)} letters"
