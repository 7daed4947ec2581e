"""Answers in a room that only the speaker reads, and a way where there are none."""

from dataclasses import dataclass

from adapters.teams.calling import calling
from adapters.teams.coming import UNDER, Coming
from adapters.teams.pressing import Pressed
from adapters.teams.references import Reference, of_room
from adapters.teams.render import rendered
from adapters.teams.shape import Part
from adapters.teams.wire import SOON, Refused, Wire
from bot.message import Button, Message
from bot.request import Request

TARGETED = {"isTargetedActivity": "true"}
# What Teams may say where it does not know such messages, or not for this person.
NOT_HERE = {400, 403, 404, 405, 501}
READ = "Read my answer"
FOR_YOU = "I have an answer for you. Only you can read it: press the button."


@dataclass(frozen=True)
class Aside:
    wire: Wire

    async def told(self, coming: Coming, message: Message, given: Pressed) -> bool:
        """Whether the speaker has it, in the room, with nobody else reading it."""
        to = {"id": coming.user, "isTargeted": True}
        body = {**rendered(message, given), "recipient": to}
        try:
            await self._send(coming, body, TARGETED)
        except Refused as refused:
            if refused.status in NOT_HERE:
                return False
            raise
        return True

    async def pointed(self, coming: Coming, request: Request) -> None:
        """Everybody sees that there is an answer; a press shows it to the speaker."""
        given = Pressed(line="", only=request.by.account, told=request.id)
        message = Message(text=FOR_YOU, buttons=(Button(READ, "help"),))
        made = rendered(message, given)
        attached = made["attachments"][0]
        user = {"id": coming.user, "name": request.by.name}
        made["attachments"] = [
            {**attached, "content": calling(attached["content"], user)}
        ]
        await self._send(coming, made, {})

    async def _send(self, coming: Coming, body: Part, query: dict[str, str]) -> None:
        room = of_room(coming.body, coming.where)
        here = _thread(room, coming.where.thread)
        about = {"from": room.bot, "conversation": {**room.conversation, "id": here}}
        path = ("conversations", here, "activities")
        said = {**body, **about, "replyToId": str(coming.body.get("id") or "")}
        await self.wire.call("POST", room.service, path, said, query=query, within=SOON)


def _thread(room: Reference, thread: str) -> str:
    return f"{room.id}{UNDER}{thread}" if thread else room.id
