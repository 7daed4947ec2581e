"""One module a noun. Features never import each other."""

from importlib import import_module

from bot.command import Commands

FEATURES = (
    "action",
    "calendar",
    "handing",
    "help",
    "item",
    "join",
    "member",
    "plan",
    "room",
    "settings",
    "sign",
)


def all_commands() -> Commands:
    """Every feature's commands in one registry."""
    commands = Commands()
    for name in FEATURES:
        commands.include(import_module(f"bot.features.{name}").commands)
    return commands
