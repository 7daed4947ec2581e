"""The fake Bot Connector over HTTP on the loopback address, on a port of its own."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.teams.methods import CALLS, Refused
from tests.teams.signing import Keyring
from tests.teams.world import Call, Fault, World

SERVICE = "/amer"


@dataclass
class Service:
    """Where it listens. `url` is what activities name as their `serviceUrl`."""

    world: World
    keys: Keyring
    root: str = ""

    @property
    def url(self) -> str:
        return f"{self.root}{SERVICE}/"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "openid_url": f"{self.root}/openid",
            "token_url": f"{self.root}/token",
            "allowed_service_hosts": self.root.removeprefix("http://"),
        }


def application(service: Service) -> Starlette:
    world = service.world

    async def openid(request: Request) -> Response:
        del request
        world.asked.append("openid")
        if fault := world.fault("openid"):
            return await _failed(fault)
        return JSONResponse({"jwks_uri": f"{service.root}/keys"})

    async def keys(request: Request) -> Response:
        del request
        world.asked.append("keys")
        return JSONResponse(service.keys.jwks)

    async def token(request: Request) -> Response:
        form = await request.form()
        world.asked.append(f"token {form['grant_type']} {form['scope']}")
        if fault := world.fault("token"):
            return await _failed(fault)
        world.tokens.append(f"token-{world.number()}")
        made = {"access_token": world.tokens[-1], "expires_in": 3600}
        return JSONResponse({**made, "token_type": "Bearer"})

    async def connector(request: Request) -> Response:
        return await _connector(world, request)

    path = SERVICE + "/v3/conversations"
    every = ["GET", "POST", "PUT", "DELETE"]
    return Starlette(
        routes=[
            Route("/openid", openid),
            Route("/keys", keys),
            Route("/token", token, methods=["POST"]),
            Route(path, connector, methods=every),
            Route(path + "/{id}/{what}", connector, methods=every),
            Route(path + "/{id}/{what}/{which}", connector, methods=every),
        ]
    )


async def _connector(world: World, request: Request) -> Response:
    here = request.path_params
    call = f"{request.method} {here.get('what', 'conversations')}"
    body = json.loads(await request.body() or b"{}")
    sent = request.headers.get("authorization", "")
    fault = world.fault(call)
    status, answer, headers = 200, {}, {}
    try:
        if fault is None or fault.accepted:
            if sent.removeprefix("Bearer ") not in world.tokens[-1:]:
                raise Refused(401, "Unauthorized")  # noqa: TRY301 - one way out
            args = {**request.query_params, **here}
            answer = CALLS[call](world, args, body)
    except Refused as refused:
        status = refused.status
        answer = {"error": {"code": refused.code, "message": "no"}}
        if refused.after is not None:
            headers = {"Retry-After": str(refused.after)}
    done = fault.status if fault else status
    world.calls.append(Call(call, here.get("id", ""), body, done, sent))
    return await _failed(fault) if fault else JSONResponse(answer, status, headers)


async def _failed(fault: Fault) -> Response:
    if fault.hangs:
        await asyncio.sleep(60)
    headers = {"Retry-After": str(fault.after)} if fault.after is not None else {}
    if not fault.code:
        return PlainTextResponse("upstream trouble", fault.status, headers)
    answer = {"error": {"code": fault.code, "message": "no"}}
    return JSONResponse(answer, fault.status, headers)


@contextmanager
def listening(world: World) -> Iterator[Service]:
    """Serve *world* on a thread."""
    service = Service(world, Keyring())
    taken = socket.create_server(("127.0.0.1", 0))
    service.root = f"http://127.0.0.1:{taken.getsockname()[1]}"
    config = uvicorn.Config(
        application(service),
        log_level="critical",
        lifespan="off",
        timeout_graceful_shutdown=1,  # whoever hangs is cut off
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        yield service
    finally:
        server.should_exit = True
        thread.join()
        taken.close()
