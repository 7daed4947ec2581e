"""Something is missing: a text that names it, and a form."""

from bot.command import Command
from bot.message import Message
from bot.words.arguments import Arguments
from bot.words.forms import form_for, label_of
from bot.words.reading import Ask, Reading


def wanting(said: Arguments, reading: Reading, *, private: bool = False) -> Ask:
    """With *private* the form begins as private: words meant so never turn joint."""
    command = said.command
    args = said.values | ({"private": True} if private else {})
    asked = ", ".join(
        f"{label_of(p).lower()} (`{_example(p.usage)}`)" for p in said.missing
    )
    return Ask(
        Message(
            text=f"`{_called(command)}` still needs: {asked}. Type: `{command.usage}`",
            form=form_for(command, args, reading),
            tone="warn",
        )
    )


def _called(command: Command) -> str:
    return f"REF {command.verb}".strip() if command.noun else command.name


def _example(usage: str) -> str:
    return usage.strip("[]")
