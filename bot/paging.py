"""Lists a chat can hold: fifteen lines, then how many more and a way to see them."""

from collections.abc import Sequence

from bot.message import Button, Entry, Message, Section

MOST = 15  # lines a page: TIME.md "The digest"

Line = tuple[str, Entry]  # the heading it stands under, and the line


def paged(
    title: str, lines: Sequence[Line], *, page: int, again: str, text: str = ""
) -> Message:
    """One page of *lines*. *again* is the line that shows it, with the plan's key."""
    start = min(max(page - 1, 0) * MOST, max(len(lines) - 1, 0) // MOST * MOST)
    shown = lines[start : start + MOST]
    if left := len(lines) - start - len(shown):
        shown = [*shown, (shown[-1][0], Entry(f"and {left} more"))]
    more = Button("Show more", f"{again} page {start // MOST + 2}")
    return Message(
        title=title,
        text=text,
        sections=sections(shown),
        buttons=(more,) if left else (),
    )


def sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The lines under their headings, each heading once, in order."""
    headings = dict.fromkeys(heading for heading, _ in lines)
    return tuple(
        Section(heading, tuple(entry for at, entry in lines if at == heading))
        for heading in headings
    )
