"""One line of a day, and the part of the day it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from bot.message import Button, Entry


class Part(IntEnum):
    """The parts of a day, in order: one's own side's lateness first."""

    AGAIN = -1
    OURS_LATE = 0
    SHARED_LATE = 1
    DUE = 2
    WAITS = 3
    THEIRS_LATE = 4
    ALSO = 5


HEADINGS: Mapping[Part, str] = {
    Part.AGAIN: "You may have missed this",
    Part.OURS_LATE: "Late on our side",
    Part.SHARED_LATE: "Late for both",
    Part.DUE: "Due",
    Part.WAITS: "Waits for your word",
    Part.THEIRS_LATE: "Late on the other side",
    Part.ALSO: "Also",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """Only a line that *causes* makes a digest go out; the others go with it.

    `late` is in working days: within a part, the latest comes first.
    """

    part: Part
    text: str
    causes: bool
    ref: str = ""
    buttons: tuple[Button, ...] = ()
    late: int = 0

    @property
    def entry(self) -> Entry:
        return Entry(self.text, self.ref, self.buttons)
