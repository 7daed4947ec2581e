"""The fake Slack over HTTP on the loopback address, on a port of its own."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from tests.slack import oauth
from tests.slack.link import APP_TOKEN, Links
from tests.slack.methods import Refused, do
from tests.slack.world import Call, Fault, World

JSON_VALUES = ("blocks", "view", "metadata")
FORM_ONLY = ("auth.", "conversations.", "team.", "users.")
USES = 5  # of one response_url


def application(world: World) -> Starlette:
    async def api(request: Request) -> Response:
        return await _api(world, request)

    async def respond(request: Request) -> Response:
        return _respond(world, request.path_params["id"], await request.body())

    links = world.links = Links(world)
    return Starlette(
        routes=[
            WebSocketRoute("/link/{ticket}", links.serve),
            Route("/api/{method}", api, methods=["POST"]),
            Route("/respond/{id}", respond, methods=["POST"]),
        ]
    )


async def _api(world: World, request: Request) -> Response:
    method, args = request.path_params["method"], await _arguments(request)
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    fault = world.fault(method)
    answer: dict[str, Any] = {"ok": True}
    status, headers = 200, {}
    try:
        if fault is None or fault.accepted:
            answer |= _do(request, world, token, method, args)
    except Refused as refused:
        answer = {"ok": False, "error": refused.error, **refused.more}
        if refused.after is not None:
            status, headers = 429, {"Retry-After": str(refused.after)}
    if fault:
        return await _fail(world, Call(method, token, args, answer), fault)
    world.calls.append(Call(method, token, args, answer))
    return JSONResponse(answer, status, headers)


def _do(
    request: Request, world: World, token: str, method: str, args: dict[str, Any]
) -> dict[str, Any]:
    if method == "apps.connections.open":
        if token != APP_TOKEN:
            raise Refused("invalid_auth")
        address = f"ws://{request.url.netloc}/link/{world.links.ticket()}"
        return {"url": address}
    if method == "oauth.v2.access":
        return oauth.access(world, token, args)
    return do(world, token, method, args)


async def _fail(world: World, call: Call, fault: Fault) -> Response:
    world.calls.append(call)
    if fault.hangs:
        await asyncio.sleep(60)
    headers = {"Retry-After": str(fault.after)} if fault.after is not None else {}
    if not fault.error:
        return PlainTextResponse("upstream trouble", fault.status, headers)
    return JSONResponse({"ok": False, "error": fault.error}, fault.status, headers)


async def _arguments(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").startswith("application/json"):
        if request.path_params["method"].startswith(FORM_ONLY):
            return {}  # what Slack makes of JSON where it takes a form only
        body = await request.json()
        return dict(body) if isinstance(body, dict) else {}
    args: dict[str, Any] = {**request.query_params, **await request.form()}
    for name in JSON_VALUES:
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args


def _respond(world: World, id_: str, body: bytes) -> Response:
    said = world.responses.get(id_)
    if said is None:
        return PlainTextResponse("expired_url", 404)
    if len(said) >= USES:
        return PlainTextResponse("used_url", 404)
    said.append(json.loads(body))
    return PlainTextResponse("ok")


@contextmanager
def listening(world: World) -> Iterator[str]:
    """Serve *world* on a thread; its address, as `SLACK_API_URL` wants it."""
    taken = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        application(world),
        log_level="critical",
        lifespan="off",
        ws="websockets-sansio",
        timeout_graceful_shutdown=1,  # whoever hangs is cut off
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
    finally:
        server.should_exit = True
        thread.join()
        taken.close()
