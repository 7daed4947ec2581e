"""A message as Teams shows it: a card within the budget, and all of it as text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from adapters.hearing.filled import line_of_form
from adapters.teams import shape
from adapters.teams.pressing import Pressed, action, fits, opening
from adapters.teams.wire import written
from adapters.teams.words import whole
from bot.message import Entry, Message, Section

BUDGET = 28_000  # bytes of a whole message: ours, well below what Teams takes
TWIN, SUMMARY = 3_000, 300  # letters
FILL_IN = "Fill in…"
LEFT_OUT = "… and {many} more. Ask for fewer, or for the next page."
CUT_SHORT = "… The rest does not fit here: read it in the web room, or ask for less."
SAID = "Done."
TONES = {"good": "Good", "warn": "Warning", "bad": "Attention"}
DRAW = Pressed(line="")


def rendered(message: Message, given: Pressed = DRAW, spare: int = 0) -> dict[str, Any]:
    """What is posted. *given* is what every button of it carries besides its line.

    *spare* bytes are kept free for what is added to it.
    """
    return {
        "type": "message",
        "summary": shape.cut(_twin(message), SUMMARY),
        "attachments": [shape.attached(card(message, given, spare))],
    }


def card(message: Message, given: Pressed = DRAW, spare: int = 0) -> shape.Part:
    """The whole of it where it fits; else as many entries, and as much text, as do."""
    given = replace(given, ref=message.ref)
    rows = sum(len(part.entries) for part in message.sections)
    made = _drawn(message, rows, given)
    if _small(made, spare):
        return made
    title, text = shape.cut(message.title, TWIN), message.text[:BUDGET]
    message = replace(message, title=title, text=text)
    most = _most(0, rows, spare, lambda n: _drawn(message, n, given))
    made = _drawn(message, most, given)
    if _small(made, spare) and len(message.text) < BUDGET:
        return made
    return _cut_short(message, given, spare)


def _cut_short(message: Message, given: Pressed, spare: int) -> shape.Part:
    """Buttons stay: it is words that are left out, and it says so."""

    def shortened(many: int) -> shape.Part:
        text = f"{message.text[:many]}\n{CUT_SHORT}"
        details = tuple(
            replace(one, value=shape.cut(one.value, max(many // 10, 40)))
            for one in message.details
        )
        buttons = message.buttons if many else message.buttons[: shape.SHOWN]
        less = replace(message, text=text, details=details, buttons=buttons)
        return _drawn(less, 0, given)

    return shortened(_most(0, len(message.text), spare, shortened))


def _most(low: int, high: int, spare: int, draw: Callable[[int], shape.Part]) -> int:
    """The most of something with which a card is small enough."""
    while low < high:
        middle = (low + high + 1) // 2
        if _small(draw(middle), spare):
            low = middle
        else:
            high = middle - 1
    return low


def _small(made: shape.Part, spare: int) -> bool:
    around = 2 * SUMMARY + 1_500 + spare  # what stands around a card when it is posted
    return len(written(made)) + around <= BUDGET


def _drawn(message: Message, rows: int, given: Pressed) -> shape.Part:
    body = [*_head(message), *_lists(message.sections, rows, given)]
    body += _foot(message, given)
    found = body or [shape.text(SAID)]
    return shape.card(found, shape.cut(_twin(message), TWIN))


def _head(message: Message) -> Iterator[shape.Part]:
    if whole(message.title).strip():
        yield shape.heading(message.title, TONES.get(message.tone, ""))
    if whole(message.text).strip():
        yield shape.text(message.text)
    if message.details:
        yield shape.facts((one.label, one.value) for one in message.details)


def _lists(
    sections: Sequence[Section], rows: int, given: Pressed
) -> Iterator[shape.Part]:
    left = rows
    for part in sections:
        if part.heading and (left or not part.entries):
            yield shape.text(part.heading, weight="Bolder", separator=True)
        for entry in part.entries[:left]:
            yield _entry(entry, given)
        left -= min(left, len(part.entries))
    if hidden := sum(len(part.entries) for part in sections) - rows:
        yield shape.text(LEFT_OUT.format(many=hidden))


def _entry(entry: Entry, given: Pressed) -> shape.Part:
    shown = [action(one, given) for one in entry.buttons if fits(one)]
    said = shape.text(f"• {entry.text}")
    return shape.together([said, shape.actions(shown)]) if shown else said


def _foot(message: Message, given: Pressed) -> Iterator[shape.Part]:
    shown = [action(one, given) for one in message.buttons if fits(one)]
    if message.form:
        line = line_of_form(message.form)
        shown.append(opening(FILL_IN, replace(given, line=line)))
    if shown:
        yield shape.actions(shown)


def _twin(message: Message) -> str:
    return whole(message.twin).strip() or SAID
