"""A plan's key: two to six letters that stand before a line and mean one plan."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from string import ascii_uppercase

from bot.command import Commands
from bot.ports import Work
from bot.words.refs import NOUNS
from domain.plan import Plan

SHORTEST, LONGEST = 2, 6
SHORT = 3  # letters taken from a title of one word, or kept before added letters
FALLBACK = "JWP"  # joint working plan, for a title without Latin letters
OTHER_WORDS = frozenset({"our", "all", "plan", "private"})
# Words that often begin what people write: a key takes them for the plan's name.
EVERYDAY = """
    am an and any are as at be but by can do for from go he hi how if in is it me my no
    not of off ok on or our out she so the then they this to up us was we what when who
    why will yes you
"""
AT_ONCE = 64  # keys looked up in one query


def key_for(title: str, commands: Commands, work: Work) -> str:
    """A free key: the initials of *title*, with letters added where they are taken."""
    reserved = reserved_words(commands)
    wanted = (key for key in keys_of(title) if key.casefold() not in reserved)
    return next(_free(wanted, work))


def reserved_words(commands: Commands) -> frozenset[str]:
    """Words that begin lines, which no key may equal."""
    said = {word for name in commands.all for word in name.split()}
    nouns = {word for noun in NOUNS.values() for word in noun.split()}
    prefixes = {prefix.casefold() for prefix in NOUNS}
    return frozenset(said | nouns | prefixes | OTHER_WORDS | {*EVERYDAY.split()})


def keys_of(title: str) -> Iterator[str]:
    """Keys for *title*, the likeliest first; far more than there will be plans."""
    words = _words(title)
    initials = "".join(word[0] for word in words)[:LONGEST]
    last = words[-1] if words else ""
    if len(initials) < SHORTEST:
        initials, last = (last[:SHORT], last[SHORT - 1 :])
    if len(initials) < SHORTEST:
        initials, last = FALLBACK, ""
    for n in range(1, LONGEST - len(initials) + 2):
        yield initials + last[1:n]
    for stem in (initials[:SHORT], ""):
        for n in range(1 if stem else SHORTEST, LONGEST - len(stem) + 1):
            yield from (
                stem + "".join(more) for more in product(ascii_uppercase, repeat=n)
            )


def _words(title: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.findall(r"[A-Z]+", plain.upper().replace("'", ""))


def _free(wanted: Iterator[str], work: Work) -> Iterator[str]:
    while some := tuple(islice(wanted, AT_ONCE)):
        taken = {plan.key for plan in work.some(Plan, key=some)}
        yield from (key for key in some if key not in taken)
