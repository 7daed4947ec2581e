"""What Slack sends us, each kind of it to its own few lines. Start reading here."""

import json
import re
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.hearing.ear import Ear
from adapters.log import unexpected
from adapters.slack.answering import Answering, submission_answer, told
from adapters.slack.changes import KINDS, Changes
from adapters.slack.coming import (
    Body,
    Coming,
    commanded,
    from_a_bot,
    pressed_by,
    submitted,
    written,
)
from adapters.slack.ending import ENDINGS, Endings, ids_of
from adapters.slack.installations import Installation, Installations
from adapters.slack.pressing import pressed
from adapters.slack.reception import Reception
from adapters.slack.render import rendered
from adapters.slack.wire import QUIET, Wire
from bot.message import Message
from bot.request import Answer
from domain.errors import DomainError

COMMAND = "/plan"
ANYTHING = re.compile(r"")
NOT_YOURS = (
    "That button was made for somebody else. Tell me the same in your own words."
)
NOT_INSTALLED = (
    "Jointly is not installed here any more. Ask whoever runs it to install it again."
)
DONE = BoltResponse(status=200, body="")


@dataclass(frozen=True)
class Listener:
    """Everything is answered in the request that asks.

    What fails is a 500, and Slack asks again.
    """

    installations: Installations
    reception: Reception
    answering: Answering
    endings: Endings
    changes: Changes
    ear: Ear

    async def command(self, body: Body) -> BoltResponse:
        coming = commanded(body, await self._by(body))
        answer = await self._answer(coming)
        if await self.answering.opened(body, coming, answer.message):
            return DONE
        return _json({**rendered(answer.message), "response_type": "ephemeral"})

    async def event(self, body: Body) -> BoltResponse:
        """A mention or a direct message; what people say to each other is theirs."""
        event = body["event"]
        if from_a_bot(body) or event.get("subtype"):
            return DONE
        if event["type"] == "message" and event.get("channel_type") != "im":
            return DONE
        coming = written(body, await self._by(body))
        try:
            request = await self.reception.request(coming)
        except DomainError as refusal:  # of nobody we know, so there is nobody to tell
            structlog.get_logger().warning("not heard", why=type(refusal).__name__)
            return DONE
        await self.ear.tell(await self.ear.under(request, coming.thread))
        return DONE

    async def press(self, body: Body) -> BoltResponse:
        button = pressed(body["actions"][0].get("value", ""))
        if button is None:
            return DONE  # a link, or a choice within a form
        coming = pressed_by(body, await self._by(body), button)
        try:
            request = await self.reception.request(coming)
        except DomainError as refusal:
            await self.answering.refused(body, str(refusal))
            return DONE
        if button.only and button.only != coming.user:
            answer = Answer(message=Message(text=NOT_YOURS, tone="warn"), refused=True)
        else:
            answer = await self.ear.answer(request)
        asks = button.form or not answer.message.buttons
        if asks and await self.answering.opened(body, coming, answer.message):
            return DONE
        await self.answering.pressed(body, coming, request, answer)
        return DONE

    async def submission(self, body: Body) -> BoltResponse:
        line, channel = told(body["view"])
        if not line:
            return DONE
        by = await self._by(body)
        answer = await self._answer(submitted(body, by, line, channel))
        return _json(submission_answer(body["view"], answer))

    async def _answer(self, coming: Coming) -> Answer:
        """What the bot says, or why it could not be asked."""
        try:
            request = await self.reception.request(coming)
        except DomainError as refusal:
            return Answer(message=Message(text=str(refusal), tone="warn"), refused=True)
        return await self.ear.answer(request)

    async def changed(self, body: Body) -> BoltResponse:
        """Something became of a room or an installation: whoever must know is told."""
        if body["event"]["type"] not in ENDINGS:
            await self.changes.of(body["event"])
        elif found := await self.endings.of(body):
            await self.changes.ended(found)
        await self.ear.wake()
        return DONE

    async def _by(self, body: Body) -> Installation:
        found = await self.installations.of(*ids_of(body))
        if found is None:
            raise LookupError(ids_of(body))
        return found


def bolt(listener: Listener, wire: Wire, secret: str) -> AsyncApp:
    """Bolt routes; signatures are checked before it, installations are ours."""

    async def authorize(
        enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        return await listener.installations.authorize(enterprise_id, team_id)

    app = AsyncApp(
        name="jointly",
        logger=QUIET,
        signing_secret=secret,
        client=wire.client(""),
        authorize=authorize,  # type: ignore[arg-type] # or None
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        user_facing_authorize_error_message=NOT_INSTALLED,
    )

    async def command(body: Body) -> BoltResponse:
        return await listener.command(body)

    async def event(body: Body) -> BoltResponse:
        return await listener.event(body)

    async def changed(body: Body) -> BoltResponse:
        return await listener.changed(body)

    async def press(body: Body) -> BoltResponse:
        return await listener.press(body)

    async def submission(body: Body) -> BoltResponse:
        return await listener.submission(body)

    async def failed(error: Exception) -> BoltResponse:
        number = unexpected(error, doing="answering Slack")
        return BoltResponse(status=500, body=number)

    app.command(COMMAND)(command)
    app.event("app_mention")(event)
    app.event("message")(event)
    for kind in (*KINDS, *ENDINGS):
        app.event(kind)(changed)
    app.action(ANYTHING)(press)
    app.view(ANYTHING)(submission)
    app.error(failed)
    return app


def request_of(body: bytes) -> AsyncBoltRequest | None:
    """By its body alone: nothing signs the headers, so nothing is read in them.

    None where it is no payload at all.
    """
    try:
        return AsyncBoltRequest(body=body.decode(), headers={})
    except (ValueError, TypeError, AttributeError):
        return None


def _json(body: dict[str, Any]) -> BoltResponse:
    kind = "application/json; charset=utf-8"
    return BoltResponse(
        status=200, body=json.dumps(body), headers={"content-type": kind}
    )
