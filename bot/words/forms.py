"""Forms from signatures, filled in with what was understood."""

from collections.abc import Mapping
from typing import Any

from bot.command import Command, Parameter
from bot.message import Field, Form
from bot.words.people_kinds import RefKind
from bot.words.reading import Reading

RULE_WORD = "repeats"


def form_for(command: Command, args: Mapping[str, Any], reading: Reading) -> Form:
    """What is known already stands in the fields; a known reference in the line."""
    line, known = opening(command, args)
    asked = [p for p in command.parameters if p.name != known]
    return Form(
        title=(command.help.splitlines() or [command.name])[0],
        line=f"{reading.key} {line}".strip(),
        fields=tuple(_field(p, args, reading) for p in asked),
    )


def opening(command: Command, args: Mapping[str, Any]) -> tuple[str, str]:
    """The words before the fields, and the name of the parameter among them."""
    first = command.positional[0] if command.takes_ref else None
    if first is None or args.get(first.name) is None:
        return command.name, ""
    ref = first.kind.write(args[first.name])
    return (
        f"{ref} {command.verb}" if command.noun else f"{command.name} {ref}"
    ), first.name


def _field(parameter: Parameter, args: Mapping[str, Any], reading: Reading) -> Field:
    value = args.get(parameter.name)
    shown = (
        ""
        if value in (None, False)
        else "yes"
        if value is True
        else parameter.kind.shown(value)
    )
    options = parameter.kind.options(reading)
    rule = parameter.bare_rule
    return Field(
        name=parameter.name,
        label=label_of(parameter),
        kind="text" if rule else parameter.kind.field,
        word=RULE_WORD if rule else parameter.word,
        required=parameter.required,
        value=shown,
        options=options,
        hint=parameter.kind.hint,
    )


def label_of(parameter: Parameter) -> str:
    """What a person calls it."""
    if isinstance(parameter.kind, RefKind) and not parameter.named:
        return "Which one"
    said = parameter.name.strip("_").replace("_", " ")
    return said[:1].upper() + said[1:]
