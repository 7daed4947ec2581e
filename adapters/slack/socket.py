"""Socket Mode, for trying out: Slack is called, and hands over what it would send."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import anyio
import structlog
from slack_bolt import BoltResponse
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.log import unexpected
from adapters.slack.wire import Answer, Refused, Wire

HEARTBEAT = 15.0  # seconds between two looks whether the other end is there
PAUSES = (1.0, 5.0, 30.0)  # seconds until the next call of Slack, where one failed
FAILED = 500  # HTTP: Slack is to hand it over again
JSON = "application/json"


@dataclass
class Socket:
    """One connection after another: Slack ends each after some hours.

    What is not acknowledged comes again, as after a 500 over HTTP, and the same keys
    make it act once.
    """

    wire: Wire
    app: AsyncApp
    token: str = field(repr=False)
    _address: str = ""

    async def call(self) -> None:
        """Where to connect. Raises Refused, or TimeoutError where nobody answers."""
        said = await self.wire.call(self.token, "apps.connections.open")
        self._address = str(said["url"])

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                if not self._address:
                    await self.call()
                await self._listen(self._taken())
                failures = 0
            except (Refused, TimeoutError, aiohttp.ClientError) as error:
                why = type(error).__name__
                structlog.get_logger().warning("socket waits", why=why)
                await anyio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1

    def _taken(self) -> str:
        """An address is good for one connection."""
        address, self._address = self._address, ""
        return address

    async def _listen(self, address: str) -> None:
        """Until Slack ends it; what is being answered then is answered still."""
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(address, heartbeat=HEARTBEAT) as socket,
            anyio.create_task_group() as tasks,
        ):
            async for message in socket:
                said = _read(message)
                if said.get("type") == "disconnect":
                    return
                if said.get("envelope_id"):
                    tasks.start_soon(self._answer, socket, said)

    async def _answer(
        self, socket: aiohttp.ClientWebSocketResponse, said: Mapping[str, Any]
    ) -> None:
        try:
            asked = AsyncBoltRequest(body=said["payload"], mode="socket_mode")
            answer = await self.app.async_dispatch(asked)
        except Exception as error:  # noqa: BLE001 - one bad envelope ends no connection
            unexpected(error, doing="answering Slack")
            return
        if answer.status >= FAILED:
            return
        told: Answer = {"envelope_id": said["envelope_id"]}
        if said.get("accepts_response_payload") and answer.body:
            told["payload"] = _payload(answer)
        try:
            await socket.send_json(told)
        except (ConnectionError, aiohttp.ClientError):
            return  # it comes again over the next connection


def _read(message: aiohttp.WSMessage) -> Answer:
    if message.type is not aiohttp.WSMsgType.TEXT:
        return {}
    try:
        said = json.loads(message.data)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _payload(answer: BoltResponse) -> Any:  # noqa: ANN401 - what HTTP would have carried
    kind = answer.first_headers().get("content-type", "")
    return json.loads(answer.body) if kind.startswith(JSON) else {"text": answer.body}
