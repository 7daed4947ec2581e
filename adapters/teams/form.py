"""Forms: a card with an input for each field, and the line its answers make."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from adapters.hearing.filled import in_words
from adapters.teams import shape
from adapters.teams.pressing import Pressed, submitting
from adapters.teams.words import escaped
from bot.message import Field, Form
from bot.request import Answer

Option = tuple[str, str]

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
INPUT = "field "  # begins the id of every input of ours
YES, NO = "yes", "no"
LONGEST = {"text": 400, "long": 4000}  # letters that an input takes


def form_card(
    form: Form, given: Pressed, people: Sequence[Option] = (), refused: str = ""
) -> shape.Part:
    """The form. *refused* says why it was not taken; what was filled in is kept.

    Each input's id holds the kind of its field and the word for the line, so that the
    answers alone make the line.
    """
    body = [shape.heading(form.title)]
    if refused:
        body.append(shape.text(refused, color="Attention"))
    body += [_input(n, field, people) for n, field in enumerate(form.fields)]
    save = submitting(form.submit, replace(given, line=form.line), "primary")
    return shape.card(body, form.title, actions=[save])


def line_of_answers(line: str, data: Mapping[str, Any]) -> str:
    """*line*, and each answer with its word, in the order of the fields."""
    said = [in_words(kind, word, value) for kind, word, value in answers(data)]
    return " ".join(filter(None, (line, *said)))


def answers(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The kind, the word and the value of each field that came back."""
    found = []
    for id_, value in data.items():
        place, _, rest = id_.removeprefix(INPUT).partition(" ")
        kind, _, word = rest.partition(" ")
        if id_.startswith(INPUT) and place.isdecimal() and value is not None:
            said = str(value).strip()
            found.append((int(place), (kind, word, "" if said == NO else said)))
    return [one for _, one in sorted(found)]


def filled(form: Form, data: Mapping[str, Any]) -> Form:
    """The form with what somebody filled in before."""
    kept = {(kind, word): value for kind, word, value in answers(data)}
    fields = tuple(
        replace(one, value=kept.get((one.kind, one.word), one.value))
        for one in form.fields
    )
    return replace(form, fields=fields)


def begun(answer: Answer, words: Mapping[str, str]) -> Answer:
    """The same question, its form begun with *words* by the names of its fields."""
    form = answer.message.form
    if form is None:
        return answer
    fields = tuple(replace(f, value=words.get(f.name, f.value)) for f in form.fields)
    message = replace(answer.message, form=replace(form, fields=fields))
    return replace(answer, message=message)


def asks_for_people(form: Form) -> bool:
    return any(one.kind == "person" and not one.options for one in form.fields)


def _input(place: int, field: Field, people: Sequence[Option]) -> shape.Part:
    made = _element(field, people)
    made["id"] = f"{INPUT}{place} {field.kind} {field.word}"
    made["label"] = escaped(
        f"{field.label} ({field.hint})" if field.hint else field.label
    )
    if field.required and field.kind != "yes":
        made["isRequired"] = True
        made["errorMessage"] = "This is needed."
    return made


def _element(field: Field, people: Sequence[Option]) -> shape.Part:
    match field.kind:
        case "yes":
            title = escaped(field.label)
            made = {"type": "Input.Toggle", "title": title}
            value = YES if field.value else NO
            return {**made, "valueOn": YES, "valueOff": NO, "value": value}
        case "date" if DAY.fullmatch(field.value) or not field.value:
            return _value({"type": "Input.Date"}, field.value)
        case "number" if NUMBER.fullmatch(field.value) or not field.value:
            number: shape.Part = {"type": "Input.Number"}
            return {**number, "value": float(field.value)} if field.value else number
        case "person" | "choice":
            return _choice(field, field.options or people)
    long = field.kind == "long"
    most = LONGEST["long" if long else "text"]
    words = {"type": "Input.Text", "isMultiline": long, "maxLength": most}
    return _value(words, field.value)


def _choice(field: Field, options: Sequence[Option]) -> shape.Part:
    """A list to choose from; where there is none, words."""
    short = [one for one in options if one[1]]
    if not short:
        return _value({"type": "Input.Text", "maxLength": 400}, field.value)
    choices = [{"title": label, "value": value} for label, value in short]
    made = {"type": "Input.ChoiceSet", "style": "compact", "choices": choices}
    known = any(one["value"] == field.value for one in choices)
    return _value(made, field.value if known else "")


def _value(made: shape.Part, value: str) -> shape.Part:
    return {**made, "value": value} if value else made
