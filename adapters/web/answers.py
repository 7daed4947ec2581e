"""How the web refuses: a status, and one sentence that tells what is so."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.log import SAFE, unexpected
from domain.errors import DomainError, NotFound

BIGGEST = 256 * 1024  # bytes of a JSON body: a line is 4,000 characters at most
CAREFUL = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}

UNKNOWN = "Send a good token as `Authorization: Bearer TOKEN`."
MISSING = "There is no such thing here."
TOO_BIG = "That is more than can be taken at once."
UNREADABLE = "The body is not JSON that can be read."


class Refused(Exception):
    """Answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def missing() -> Refused:
    """The same for what is not there and for what the asker may not see."""
    return Refused(404, MISSING)


def data(
    body: Any,  # noqa: ANN401 - any JSON
    status: int = 200,
    headers: Mapping[str, str] = CAREFUL,
) -> Response:
    return JSONResponse(body, status, headers={**CAREFUL, **headers})


async def asked(request: Request, shape: type[BaseModel]) -> Any:  # noqa: ANN401 - of that shape
    """The JSON body as *shape*, or a refusal that names what is wrong with it."""
    body = await bounded(request, BIGGEST)
    try:
        return shape.model_validate_json(body)
    except ValidationError as wrong:
        raise Refused(400, _said(wrong)) from wrong


async def bounded(request: Request, most: int) -> bytes:
    """The body, never more than *most* bytes of it in memory."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Refused(413, TOO_BIG)
        parts.append(part)
    return b"".join(parts)


def _said(wrong: ValidationError) -> str:
    first = wrong.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if not where and first["type"] == "value_error":
        return str(first["ctx"]["error"])  # what a model says of itself as a whole
    return f"`{where}`: {first['msg'].lower()}." if where else UNREADABLE


def refuse_in_words(app: Starlette) -> None:
    """One sentence for every failure that is not a bug."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DomainError, _unable)


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, Refused) else 500
    more = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - HTTP
    return data({"text": str(error)}, status, more)


async def _http(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    sentences = {404: MISSING, 405: "That address does not take this method."}
    headers = getattr(error, "headers", None) or {}
    said = sentences.get(status, str(getattr(error, "detail", UNREADABLE)))
    return data({"text": said}, status, headers)


async def _unable(_: Request, error: Exception) -> Response:
    """What is not there, or a store that cannot serve us now and says why."""
    if isinstance(error, NotFound):
        return data({"text": MISSING}, 404)
    return data({"text": str(error)}, 503)


class Caught:
    """A bug never leaves the process: it is logged once, and people get its number."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http":
                raise
            doing = getattr(scope.get("endpoint"), "__name__", "request")
            number = unexpected(error, doing=doing)
            if not begun:
                answer = data({"text": SAFE.format(number=number)}, 500)
                await answer(scope, receive, send)
