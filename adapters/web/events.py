"""What the demo's page is told as it happens: that there is news, never the news."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import anyio

STILL_HERE = 10.0  # seconds: proxies close what is silent for longer
Event = tuple[str, str]  # what kind, and of which lane


@dataclass(eq=False)
class Ear:
    """One open page. News of the same kind and lane is told once."""

    news: dict[Event, dict[str, Any]] = field(default_factory=dict)
    rung: anyio.Event = field(default_factory=anyio.Event)

    def take(self) -> dict[Event, dict[str, Any]]:
        news, self.news = self.news, {}
        self.rung = anyio.Event()
        return news


class Hub:
    """Everyone who listens. Call it on the event loop only."""

    def __init__(self) -> None:
        self._ears: set[Ear] = set()
        self.closed = False

    def lane(self, lane: str) -> None:
        """There is something new in a room or a direct message."""
        self._tell(("lane", lane), {})

    def tell(self, kind: str, data: dict[str, Any], *, to: str = "") -> None:
        """Tell everyone, or only the person *to*."""
        self._tell((kind, to), data)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self.closed = True
        for ear in self._ears:
            ear.rung.set()

    async def stream(
        self, person: str, may_read: Callable[[str], Awaitable[bool]]
    ) -> AsyncIterator[str]:
        """Server-sent events for one person; *may_read* is asked at every news."""
        ear = Ear()
        self._ears.add(ear)
        try:
            yield ": hello\n\n"
            while not self.closed:
                with anyio.move_on_after(STILL_HERE):
                    await ear.rung.wait()
                news = ear.take()
                if not news:
                    yield ": still here\n\n"
                for (kind, of), data in news.items():
                    if event := await _heard(person, kind, of, data, may_read):
                        yield event
        finally:
            self._ears.discard(ear)

    def _tell(self, event: Event, data: dict[str, Any]) -> None:
        for ear in self._ears:
            ear.news[event] = data
            ear.rung.set()


async def _heard(
    person: str,
    kind: str,
    of: str,
    data: dict[str, Any],
    may_read: Callable[[str], Awaitable[bool]],
) -> str:
    if kind != "lane":
        return "" if of and of != person else _event(kind, data)
    if of.startswith("@"):
        return _event("me", {}) if of == f"@{person}" else ""
    return _event("room", {"room": of}) if await may_read(of) else ""


def _event(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"
