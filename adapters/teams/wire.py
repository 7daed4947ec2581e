"""The way to the Bot Connector: one session, and nothing is sent twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

from adapters.teams.credentials import Credentials, NoToken
from adapters.teams.hosts import Hosts
from adapters.teams.session import Session

Answer = dict[str, Any]

TIMEOUT = 15.0  # seconds for one call
SOON = 4.0  # seconds for what somebody waits for: an invoke is to be answered in five
UNAUTHORISED = 401
KIND = "application/json; charset=utf-8"


class Refused(Exception):
    """The service said no, or nothing that can be read. `error` is its word for it.

    `sent` is False where the call cannot have arrived, `repeatable` true where it may
    be made again. `after` is in seconds.
    """

    def __init__(
        self,
        error: str,
        *,
        status: int = 0,
        after: float | None = None,
        sent: bool = True,
        repeatable: bool = False,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.after = after
        self.sent = sent
        self.repeatable = repeatable


@dataclass
class Wire:
    """Calls *path* of a service. Retries are the courier's to decide."""

    session: Session
    credentials: Credentials
    hosts: Hosts

    async def get(self, service: str, *path: str, within: float = SOON) -> Answer:
        return await self.call("GET", service, path, within=within)

    async def call(  # noqa: PLR0913 - what a request is made of
        self,
        method: str,
        service: str,
        path: tuple[str, ...],
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        within: float = TIMEOUT,
    ) -> Answer:
        """The answer. Raises `Refused`, or `TimeoutError` where none came."""
        if not self.hosts.allow(service):
            raise Refused("serviceUrl not allowed", sent=False, status=UNAUTHORISED)
        parts = (quote(part, safe="") for part in path)
        url = f"{service.rstrip('/')}/v3/{'/'.join(parts)}"
        call = _Call(method, url, body, query or {}, within)
        try:
            return await self._made(call)
        except Refused as refused:
            if refused.status != UNAUTHORISED:
                raise
            self.credentials.forget()  # it may have been taken back: once more
            return await self._made(call)

    async def _made(self, call: "_Call") -> Answer:
        headers = {"Content-Type": KIND, **await self._headers()}
        try:
            async with self.session.http.request(
                call.method,
                call.url,
                data=call.data,
                params=call.query,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=call.within),
                allow_redirects=False,
            ) as answer:
                said = _read(await answer.read())
                if not answer.ok or answer.status >= 300:  # noqa: PLR2004 - no redirects
                    raise _refused(answer, said, repeatable=call.repeatable)
                return said
        except aiohttp.ClientConnectorError as error:
            raise Refused("no connection", sent=False) from error
        except aiohttp.ClientError as error:
            name = type(error).__name__
            raise Refused(name, repeatable=call.repeatable) from error

    async def _headers(self) -> dict[str, str]:
        try:
            return await self.credentials.headers()
        except NoToken as none:
            status = UNAUTHORISED if none.refused else 0
            raise Refused(none.why, sent=False, status=status) from none


@dataclass(frozen=True)
class _Call:
    method: str
    url: str
    body: Mapping[str, Any] | None
    query: Mapping[str, str]
    within: float

    @property
    def data(self) -> bytes | None:
        return None if self.body is None else written(self.body)

    @property
    def repeatable(self) -> bool:
        return self.method != "POST"


def written(body: Mapping[str, Any]) -> bytes:
    """As it travels, and as its size is counted."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(
        errors="replace"
    )


def _read(said: bytes) -> Answer:
    try:
        found = json.loads(said or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {"list": found}


def _refused(
    answer: aiohttp.ClientResponse, said: Answer, *, repeatable: bool
) -> Refused:
    error = said.get("error")
    code = error.get("code") if isinstance(error, dict) else error
    after = answer.headers.get("Retry-After", "")
    return Refused(
        str(code or f"HTTP {answer.status}"),
        status=answer.status,
        after=float(after) if after.isdecimal() else None,
        repeatable=repeatable,
    )
