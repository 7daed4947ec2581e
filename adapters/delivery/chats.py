"""Several platforms behind one port: each lane goes to the one it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adapters.delivery.bucket import Limit
from adapters.delivery.chat import Chat, Method, Outgoing, Posted
from bot.ports import Work
from storage.cards import Standing

Ours = Callable[[Work, str], bool]


@dataclass
class Chats:
    """`others` are asked in turn whether a lane is theirs; the rest is for `first`.

    Where a lane belongs never changes, and is known from the moment it is claimed.
    """

    first: Chat
    others: Sequence[tuple[Ours, Chat]] = ()
    _known: dict[str, Chat] = field(default_factory=dict)

    @property
    def timeout(self) -> float:
        return max(chat.timeout for chat in (self.first, *(c for _, c in self.others)))

    def present(self, work: Work, lane: str) -> frozenset[str]:
        return self._of(work, lane).present(work, lane)

    def limits(self, work: Work, lane: str, method: Method) -> Sequence[Limit]:
        return self._of(work, lane).limits(work, lane, method)

    async def post(self, out: Outgoing) -> Posted:
        return await self._known[out.lane].post(out)

    async def update(self, standing: Standing, out: Outgoing) -> None:
        await self._known[out.lane].update(standing, out)

    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None:
        return await self._known[out.lane].look_back(out)

    async def delete(self, posted: Posted, out: Outgoing) -> None:
        await self._known[out.lane].delete(posted, out)

    def _of(self, work: Work, lane: str) -> Chat:
        if lane not in self._known:
            ours = (chat for is_ours, chat in self.others if is_ours(work, lane))
            self._known[lane] = next(ours, self.first)
        return self._known[lane]
