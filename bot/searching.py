"""Finding items by words: all of them, else the nearest to what was typed."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process, utils

from domain.item import Item

CLOSE = 72.0  # of 100: one slip in a word of four letters still comes through
NEAREST = 15


def exact(words: str, items: Iterable[Item], notes: Mapping[str, str]) -> list[Item]:
    """Items whose title and notes hold all the words, the likeliest first."""
    asked = words.casefold()
    ranked = []
    for item in items:
        rank = _rank(asked, item.title.casefold(), notes.get(item.ref, "").casefold())
        if rank is not None:
            ranked.append(((item.settled, rank), item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def nearest(words: str, items: Sequence[Item]) -> list[Item]:
    """Items whose titles come close, for a slip of the finger."""
    found = process.extract(
        words,
        [item.title for item in items],
        scorer=fuzz.token_set_ratio if " " in words else fuzz.partial_ratio,
        processor=utils.default_process,
        score_cutoff=CLOSE,
        limit=NEAREST,
    )
    return [items[place] for _, _, place in found]


def _rank(asked: str, title: str, notes: str) -> int | None:
    """Lower is better: the very words, each a whole word, any part, in notes."""
    words = asked.split()
    if asked in title:
        return 0
    if set(words) <= set(title.split()):
        return 1
    if all(word in title for word in words):
        return 2
    said = f"{title} {notes}"
    return 3 if all(word in said for word in words) else None
