"""Words said aloud are kept with what they led to: both, in that order, or neither."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.request import Answer
from bot.words.reading import Ask
from domain.errors import DomainError
from storage.faults import Stale
from storage.store import SqlStore
from storage.work import SqlWork

Speak = Callable[[SqlWork, Answer], None]


@dataclass
class Aloud:
    """The store as one line of words sees it.

    What a line leads to is said from the outbox, after the commit: so words that are
    kept in the same commit stand before it. `rolled_back` tells that a rule refused
    the line, `fault` what the store failed with; then nothing was kept at all.
    """

    store: SqlStore
    speak: Speak
    rolled_back: bool = False
    fault: DomainError | None = None

    def run(self, job: Callable[[SqlWork], Any], *, sees: Iterable[str] = ()) -> Any:  # noqa: ANN401 - what the job returns
        def spoken(work: SqlWork) -> Any:  # noqa: ANN401 - likewise
            self.rolled_back = False
            try:
                answer = job(work)
            except (Ask, DomainError) as refusal:
                self.rolled_back = not isinstance(refusal, Stale)
                raise
            work.write()
            self.speak(work, answer)
            return answer

        try:
            return self.store.run(spoken, sees=sees)
        except DomainError as refusal:
            if not self.rolled_back:
                self.fault = refusal
            raise
