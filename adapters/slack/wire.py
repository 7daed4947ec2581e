"""The way to Slack's methods: one session for all, and nothing is sent twice."""

import logging
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

Answer = dict[str, Any]

TIMEOUT = 10  # seconds for one call
# These take a form only: https://docs.slack.dev/apis/web-api/#post_bodies
READS = ("auth.", "conversations.", "team.", "users.")

QUIET = logging.getLogger("jointly.slack")
QUIET.setLevel(logging.CRITICAL)  # the SDK's lines would quote what people wrote


class Refused(Exception):
    """Slack said no, or nothing that can be read. `error` is Slack's word for it.

    `sent` is False where the call cannot have arrived. `after` is in seconds.
    """

    def __init__(
        self,
        error: str,
        *,
        status: int = 200,
        after: int | None = None,
        sent: bool = True,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.after = after
        self.sent = sent


@dataclass
class Wire:
    """Calls methods at `url`. Retries are the courier's to decide, never the SDK's."""

    url: str
    _session: aiohttp.ClientSession | None = None
    _clients: dict[str, AsyncWebClient] = field(default_factory=dict)

    async def call(self, token: str, method: str, **args: Any) -> Answer:  # noqa: ANN401 - a method's own arguments
        """Slack's answer. Raises `Refused`, or `TimeoutError` where none came."""
        client = self._clients.get(token) or self._kept(token)
        kind = "data" if method.startswith(READS) else "json"
        return await self._said(client, method, {kind: args})

    async def _said(
        self, client: AsyncWebClient, method: str, said: dict[str, Any]
    ) -> Answer:
        try:
            answer = await client.api_call(method, **said)
        except SlackApiError as error:
            raise _refused(error) from error
        except aiohttp.ClientConnectorError as error:
            raise Refused("no connection", sent=False) from error
        except aiohttp.ClientError as error:
            raise Refused(type(error).__name__, status=0) from error
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    async def oauth(self, client_id: str, secret: str, **args: str) -> Answer:
        """`oauth.v2.access`: the app itself asks, and no workspace for it."""
        basic = b64encode(f"{client_id}:{secret}".encode()).decode()
        return await self._said(
            self._clients.get("") or self._kept(""),
            "oauth.v2.access",
            {"data": args, "headers": {"Authorization": f"Basic {basic}"}},
        )

    async def respond(self, url: str, body: Answer) -> bool:
        """Answer at the address that came with a press; whether it was taken."""
        try:
            async with self.session.post(url, json=body) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    def client(self, token: str) -> AsyncWebClient:
        """A client with our rules; its session is made when the first call leaves."""
        return AsyncWebClient(
            token,
            base_url=self.url,
            session=self._session,
            retry_handlers=[],
            logger=QUIET,
        )

    def _kept(self, token: str) -> AsyncWebClient:
        self._clients[token] = client = self.client(token)
        client.session = self.session
        return client


def _refused(error: SlackApiError) -> Refused:
    """The SDK hands over its own answer, or aiohttp's where there is no JSON in it."""
    response = error.response
    data = getattr(response, "data", None)
    said = data.get("error") if isinstance(data, dict) else None
    status = getattr(response, "status_code", getattr(response, "status", 0))
    after = {k.lower(): v for k, v in response.headers.items()}.get("retry-after", "")
    return Refused(
        str(said or f"HTTP {status}"),
        status=status,
        after=int(after) if after.isdigit() else None,
    )
