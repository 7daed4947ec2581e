"""Something is missing: a text that names it, and a form."""

from bot.command import Command
from bot.message import Message
from bot.words.arguments import Arguments
from bot.words.forms import form_for, label_of
from bot.words.reading import Ask, Reading
from bot.words.refs import Ref
from bot.words.ways import first_of


def wanting(said: Arguments, reading: Reading, *, private: bool = False) -> Ask:
    """With *private* the form begins as private: words meant so never turn joint."""
    command = said.command
    usage = _about(said)
    args = said.values | ({"private": True} if private else {})
    asked = ", ".join(
        f"{label_of(p).lower()} (`{_example(p.usage)}`)" for p in said.missing
    )
    return Ask(
        Message(
            text=f"`{_called(command, usage)}` still needs: {asked}. Type: `{usage}`"
            f"{_such(command, usage)}",
            form=form_for(command, args, reading),
            tone="warn",
        )
    )


def _about(said: Arguments) -> str:
    """What to type, with the item that was named; a private one is not repeated."""
    command = said.command
    ref = said.values.get(first_of(command)) if command.takes_ref else None
    known = isinstance(ref, Ref) and not ref.private
    return command.usage.replace("REF", str(ref), 1) if known else command.usage


def _such(command: Command, usage: str) -> str:
    """An example helps where no item is named yet."""
    if usage != command.usage or not command.examples:
        return ""
    return f", such as: `{command.examples[0]}`"


def _called(command: Command, usage: str) -> str:
    """The command without its parameters."""
    if not command.noun:
        return command.name
    return f"{usage.partition(' ')[0]} {command.verb}".strip()


def _example(usage: str) -> str:
    return usage.strip("[]")
