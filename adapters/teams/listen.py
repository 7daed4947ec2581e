"""What Teams sends us, each kind of it to its own few lines. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from adapters.hearing.ear import Ear
from adapters.teams.again import Again
from adapters.teams.answering import Answering, given, in_words
from adapters.teams.aside import Aside
from adapters.teams.coming import (
    Body,
    Coming,
    Unreadable,
    message_id,
    opaque,
    said,
    targeted,
)
from adapters.teams.form import begun, line_of_answers
from adapters.teams.pressing import Pressed, pressed
from adapters.teams.reception import Reception
from adapters.teams.words import quoted
from bot.message import Form, Message
from bot.request import Answer, Request
from domain.errors import DomainError

NOT_YOURS = (
    "That button was made for somebody else. Tell me the same in your own words."
)
MAKE, QUOTED = "action add", "title"
NOT_OURS = "I do not know that button. Tell me in your own words."
BY_ITSELF = "automatic"  # a client that shows the card asks for it as it is now


@dataclass(frozen=True)
class Listener:
    """Everything is answered in the request that asks.

    What fails is a 500, and Teams sends a message again.
    """

    reception: Reception
    answering: Answering
    again: Again
    aside: Aside
    ear: Ear

    async def message(self, body: Body) -> None:
        """A mention, a line in a personal chat, or a press from an older client."""
        if at := pressed(body.get("value")):
            coming, request = await self._pressed(body, at)
            answer = await self._answered(at, request)
            await self.ear.tell_again(request, answer)
            return
        coming = said(body, "", message_id(body))
        heard = not (coming.where.personal or targeted(body))
        coming = said(body, "", coming.id, heard=heard)
        request = await self.reception.typed(coming)
        request = await self.ear.under(request, coming.where.thread)
        if targeted(body) or not request.by.alone:
            await self._aside(coming, request)
        else:
            await self.ear.tell(request)

    async def _aside(self, coming: Coming, request: Request) -> None:
        """In the room, to nobody else; else alone; else it lies there to be fetched."""
        answer = await self.ear.keep(request)
        if await self.aside.told(coming, answer.message, given(coming)):
            return
        if request.by.alone:
            await self.ear.tell_again(request, answer)
        else:
            await self.aside.pointed(coming, request)

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
        if value.get("trigger") == BY_ITSELF and not await self.again.belongs(request):
            return in_words(Message())
        answer = await self._answered(at, request)
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
        answer = await self._answered(at, request)
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
        answer = await self._answered(at, request)
        form = await self._form(request, at) if answer.refused and at.filled else None
        made: Mapping[str, Any] = await self.answering.submitted(
            coming, data, form, answer
        )
        return made

    async def quote(self, value: Any, body: Body) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a client sends
        """*Make this an action*: the form for one, begun with what somebody wrote."""
        at = Pressed(line=MAKE, form=True)
        try:
            coming, request = await self._pressed(body, at)
        except DomainError as refusal:
            return _told(str(refusal))
        answer = await self.ear.answer(replace(request, id=""))
        words = {QUOTED: quoted(value)}
        made: Mapping[str, Any] = await self.answering.opened(
            coming, at, begun(answer, words)
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

    async def _answered(self, at: Pressed, request: Request) -> Answer:
        if at.only and at.only != request.by.account:
            return Answer(message=Message(text=NOT_YOURS, tone="warn"), refused=True)
        if at.told and (kept := await self.ear.kept(replace(request, id=at.told))):
            return kept
        return await self.ear.answer(request)

    async def _form(self, request: Request, at: Pressed) -> Form | None:
        """The same form again: its bare line asks for what it did before."""
        bare = Request(text=at.line, by=request.by, place=request.place)
        return (await self.ear.answer(bare)).message.form


def _told(sentence: str) -> Mapping[str, Any]:
    return {"task": {"type": "message", "value": sentence}}


def unheard(why: DomainError | Unreadable) -> None:
    """Of nobody we know, so there is nobody to tell."""
    structlog.get_logger().warning("not heard", why=type(why).__name__)
