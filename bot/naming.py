"""Private references in words that others are going to read."""

import re

from bot.words.refs import HYPHENS, NOUNS
from domain.fact import Fact
from domain.visibility import Audience

REF = rf"([a-z]{{1,3}})[-{HYPHENS}]?0*([1-9][0-9]{{0,8}})\b"
# `our A-1` is the spoken form of `~A-1`.
NAMED = re.compile(rf"(?:(?<![\w~/])~|\bour\s+~?){REF}", re.IGNORECASE)


def private_name(fact: Fact) -> str:
    """The first private item that a joint fact would name, or nothing."""
    if fact.audience is not Audience.JOINT:
        return ""
    said = (fact.note, *(after for _, after in fact.changes.values()))
    named = (name for text in said if isinstance(text, str) for name in names_in(text))
    return next(named, "")


def names_in(text: str) -> list[str]:
    """The private items that *text* names, whether or not there are any such."""
    pairs = ((prefix.upper(), number) for prefix, number in NAMED.findall(text))
    return [f"~{prefix}-{number}" for prefix, number in pairs if prefix in NOUNS]
