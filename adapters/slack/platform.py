"""Slack, put together: one address that listens, and one chat that speaks."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
import structlog
from slack_bolt.app.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.clock import Clock
from adapters.delivery.outcome import Outcome
from adapters.hearing.ear import Ear
from adapters.settings import BadSetting
from adapters.slack.answering import Answering
from adapters.slack.changes import Changes
from adapters.slack.channels import Channels
from adapters.slack.chat import SlackChat
from adapters.slack.ending import Endings
from adapters.slack.errors import outcome_of
from adapters.slack.installations import Given, Installations
from adapters.slack.installed import OurTable
from adapters.slack.installing import BACK, INSTALL, Installing
from adapters.slack.listen import Listener, bolt, request_of
from adapters.slack.organisations import Organisations
from adapters.slack.people import People
from adapters.slack.reception import Reception
from adapters.slack.rooms import Rooms
from adapters.slack.settings import BOT, SOCKET, SlackSettings
from adapters.slack.signature import is_signed
from adapters.slack.socket import Socket
from adapters.slack.wire import Refused, Wire
from bot.app import Bot
from storage.store import SqlStore
from storage.vault import Vault

PATH = "/slack/events"
BIGGEST = 1 << 20  # bytes: more than any payload has
WAITS = "Slack does not answer"


@dataclass(frozen=True)
class Slack:
    """`chat` is for the courier, `routes` for the server; `running` while it serves."""

    wire: Wire
    installations: Installations
    chat: SlackChat
    app: AsyncApp
    clock: Clock
    secret: str = field(repr=False)
    installing: Installing | None = None
    socket: Socket | None = None

    @property
    def routes(self) -> Sequence[Route]:
        found = [Route(PATH, self._hear, methods=["POST"])] if self.secret else []
        if self.installing:
            found.append(Route(INSTALL, self.installing.begin))
            found.append(Route(BACK, self.installing.back))
        return found

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Refuses a token that Slack does not know; waits for a Slack that is away."""
        try:
            await self._look()
            async with anyio.create_task_group() as tasks:
                if self.installing:
                    tasks.start_soon(self.installing.table.renew)
                if self.socket:
                    tasks.start_soon(self.socket.run)
                yield
                tasks.cancel_scope.cancel()
        finally:
            await self.wire.close()

    async def _look(self) -> None:
        await self._try(BOT, self.installations.all)
        if self.socket:
            await self._try(SOCKET, self.socket.call)

    async def _try(self, name: str, asks: Callable[[], Awaitable[object]]) -> None:
        try:
            await asks()
        except TimeoutError:
            structlog.get_logger().warning(WAITS, why="no answer")
        except Refused as refused:
            if outcome_of(refused) is Outcome.INSTALLATION:
                why = f"is not a token that Slack takes ({refused.error})"
                raise BadSetting(name, why) from refused
            structlog.get_logger().warning(WAITS, why=refused.error)

    async def _hear(self, request: Request) -> Response:
        body = await _bounded(request)
        if body is None:
            return Response(status_code=413)
        headers = {name: request.headers.getlist(name) for name in request.headers}
        if not is_signed(self.secret, headers, body, self.clock.now().timestamp()):
            return Response(status_code=401)
        read = request_of(body)
        if read is None:
            return Response(status_code=400)
        answer = await self.app.async_dispatch(read)
        kind = answer.first_headers().get("content-type")
        return Response(answer.body, answer.status, media_type=kind)


def slack(
    found: SlackSettings,
    bot: Bot,
    store: SqlStore,
    clock: Clock,
    wake: Callable[[], Awaitable[None]],
) -> Slack:
    wire = Wire(found.api_url)
    vault = Vault(found.secrets)
    table = OurTable(wire, store, clock, found, vault) if found.many else None
    installations = Installations(table or Given(wire, found.tokens))
    organisations, rooms = Organisations(wire), Rooms(store, clock, bot.closed)
    people = People(wire, organisations)
    channels = Channels(wire, installations, organisations, rooms)
    ear = Ear(bot, store, clock, wake)
    listener = Listener(
        installations,
        Reception(people, channels),
        Answering(wire, people, channels, ear),
        Endings(wire, installations, table),
        Changes(channels, rooms),
        ear,
    )
    chat = SlackChat(wire, installations, channels, store, looks=found.look_back)
    app = bolt(listener, wire, found.signing_secret)
    signed, installing = found.signing_secret, None
    if table:

        async def done() -> None:
            installations.forget()

        installing = Installing(table, store, clock, vault, found, done)
    socket = Socket(wire, app, found.app_token) if found.app_token else None
    return Slack(wire, installations, chat, app, clock, signed, installing, socket)


async def _bounded(request: Request) -> bytes | None:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BIGGEST:
            return None
        parts.append(part)
    return b"".join(parts)
