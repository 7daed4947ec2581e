"""One line through the bot: answered on the spot, or in a direct message."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from anyio import to_thread

from adapters.aloud import Aloud
from adapters.clock import Clock
from bot import identity
from bot.app import ANSWER, Bot
from bot.message import BODY
from bot.request import Answer, Request
from domain.post import Post
from storage.cards import Cards
from storage.store import SqlStore
from storage.work import SqlWork


@dataclass(frozen=True)
class Ear:
    """`wake` tells whoever delivers that there may be something to say."""

    bot: Bot
    store: SqlStore
    clock: Clock
    wake: Callable[[], Awaitable[None]]

    async def answer(self, request: Request) -> Answer:
        """What to tell the speaker now, where the platform takes an answer."""
        answer = await to_thread.run_sync(self._handle, request)
        await self.wake()
        return answer

    async def keep(self, request: Request) -> Answer:
        """What to tell the speaker, refusals too; `kept` finds it again."""
        answer = await self.answer(request)

        def remember(work: SqlWork) -> None:
            if not work.answered(request.delivery):
                told = ANSWER.dump_json(answer).decode()
                work.remember(request.delivery, told, at=self.clock.now())

        await to_thread.run_sync(self.store.run, remember)
        return answer

    async def kept(self, request: Request) -> Answer | None:
        """What this speaker was answered to that; nobody finds another's."""

        def find(work: SqlWork) -> str | None:
            return work.answered(request.delivery)

        found = await to_thread.run_sync(self.store.run, find)
        return ANSWER.validate_json(found) if found else None

    async def tell(self, request: Request) -> None:
        """Answer in a direct message, once, in the same commit as what it tells of.

        Raises what the store failed with: then nothing happened, and it is asked again.
        """
        await to_thread.run_sync(self._tell, request)
        await self.wake()

    async def tell_again(self, request: Request, answer: Answer) -> None:
        """An answer that could not be given on the spot goes to a direct message."""
        job = lambda work: self._put(work, request, answer)  # noqa: E731 - one call
        await to_thread.run_sync(self.store.run, job)
        await self.wake()

    async def under(self, request: Request, posted: str) -> Request:
        """The same in an item's thread: there its reference need not be said."""
        if request.place is None or not posted:
            return request
        lane = request.place.id

        def shown(work: SqlWork) -> str:
            return Cards(work.connection).shown(lane, posted)

        ref = await to_thread.run_sync(self.store.run, shown)
        return replace(request, thread=ref)

    def _handle(self, request: Request) -> Answer:
        return self.bot.handle(request, now=self.clock.now())

    def _tell(self, request: Request) -> None:
        def put(work: SqlWork, answer: Answer) -> None:
            self._put(work, request, answer)

        aloud = Aloud(self.store, put)
        answer = replace(self.bot, store=aloud).handle(request, now=self.clock.now())
        if aloud.fault:
            raise aloud.fault
        if aloud.rolled_back:
            self.store.run(lambda work: self._refuse(work, request, answer))

    def _refuse(self, work: SqlWork, request: Request, answer: Answer) -> None:
        """Keep a refusal for its repeat, and tell it."""
        if request.id and not work.answered(request.delivery):
            told = ANSWER.dump_json(answer).decode()
            work.remember(request.delivery, told, at=self.clock.now())
        self._put(work, request, answer)

    def _put(self, work: SqlWork, request: Request, answer: Answer) -> None:
        once = sha256(f"told {request.delivery}".encode()).hexdigest()
        if work.answered(once):
            return
        now = self.clock.now()
        work.remember(once, "told", at=now)
        person = identity.person_of(request.by, work)
        body = BODY.dump_json(answer.message).decode()
        work.outbox.put(Post(lane=f"@{person.id}", body=body), at=now)
