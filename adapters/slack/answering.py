"""Where Slack takes the answer to a press or a form: beside it, in it, or later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.hearing.ear import Ear
from adapters.slack.channels import Channels
from adapters.slack.coming import Body, Coming
from adapters.slack.form import form_view
from adapters.slack.installations import Installation
from adapters.slack.people import People
from adapters.slack.render import blocks, rendered
from adapters.slack.shape import TITLE, VIEW, Block, plain
from adapters.slack.wire import Refused, Wire
from bot.message import Form, Message
from bot.request import Answer, Request

NAME, CLOSE = "Jointly", "Close"
PRIVATE = {"response_type": "ephemeral", "replace_original": False}


@dataclass(frozen=True)
class Answering:
    wire: Wire
    people: People
    channels: Channels
    ear: Ear = field(repr=False)

    async def opened(self, body: Body, coming: Coming, message: Message) -> bool:
        """Whether a form could be opened for what is missing, within three seconds."""
        if message.form is None or "trigger_id" not in body or "view" in body:
            return False
        view = await self._form(coming, message.form)
        opens = {"trigger_id": body["trigger_id"], "view": view}
        try:
            await self.wire.call(coming.by.token, "views.open", **opens)
        except (Refused, TimeoutError):
            return False
        return True

    async def pressed(
        self, body: Body, coming: Coming, request: Request, answer: Answer
    ) -> None:
        """Answer whoever pressed a button, wherever it stood."""
        if "view" in body:
            await self._into(body["view"], coming.by, answer.message)
        elif not await self._beside(body, coming, answer.message):
            await self.ear.tell_again(request, answer)

    async def refused(self, body: Body, sentence: str) -> None:
        """To somebody of whom nothing is known: where they pressed, or nowhere."""
        if url := body.get("response_url"):
            said = rendered(Message(text=sentence, tone="warn"))
            await self.wire.respond(url, {**said, **PRIVATE})

    async def _beside(self, body: Body, coming: Coming, message: Message) -> bool:
        """What only they read, in the room: sure to reach the installation's own.

        Whether it reaches people of elsewhere could not be confirmed, so they are told
        in a direct message.
        """
        ours = coming.by.is_of(coming.home)
        url = body.get("response_url", "")
        if not (ours and url and coming.channel):
            return False
        return await self.wire.respond(url, {**rendered(message), **PRIVATE})

    async def _into(
        self, view: Mapping[str, Any], by: Installation, message: Message
    ) -> None:
        args = {
            "view_id": view["id"],
            "hash": view.get("hash"),
            "view": answer_view(message, view.get("private_metadata", "")),
        }
        try:
            await self.wire.call(by.token, "views.update", **args)
        except (Refused, TimeoutError):
            return  # closed meanwhile, or newer: what happened stands in the room

    async def _form(self, coming: Coming, form: Form) -> dict[str, Any]:
        people = await self._people(coming) if _asks_for_people(form) else ()
        return form_view(form, metadata=metadata(form.line, coming), people=people)

    async def _people(self, coming: Coming) -> tuple[tuple[str, str], ...]:
        """Those in the room, with their organisation: names may be alike."""
        if not coming.channel:
            return ()
        members = await self.channels.members(coming.channel)
        found = [await self.people.somebody(coming.by, user) for user in members]
        shown = (
            (f"{who.name}, {who.organisation_name}", f"<@{who.account}>")
            for who in found
            if who
        )
        return tuple(sorted(shown))


def metadata(line: str, coming: Coming) -> str:
    """What a form must know again when it comes back: no word of anybody's."""
    return json.dumps({"line": line, "channel": coming.channel}, ensure_ascii=False)


def told(view: Mapping[str, Any]) -> tuple[str, str]:
    """The line and the channel that `metadata` kept."""
    said = json.loads(view.get("private_metadata") or "{}")
    return str(said.get("line", "")), str(said.get("channel", ""))


def answer_view(message: Message, kept: str) -> Block:
    """An answer in place of the form that asked for it."""
    return {
        "type": "modal",
        "callback_id": "answer",
        "title": plain(NAME, TITLE),
        "close": plain(CLOSE, TITLE),
        "private_metadata": kept,
        "blocks": blocks(message, most=VIEW),
    }


def submission_answer(view: Mapping[str, Any], answer: Answer) -> Block:
    """A refusal stands in the form, to be put right there; all else takes its place."""
    message = answer.message
    inputs = [b["block_id"] for b in view["blocks"] if b["type"] == "input"]
    if answer.refused and inputs and not message.buttons:
        return {"response_action": "errors", "errors": {inputs[0]: message.twin}}
    kept = view.get("private_metadata", "")
    return {"response_action": "update", "view": answer_view(message, kept)}


def _asks_for_people(form: Form) -> bool:
    return any(field.kind == "person" and not field.options for field in form.fields)
