"""Where Teams takes an answer: in the card that was pressed, in a dialog, or later."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.hearing.ear import Ear
from adapters.teams import shape
from adapters.teams.coming import Coming
from adapters.teams.form import asks_for_people, filled, form_card
from adapters.teams.pressing import Pressed
from adapters.teams.render import card
from adapters.teams.rooms import Rooms
from bot.message import Button, Form, Message
from bot.request import Answer, Request

WORDS = "application/vnd.microsoft.activity.message"
NAME, BACK = "Jointly", "Back"
LONGEST = 1_000  # letters of an answer in words
MANY = 100  # people that a list to choose from holds
GOOD = 200


@dataclass(frozen=True)
class Answering:
    rooms: Rooms
    ear: Ear = field(repr=False)

    async def pressed(
        self, coming: Coming, at: Pressed, request: Request, answer: Answer
    ) -> dict[str, Any]:
        """In place of the card where it is the same item's, or where nothing else can.

        Whoever can be written to alone gets all else there: a card that many read is
        no place for it.
        """
        message = answer.message
        if at.ref and message.ref == at.ref:
            return _in_place(message, coming)
        if not request.by.alone:
            back = (Button(BACK, at.ref),) if at.ref else ()
            return _in_place(
                replace(message, buttons=(*message.buttons, *back)), coming
            )
        await self.ear.tell_again(request, answer)
        return in_words(message)

    async def opened(self, coming: Coming, at: Pressed, answer: Answer) -> Any:  # noqa: ANN401 - the body of an invoke's answer
        """A form for what is missing; the answer itself where nothing is."""
        message = answer.message
        if message.form is None:
            return dialog(NAME, card(message, given(coming)))
        return dialog(message.form.title, await self.form(coming, at, message.form))

    async def submitted(
        self, coming: Coming, data: Mapping[str, Any], form: Form | None, answer: Answer
    ) -> Any:  # noqa: ANN401 - the body of an invoke's answer
        """A refusal stands in the form, to be put right there; all else closes it."""
        message = answer.message
        if answer.refused and form and not message.buttons:
            at = Pressed(line=form.line, filled=str(data.get("filled") or ""))
            again = filled(form, data)
            made = await self.form(coming, at, again, refused=message.twin)
            return dialog(form.title, made)
        if message.buttons or message.form:
            return dialog(NAME, card(message, given(coming)))
        return {"task": {"type": "message", "value": shape.cut(message.twin, LONGEST)}}

    async def form(
        self, coming: Coming, at: Pressed, form: Form, refused: str = ""
    ) -> shape.Part:
        people = await self._people(coming) if asks_for_people(form) else ()
        made = replace(at, filled=at.filled or secrets.token_hex(8), form=False)
        return form_card(form, made, people, refused)

    async def _people(self, coming: Coming) -> tuple[tuple[str, str], ...]:
        """Those in the room, with their address: names may be alike."""
        found = await self.rooms.roster.everybody(coming.where)
        shown = {
            (", ".join(filter(None, (one.name, one.mail))), f"<@{one.id}>")
            for one in found
            if one.account
        }
        return tuple(sorted(shown))[:MANY]


def in_words(message: Message) -> dict[str, Any]:
    value = shape.cut(message.twin, LONGEST)
    return {"statusCode": GOOD, "type": WORDS, "value": value}


def _in_place(message: Message, coming: Coming) -> dict[str, Any]:
    value = card(message, given(coming))
    return {"statusCode": GOOD, "type": shape.CONTENT, "value": value}


def given(coming: Coming) -> Pressed:
    """What an answer's buttons carry: they are for whoever was answered."""
    return Pressed(line="", card=secrets.token_hex(8), only=coming.account)


def dialog(title: str, content: shape.Part) -> dict[str, Any]:
    value = {
        "title": shape.cut(title, 60),
        "height": "large",
        "width": "medium",
        "card": shape.attached(content),
    }
    return {"task": {"type": "continue", "value": value}}
