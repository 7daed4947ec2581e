"""What a platform said a moment ago, so that it is not asked again for every line."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MOST = 20_000  # things remembered: then all are forgotten


@dataclass
class Remembered(Generic[K, V]):
    """Answers by key, each good for `seconds`."""

    seconds: float
    _kept: dict[K, tuple[float, V]] = field(default_factory=dict)

    async def get(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        at, said = self._kept.get(key, (0.0, None))
        if said is not None and monotonic() < at:
            return said
        answer = await ask()
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = (monotonic() + self.seconds, answer)
        return answer

    def last(self, key: K) -> V | None:
        """What was said last, however long ago."""
        return self._kept.get(key, (0.0, None))[1]

    def forget(self, key: K) -> None:
        """Ask again next time; until then it is still what was said last."""
        if key in self._kept:
            self._kept[key] = (0.0, self._kept[key][1])

    @property
    def keys(self) -> tuple[K, ...]:
        return tuple(self._kept)
