"""Forms: a view with an input for each field, and the line its answers make."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.hearing.filled import in_words
from adapters.slack import shape
from bot.message import Field, Form

Option = tuple[str, str]

DAY = re.compile(r"\d{4}-\d\d-\d\d")
FORM = "form"  # what every form of ours is called back by
CANCEL = "Cancel"


def form_view(
    form: Form, *, metadata: str, people: Sequence[Option] = ()
) -> dict[str, Any]:
    """The form as a modal. *people* are those who can be chosen, as label and mention.

    Each block's id begins with the kind of its field and holds the word for the line,
    so that the answers alone make the line.
    """
    inputs = [_input(n, field, people) for n, field in enumerate(form.fields)]
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": shape.plain(form.title, shape.TITLE),
        "submit": shape.plain(form.submit, shape.TITLE),
        "close": shape.plain(CANCEL, shape.TITLE),
        "private_metadata": metadata,
        "blocks": [*_whole_title(form), *inputs][: shape.VIEW],
    }


def line_of_answers(line: str, view: Mapping[str, Any]) -> str:
    """*line*, and each answer of a submitted view with its word."""
    return " ".join([line, *_answers(view)])


def _answers(view: Mapping[str, Any]) -> Iterator[str]:
    """In the order of the fields: Slack keeps an order of its own."""
    values: Mapping[str, Mapping[str, Any]] = view["state"]["values"]
    for block_id in sorted(values, key=lambda id_: int(id_.partition(" ")[0])):
        _, kind, word = block_id.split(" ", 2)
        for answer in values[block_id].values():
            if said := in_words(kind, word, _value(answer)):
                yield said


def _value(answer: Mapping[str, Any]) -> str:
    if chosen := answer.get("selected_option"):
        return str(chosen["value"])
    if chosen := answer.get("selected_options"):
        return str(chosen[0]["value"])
    if user := answer.get("selected_user"):
        return f"<@{user}>"
    return str(answer.get("selected_date") or answer.get("value") or "").strip()


def _whole_title(form: Form) -> Iterator[shape.Block]:
    if shape.length(form.title) > shape.TITLE:
        yield shape.section(form.title)


def _input(place: int, field: Field, people: Sequence[Option]) -> shape.Block:
    made: shape.Block = {
        "type": "input",
        "block_id": f"{place} {field.kind} {field.word}"[:255],
        "label": shape.plain(field.label, shape.FIELD),
        "element": {**_element(field, people), "action_id": f"{field.name}"[:255]},
        "optional": not field.required,
    }
    if field.hint:
        made["hint"] = shape.plain(field.hint, shape.HINT)
    return made


def _element(field: Field, people: Sequence[Option]) -> shape.Block:
    match field.kind:
        case "yes":
            return _tick(field)
        case "date" if DAY.fullmatch(field.value) or not field.value:
            return _begun({"type": "datepicker"}, initial_date=field.value)
        case "person" | "choice":
            return _choice(field, field.options or people)
        case "number":
            return _begun(
                {"type": "number_input", "is_decimal_allowed": True},
                initial_value=field.value,
            )
    long = {"type": "plain_text_input", "multiline": field.kind == "long"}
    return _begun(long, initial_value=field.value)


def _tick(field: Field) -> shape.Block:
    options = [_option(field.label, "yes")]
    made: shape.Block = {"type": "checkboxes", "options": options}
    return {**made, "initial_options": options} if field.value else made


def _choice(field: Field, options: Sequence[Option]) -> shape.Block:
    """A list to choose from; where there is none, Slack's own of people, or words."""
    short = [o for o in options if o[1] and shape.length(o[1]) <= shape.OPTION]
    if not short and field.kind == "person":
        return {"type": "users_select"}
    if not short:
        return _begun({"type": "plain_text_input"}, initial_value=field.value)
    made = [_option(label, value) for label, value in short][: shape.OPTIONS]
    known = next((o for o in made if o["value"] == field.value), None)
    begun = {"initial_option": known} if known else {}
    return {"type": "static_select", "options": made, **begun}


def _option(label: str, value: str) -> shape.Block:
    return {"text": shape.plain(label, shape.LABEL), "value": value}


def _begun(made: shape.Block, **initial: str) -> shape.Block:
    return made | {name: value for name, value in initial.items() if value}
