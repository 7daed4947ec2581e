"""A message as Slack shows it: blocks within every limit, and all of it as text."""

from collections.abc import Iterator, Sequence
from typing import Any

from adapters.hearing.filled import line_of_form
from adapters.slack import shape
from adapters.slack.pressing import element, fits
from adapters.slack.words import escaped
from bot.message import Button, Entry, Message, Section

TWIN = 3000  # letters: an update with a longer text may be refused
FILL_IN = "Fill in…"
TOO_LONG = "What is left out here is too long for a button: type it instead."
LEFT_OUT = "… and {many} more. Ask for fewer, or for the next page."
SAID = "Done."


def rendered(message: Message, *, only: str = "") -> dict[str, Any]:
    """What is posted. With *only*, nobody but that account may press its buttons."""
    return {
        "text": twin(message),
        "blocks": blocks(message, only=only),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def twin(message: Message) -> str:
    """All that the card says, for screen readers, notices, and where blocks fail."""
    said = message.twin.strip() or SAID
    kept = said
    while shape.length(escaped(kept)) > TWIN:
        kept = kept[: len(kept) - max(1, (len(escaped(kept)) - TWIN) // 5)]
    return escaped(kept if kept == said else kept[:-1] + shape.MORE)


def blocks(
    message: Message, *, only: str = "", most: int = shape.MESSAGE
) -> list[shape.Block]:
    head, foot = list(_head(message)), list(_foot(message, only))
    room = most - len(foot)
    listed = list(_lists(message.sections, only, room - len(head) - 2))
    found = [*head[: room - len(listed)], *listed, *foot] or [shape.section(SAID)]
    return _numbered(found)


def _head(message: Message) -> Iterator[shape.Block]:
    if message.title:
        yield shape.header(message.title)
        if len(message.title) > shape.HEADER:
            yield shape.section(message.title)
    yield from shape.paragraphs(message.text)
    yield from shape.fields([(d.label, d.value) for d in message.details])


def _foot(message: Message, only: str) -> Iterator[shape.Block]:
    shown = [element(b, only) for b in message.buttons if fits(b, only)]
    if message.form:
        line = line_of_form(message.form)
        if fits(button := Button(FILL_IN, line), only):
            shown.append(element(button, only, form=True))
    yield from shape.actions(shown)
    if any(button.line and not fits(button, only) for button in message.buttons):
        yield shape.section(TOO_LONG)


def _lists(sections: Sequence[Section], only: str, room: int) -> Iterator[shape.Block]:
    """Every line, with its buttons as long as there is room for blocks."""
    rows = [(part.heading, entry) for part in sections for entry in part.entries]
    made: list[shape.Block] = []
    heading = ""
    for at, (under, entry) in enumerate(rows):
        lines = [] if under == heading else [under]
        lines.append(f"• {entry.text}")
        heading = under
        new = list(_entry(lines, entry, only))
        if len(made) + len(new) > room - 1:
            made.append(shape.section(LEFT_OUT.format(many=len(rows) - at)))
            break
        made = _joined(made, new)
    yield from made or [shape.section(p.heading) for p in sections if p.heading][:room]


def _entry(lines: list[str], entry: Entry, only: str) -> Iterator[shape.Block]:
    yield shape.section("\n".join(lines))
    shown = [element(b, only) for b in entry.buttons if fits(b, only)]
    yield from shape.actions(shown)


def _joined(made: list[shape.Block], new: list[shape.Block]) -> list[shape.Block]:
    """Lines without buttons share a block, as long as they fit into one."""
    last = made[-1] if made else {}
    if last.get("type") == "section" and len(new) == 1:
        text = f"{last['text']['text']}\n{new[0]['text']['text']}"
        if shape.length(text) <= shape.SECTION:
            return [*made[:-1], shape.section(text)]
    return [*made, *new]


def _numbered(found: list[shape.Block]) -> list[shape.Block]:
    """No two buttons of one message have the same id."""
    count = 0
    for block in found:
        for button in block.get("elements", ()):
            button["action_id"] = f"line-{count}"
            count += 1
    return found
