"""When a plan rested: time that counts on no clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Rest = Callable[[datetime, datetime, datetime], datetime]


@dataclass(frozen=True)
class Pauses:
    """Each from when to when, aware UTC, oldest first; the last may go on still."""

    spans: tuple[tuple[datetime, datetime | None], ...] = ()

    @classmethod
    def read(cls, words: str) -> "Pauses":
        """As `text` wrote it: `2026-11-24T10:00:00+00:00/2026-12-14T10:00:00+00:00`."""
        return cls(tuple(_span(word) for word in words.split()))

    @property
    def text(self) -> str:
        """As the plan keeps it; see `read`."""
        spans = ((a.isoformat(), b.isoformat() if b else "") for a, b in self.spans)
        return " ".join(map("/".join, spans))

    def begin(self, at: datetime) -> "Pauses":
        return Pauses((*self.spans, (at, None)))

    def end(self, at: datetime) -> "Pauses":
        """Let the last one, if it goes on still, be over."""
        return Pauses(tuple((a, b or at) for a, b in self.spans))

    @property
    def last_end(self) -> datetime | None:
        """When the plan was last resumed."""
        return max((b for _, b in self.spans if b), default=None)

    def counted(self, moment: datetime) -> datetime:
        """The moment itself; in a pause that goes on, when that began."""
        begun = (a for a, b in self.spans if b is None and a < moment)
        return next(begun, moment)

    def past(self, moment: datetime) -> datetime:
        """The moment itself; the end of the pause it falls into."""
        for begun, ended in self.spans:
            if ended and begun <= moment < ended:
                return ended
        return moment

    def run_on(self, begun: datetime, end: datetime, rest: Rest) -> datetime:
        """When a clock is over that would be at *end*, had the plan never rested.

        `rest(since, end, again)` is when what was left at *since* is over, if it goes
        on at *again*.
        """
        for stopped, again in self.spans:
            if again and begun < again and stopped < end:
                end = rest(max(stopped, begun), end, again)
        return end


NEVER = Pauses()


def _span(word: str) -> tuple[datetime, datetime | None]:
    begun, _, ended = word.partition("/")
    until = datetime.fromisoformat(ended) if ended else None
    return datetime.fromisoformat(begun), until
