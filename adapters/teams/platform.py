"""Teams, put together: one address that listens, and one chat that speaks."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.clock import Clock
from adapters.hearing.ear import Ear
from adapters.log import unexpected
from adapters.teams.again import Again
from adapters.teams.answering import Answering
from adapters.teams.aside import Aside
from adapters.teams.chat import TeamsChat
from adapters.teams.coming import Unreadable
from adapters.teams.credentials import Credentials
from adapters.teams.hosts import Hosts
from adapters.teams.keys import Keys, NoKeys
from adapters.teams.listen import Listener
from adapters.teams.members import Members
from adapters.teams.people import People
from adapters.teams.reception import Reception
from adapters.teams.references import References
from adapters.teams.rooms import Rooms
from adapters.teams.roster import Roster
from adapters.teams.session import Session
from adapters.teams.settings import TeamsSettings
from adapters.teams.signature import Forged, Signature
from adapters.teams.turns import Handler, Turns
from adapters.teams.wire import Wire
from bot.app import Bot
from storage.store import SqlStore

PATH = "/api/messages"
BIGGEST = 1 << 18  # bytes: more than any activity has
HERE = "This is where Microsoft Teams reaches Jointly.\n"


@dataclass(frozen=True)
class Teams:
    """`chat` is for the courier, `routes` for the server; `running` while it serves."""

    session: Session
    signature: Signature
    turns: Turns
    chat: TeamsChat

    @property
    def routes(self) -> Sequence[Route]:
        return [
            Route(PATH, self._hear, methods=["POST"]),
            Route(PATH, _here, methods=["GET"]),  # and HEAD with it
        ]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await self.session.close()

    async def _hear(self, request: Request) -> Response:
        """Nothing is done before it is known who sent it."""
        try:
            body = await _bounded(request)
        except ValueError:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        if no := await self._refused(request, body):
            return Response(status_code=no)
        return await self._answered(body)

    async def _refused(self, request: Request, body: Mapping[str, Any]) -> int:
        try:
            await self.signature.check(request.headers.getlist("authorization"), body)
        except Forged:
            return 401
        except NoKeys:
            return 503
        return 0

    async def _answered(self, body: Mapping[str, Any]) -> Response:
        try:
            status, said = await self.turns.run(body)
        except Unreadable:
            return Response(status_code=400)
        except Exception as error:  # noqa: BLE001 - Teams asks again, and it is told once
            return Response(unexpected(error, doing="answering Teams"), 500)
        return JSONResponse(said, status) if said else Response(status_code=status)


def teams(
    found: TeamsSettings,
    bot: Bot,
    store: SqlStore,
    clock: Clock,
    wake: Callable[[], Awaitable[None]],
) -> Teams:
    session = Session()
    hosts = Hosts(found.hosts, anonymous=found.anonymous)
    credentials = Credentials(
        found.app_id, found.app_password, found.asks_for_tokens, session
    )
    wire = Wire(session, credentials, hosts)
    roster, references = Roster(wire), References(store, clock)
    rooms, ear = Rooms(roster), Ear(bot, store, clock, wake)
    listener = Listener(
        Reception(People(roster, references), rooms),
        Answering(rooms, ear),
        Again(store, clock),
        Aside(wire),
        ear,
    )
    keys = Keys(found.openid_url, session)
    return Teams(
        session,
        Signature(found.app_id, keys, hosts, found.tenants),
        Turns(Handler(listener, Members(rooms, references))),
        TeamsChat(wire, references, rooms, store),
    )


async def _here(request: Request) -> Response:
    del request
    return Response(HERE, media_type="text/plain")


async def _bounded(request: Request) -> Mapping[str, Any] | None:
    """The activity; None where it is too big. Raises `ValueError` where it is none."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > BIGGEST:
                return None
            parts.append(part)
    except ClientDisconnect as gone:
        raise ValueError("cut off") from gone
    try:
        found = json.loads(b"".join(parts))
    except RecursionError as deep:
        raise ValueError("too deep") from deep
    if not isinstance(found, dict):
        raise ValueError("no activity")  # noqa: TRY004 - what json raises too
    return found
