"""What Teams sends us, each kind of it to its own few lines. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.hearing.ear import Ear
from adapters.teams.again import Again
from adapters.teams.answering import Answering, in_words
from adapters.teams.coming import (
    Body,
    Coming,
    Unreadable,
    message_id,
    opaque,
    said,
    targeted,
)
from adapters.teams.form import line_of_answers
from adapters.teams.pressing import Pressed, pressed
from adapters.teams.reception import Reception
from bot.message import Form, Message
from bot.request import Answer, Request
from domain.errors import DomainError

NOT_YOURS = (
    "That button was made for somebody else. Tell me the same in your own words."
)
NOT_OURS = "I do not know that button. Tell me in your own words."
NOTHING: dict[str, Any] = {}


@dataclass(frozen=True)
class Listener:
    """Everything is answered in the request that asks.

    What fails is a 500, and Teams sends a message again.
    """

    reception: Reception
    answering: Answering
    again: Again
    ear: Ear

    async def message(self, body: Body) -> None:
        """A mention, a line in a personal chat, or a press from an older client."""
        if at := pressed(body.get("value")):
            coming, request = await self._pressed(body, at)
            answer = await self._answered(coming, at, request)
            await self.ear.tell_again(request, answer)
            return
        coming = said(body, "", message_id(body))
        heard = not (coming.where.personal or targeted(body))
        coming = said(body, "", coming.id, heard=heard)
        request = await self.reception.typed(coming)
        await self.ear.tell(await self._under(coming, request))

    async def press(self, value: Any, body: Body) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a client sends
        """`Action.Execute`: the answer may take the place of the card."""
        action = value.get("action") if isinstance(value, Mapping) else None
        at = pressed(action.get("data")) if isinstance(action, Mapping) else None
        if at is None:
            return in_words(Message(text=NOT_OURS))
        try:
            coming, request = await self._pressed(body, at)
        except DomainError as refusal:
            return in_words(Message(text=str(refusal)))
        answer = await self._answered(coming, at, request)
        return await self.answering.pressed(coming, at, request, answer)

    async def fetch(self, value: Any, body: Body) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a client sends
        """A button that opens a form."""
        at = pressed(value.get("data")) if isinstance(value, Mapping) else None
        if at is None:
            return _told(NOT_OURS)
        try:
            coming, request = await self._pressed(body, at)
        except DomainError as refusal:
            return _told(str(refusal))
        answer = await self._answered(coming, at, request)
        made: Mapping[str, Any] = await self.answering.opened(coming, at, answer)
        return made

    async def submit(self, value: Any, body: Body) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a client sends
        """A form filled in, or a button in the answer that took its place."""
        data = value.get("data") if isinstance(value, Mapping) else None
        at = pressed(data)
        if at is None or not isinstance(data, Mapping):
            return _told(NOT_OURS)
        line = line_of_answers(at.line, data)
        try:
            coming, request = await self._pressed(body, at, line)
        except DomainError as refusal:
            return _told(str(refusal))
        answer = await self._answered(coming, at, request)
        form = await self._form(request, at) if answer.refused and at.filled else None
        made: Mapping[str, Any] = await self.answering.submitted(
            coming, data, form, answer
        )
        return made

    async def _pressed(
        self, body: Body, at: Pressed, line: str = ""
    ) -> tuple[Coming, Request]:
        """An invoke may come again with another id: its own business names it."""
        text = line or at.line
        coming = said(body, text, "")
        request = await self.reception.pressed(coming)
        own = (coming.where.conversation, at.card or at.filled, text)
        return coming, await self.again.named(request, opaque(*own))

    async def _answered(self, coming: Coming, at: Pressed, request: Request) -> Answer:
        if at.only and at.only != request.by.account:
            return Answer(message=Message(text=NOT_YOURS, tone="warn"), refused=True)
        del coming
        return await self.ear.answer(request)

    async def _form(self, request: Request, at: Pressed) -> Form | None:
        """The same form again: its bare line asks for what it did before."""
        bare = Request(text=at.line, by=request.by, place=request.place)
        return (await self.ear.answer(bare)).message.form

    async def _under(self, coming: Coming, request: Request) -> Request:
        return await self.ear.under(request, coming.where.thread)


def _told(sentence: str) -> Mapping[str, Any]:
    return {"task": {"type": "message", "value": sentence}}


def unheard(why: DomainError | Unreadable) -> None:
    """Of nobody we know, so there is nobody to tell."""
    structlog.get_logger().warning("not heard", why=type(why).__name__)
