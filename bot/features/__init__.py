"""One module a noun. Features never import each other."""

from importlib import import_module

from bot.command import Commands

FEATURES = (
    "action",
    "agree",
    "away",
    "calendar",
    "checkpoint",
    "change",
    "decision",
    "find",
    "handing",
    "help",
    "history",
    "issue",
    "item",
    "join",
    "ladder",
    "linking",
    "listing",
    "member",
    "milestone",
    "mine",
    "minutes",
    "note",
    "objective",
    "plan",
    "rag",
    "record",
    "room",
    "settings",
    "share",
    "sign",
    "snooze",
    "undo",
)


def all_commands() -> Commands:
    """Every feature's commands in one registry."""
    commands = Commands()
    for name in FEATURES:
        commands.include(import_module(f"bot.features.{name}").commands)
    return commands
