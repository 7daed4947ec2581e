"""Slack, put together: one address that listens, and one chat that speaks."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from slack_bolt.app.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.clock import Clock
from adapters.delivery.outcome import Outcome
from adapters.hearing.ear import Ear
from adapters.settings import BadSetting, SlackSettings
from adapters.slack.answering import Answering
from adapters.slack.channels import Channels
from adapters.slack.chat import SlackChat
from adapters.slack.errors import outcome_of
from adapters.slack.installations import Installations
from adapters.slack.listen import Listener, bolt, request_of
from adapters.slack.people import People
from adapters.slack.reception import Reception
from adapters.slack.signature import is_signed
from adapters.slack.wire import Refused, Wire
from bot.app import Bot
from storage.store import SqlStore

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

    @property
    def routes(self) -> Sequence[Route]:
        return [Route(PATH, self._hear, methods=["POST"])]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Refuses a token that Slack does not know; waits for a Slack that is away."""
        try:
            await self._look()
            yield
        finally:
            await self.wire.close()

    async def _look(self) -> None:
        try:
            await self.installations.all()
        except TimeoutError:
            structlog.get_logger().warning(WAITS, why="no answer")
        except Refused as refused:
            if outcome_of(refused) is Outcome.INSTALLATION:
                why = f"is not a token that Slack takes ({refused.error})"
                raise BadSetting("SLACK_BOT_TOKEN", why) from refused
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
    installations = Installations(wire, found.tokens)
    people, channels = People(wire), Channels(wire, installations)
    ear = Ear(bot, store, clock, wake)
    listener = Listener(
        installations,
        Reception(people, channels),
        Answering(wire, people, channels, ear),
        ear,
    )
    chat = SlackChat(wire, installations, channels, store, looks=found.look_back)
    app = bolt(listener, wire, found.signing_secret)
    return Slack(wire, installations, chat, app, clock, found.signing_secret)


async def _bounded(request: Request) -> bytes | None:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BIGGEST:
            return None
        parts.append(part)
    return b"".join(parts)
