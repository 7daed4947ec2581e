"""Time that passes only when everybody waits: hours of sending in moments."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
LONGEST = 30 * 86_400.0  # seconds: no story here takes a month


class Selector(selectors.DefaultSelector):
    """Instead of waiting it moves the time on."""

    gone = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if ready := super().select(0):
            return ready
        if timeout is None:
            raise RuntimeError("everybody waits, and nothing will ever happen")
        self.gone += max(timeout, 0)
        if self.gone > LONGEST:
            raise RuntimeError("this goes on for ever")
        return []


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose seconds cost nothing."""

    def __init__(self) -> None:
        self.selector = Selector()
        super().__init__(self.selector)

    def time(self) -> float:
        return self.selector.gone


@dataclass
class Clock:
    """The time as the loop it was made in has it, in UTC, counted from `start`."""

    start: datetime
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.loop.time())


def run(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run *main* in time that costs nothing."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(main())


async def aside(job: Callable[..., T], *args: Any) -> T:
    """Where the courier asks its store: at once, because no thread may wait here."""
    return job(*args)


async def pass_by(seconds: float) -> None:
    """Let so much time pass."""
    await asyncio.sleep(seconds)
