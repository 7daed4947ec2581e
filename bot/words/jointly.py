"""`joint` at the end of a line whose command has no such flag of its own."""

from dataclasses import replace

from bot.command import Command
from bot.words.arguments import read_arguments
from bot.words.doubt import JOINT
from bot.words.reading import Reading
from bot.words.ways import Way


def without_joint(way: Way, reading: Reading) -> tuple[Way, bool]:
    """The way without that word, and whether it was there. In a bare text it stays."""
    if not way.words or way.words[-1].word != JOINT or not _lacks(way.command):
        return way, False
    before = replace(way, words=way.words[:-1])
    said = read_arguments(way.command, before.words, reading, way.given)
    runs_on = bool(said.loose) and said.loose[-1] == len(before.words) - 1
    if said.missing or said.unread or (runs_on and not before.words[-1].quoted):
        return way, False
    return before, True


def _lacks(command: Command) -> bool:
    flags = {p.word for p in command.named if p.flag}
    return command.changes and command.takes_words and JOINT not in flags
