"""Finding items by words: all of them, else the nearest to what was typed."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

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


def nearest(words: str, items: Iterable[Item]) -> list[Item]:
    """Items whose titles have a word close to each one typed, the closest first."""
    asked = words.casefold().split()
    scored = [
        (_closeness(asked, item.title.casefold().split()), item) for item in items
    ]
    close = [pair for pair in scored if pair[0] >= CLOSE]
    return [item for _, item in sorted(close, key=lambda pair: -pair[0])[:NEAREST]]


def _closeness(asked: Sequence[str], title: Sequence[str]) -> float:
    """How close the worst of the words typed comes to any of the title, of 100."""
    best = (
        max((fuzz.ratio(word, said) for said in title), default=0) for word in asked
    )
    return min(best, default=0)


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
