"""The same press twice: within a minute it is the same one, whatever its id."""

from dataclasses import dataclass, replace

from anyio import to_thread

from adapters.clock import Clock
from bot import identity
from bot.request import Request
from domain.member import Member, Standing
from storage.store import SqlStore
from storage.work import SqlWork

WINDOW = 30  # seconds: Teams sends an invoke again after a few


@dataclass(frozen=True)
class Again:
    """Teams sends a press that was not answered in time once more, with another id.

    What was pressed, on which drawing of a card, by whom and about when tell that it is
    the same. Later the same button is pressed anew: a list is read afresh.
    """

    store: SqlStore
    clock: Clock

    async def belongs(self, request: Request) -> bool:
        """Whether the speaker is in any plan: clients also ask by themselves."""

        def count(work: SqlWork) -> int:
            who = identity.known(request.by, work)
            active = Standing.ACTIVE
            if who is None:
                return 0
            return work.count(Member, most=1, person=who.id, standing=active)

        return await to_thread.run_sync(self.store.run, count) > 0

    async def named(self, request: Request, business: str) -> Request:
        """With the id of the first one, where there was one just now."""
        now = int(self.clock.now().timestamp()) // WINDOW
        before = replace(request, id=f"{business} {now - 1}")

        def known(work: SqlWork) -> bool:
            return bool(work.answered(before.delivery))

        if await to_thread.run_sync(self.store.run, known):
            return before
        return replace(request, id=f"{business} {now}")
