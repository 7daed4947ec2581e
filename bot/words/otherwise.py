"""What people say for our words, so that a line we cannot read meets the right one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.words.later import BY_NOUN, plural
from bot.words.refs import Ref, read_ref
from bot.words.tokens import Token

LONGEST = 4  # words of one phrase
# After a reference, or before it.
VERBS: Mapping[str, str] = {
    "approve": "accept",
    "assign": "owner",
    "assign to": "owner",
    "by": "due",
    "close": "done",
    "comment": "note",
    "complete": "done",
    "completed": "done",
    "deadline": "due",
    "delete": "cancel",
    "drop": "cancel",
    "finish": "done",
    "finished": "done",
    "move": "due",
    "move to": "due",
    "postpone": "due",
    "postpone to": "due",
    "reject": "send back",
    "remove": "cancel",
    "rename": "title",
    "rename to": "title",
    "reschedule": "due",
    "reschedule to": "due",
    "until": "due",
}
# At the beginning of a line.
PHRASES: Mapping[str, str] = {
    "add task": "action add",
    "commands": "help",
    "create action": "action add",
    "create task": "action add",
    "decide": "decision add",
    "decided": "decision add",
    "hello": "help",
    "hey": "help",
    "hi": "help",
    "members": "member list",
    "my actions": "mine",
    "my tasks": "mine",
    "overdue": "late",
    "people": "member list",
    "task": "action add",
    "tasks": "list actions",
    "to do": "mine",
    "todo": "mine",
    "what can you do": "help",
    "we decide": "decision add",
    "we decided": "decision add",
    "what is late": "late",
    "what's late": "late",
    "who": "member list",
}
PART = re.compile(r"([0-9]{1,2})[.,][0-9]{1,6}%")  # progress is a whole number
ALONE = frozenset({"help", "late", "member list", "mine"})  # what follows is idle talk


@dataclass(frozen=True)
class Meant:
    """Our words, about *ref* if any, and those of the line that stay as they are."""

    ours: str
    rest: tuple[Token, ...]
    ref: Ref | None


def meant(words: tuple[Token, ...], ref: Ref | None) -> Meant | None:
    """What *words* (which follow *ref*, or are the whole line) say in our words."""
    if ref is None and (found := read_ref(words[1:])):
        ref, words = found[0], (words[0], *words[1 + found[1] :])
    if ref and words and (part := PART.fullmatch(words[0].word)):
        return Meant("progress", (Token(f"{part[1]}%"), *words[1:]), ref)
    table = VERBS if ref else PHRASES
    for n in range(min(LONGEST, len(words)), 0, -1):
        said = " ".join(word.word.rstrip("?!.") for word in words[:n])
        if ours := table.get(said) or (None if ref else _listed(said)):
            rest = () if ours in ALONE else words[n:]
            return Meant(ours, rest, ref)
    return None


def _listed(said: str) -> str | None:
    """`milestones` alone asks for the list of them."""
    noun = BY_NOUN.get(said)
    return f"list {said}" if noun and said == plural(noun) != noun else None
