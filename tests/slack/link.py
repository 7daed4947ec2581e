"""Socket Mode of the fake Slack: connections, envelopes, and what was acknowledged."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.slack.sender import Signed
from tests.slack.world import APP, World

APP_TOKEN = "xapp-1-A0JOINTLY"
PATIENCE = 20.0


@dataclass
class Links:
    """The connections that are open, and every answer that came over any of them."""

    world: World
    tickets: set[str] = field(default_factory=set)
    open: list[tuple[asyncio.AbstractEventLoop, WebSocket]] = field(
        default_factory=list
    )
    acks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ticket(self) -> str:
        """Good for one connection."""
        made = f"ticket-{self.world.number()}"
        self.tickets.add(made)
        return made

    async def serve(self, socket: WebSocket) -> None:
        ticket = socket.path_params["ticket"]
        if ticket not in self.tickets:
            await socket.close()
            return
        self.tickets.remove(ticket)
        await socket.accept()
        hello = {"type": "hello", "connection_info": {"app_id": APP}}
        await socket.send_json(hello | {"num_connections": len(self.open) + 1})
        mine = (asyncio.get_running_loop(), socket)
        self.open.append(mine)
        try:
            while True:
                said = await socket.receive_json()
                self.acks[said["envelope_id"]] = said
        except WebSocketDisconnect:
            self.open.remove(mine)

    def send(self, message: dict[str, Any]) -> None:
        """Over the newest connection, as soon as there is one."""
        until(lambda: bool(self.open))
        loop, socket = self.open[-1]
        asyncio.run_coroutine_threadsafe(socket.send_json(message), loop).result()

    def hand_over(self, signed: Signed) -> str:
        """The same as over HTTP, in an envelope."""
        id_ = f"envelope-{self.world.number()}"
        self.send(envelope(signed) | {"envelope_id": id_})
        return id_

    def answered(self, id_: str) -> dict[str, Any]:
        until(lambda: id_ in self.acks)
        return self.acks[id_]

    def refresh(self) -> None:
        """Slack ends the connection; it expects to be called anew."""
        before = self.open[-1]
        self.send({"type": "disconnect", "reason": "refresh_requested"})
        until(lambda: bool(self.open) and self.open[-1] is not before)


def envelope(signed: Signed) -> dict[str, Any]:
    if signed.body.startswith("{"):
        payload = json.loads(signed.body)
        kind, answers = "events_api", False
    else:
        said = {name: values[0] for name, values in parse_qs(signed.body).items()}
        pressed = "payload" in said
        payload = json.loads(said["payload"]) if pressed else said
        kind, answers = ("interactive" if pressed else "slash_commands"), True
    return {"type": kind, "payload": payload, "accepts_response_payload": answers}


def until(holds: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
