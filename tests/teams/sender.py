"""What Teams sends us: signed activities, with the tenant fields each of them has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.teams.lint import parts
from tests.teams.server import Service
from tests.teams.world import APP, BOT, TEAM, Conversation, Posted, User

PATH = "/api/messages"
AT = "<at>Jointly</at>"


@dataclass(frozen=True)
class Sent:
    """One request as it leaves Teams."""

    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return json.dumps(self.body).encode()


@dataclass
class Sender:
    service: Service

    def signed(self, body: Mapping[str, Any]) -> Sent:
        token = self.service.keys.token(str(body.get("serviceUrl") or ""))
        headers = {"Authorization": f"Bearer {token}"}
        return Sent(body, {**headers, "Content-Type": "application/json"})

    def mention(
        self, who: User, text: str, place: str, thread: str = "", *named: User
    ) -> Sent:
        """`@Jointly …` in a channel or chat; *named* are mentioned in the text."""
        body = self._message(who, f"{AT} {text}", place, thread)
        entities = [_mention(BOT["id"], "Jointly")]
        entities += [_mention(one.id, one.name) for one in named]
        return self.signed({**body, "entities": entities})

    def direct(self, who: User, text: str, *named: User) -> Sent:
        body = self._message(who, text, self.service.world.personal(who).id)
        entities = [_mention(one.id, one.name) for one in named]
        return self.signed({**body, "entities": entities})

    def command(self, who: User, text: str, place: str) -> Sent:
        """A slash command: a message in the room that nobody but the speaker reads."""
        body = self._message(who, text, place)
        return self.signed({**body, "recipient": {**BOT, "isTargeted": True}})

    def press(self, who: User, posted: Posted, label: str) -> Sent:
        """A button of a message."""
        action = button(posted.body["attachments"][0]["content"], label)
        return self.execute(who, posted.conversation, posted.id, action)

    def execute(
        self, who: User, place: str, message: str, action: Mapping[str, Any]
    ) -> Sent:
        value = {
            "action": {
                "type": "Action.Execute",
                "verb": action.get("verb", ""),
                "data": action.get("data", {}),
            },
            "trigger": "manual",
        }
        return self.invoke(who, "adaptiveCard/action", place, value, message)

    def submitted(self, who: User, posted: Posted, label: str) -> Sent:
        """The same button in a client that knows no `Action.Execute`."""
        action = button(posted.body["attachments"][0]["content"], label)["fallback"]
        place, _, thread = posted.conversation.partition(";messageid=")
        body = self._message(who, "", place, thread)
        return self.signed({**body, "value": action["data"], "replyToId": posted.id})

    def fetch(self, who: User, place: str, action: Mapping[str, Any]) -> Sent:
        """A button that opens a dialog."""
        value = {"data": action["data"], "context": {"theme": "default"}}
        return self.invoke(who, "task/fetch", place, value)

    def submit(
        self, who: User, place: str, card: Mapping[str, Any], label: str, **values: str
    ) -> Sent:
        """A dialog filled in: *values* by the name before its label's first blank."""
        data = {**button(card, label)["data"], **inputs(card, values)}
        value = {"data": data, "context": {"theme": "default"}}
        return self.invoke(who, "task/submit", place, value)

    def invoke(
        self, who: User, name: str, place: str, value: Any, message: str = ""
    ) -> Sent:
        id_, _, thread = place.partition(";messageid=")
        body = self._activity(who, "invoke", id_, thread)
        del body["textFormat"]
        return self.signed({**body, "name": name, "value": value, "replyToId": message})

    def event(self, place: str, kind: str = "conversationUpdate", **more: Any) -> Sent:
        """Something that happened to a conversation."""
        who = self.service.world.users[self._place(place).members[0]]
        body = self._activity(who, kind, place, "")
        data = {**body["channelData"], **more.pop("data", {})}
        return self.signed({**body, "channelData": data, **more})

    def _message(
        self, who: User, text: str, place: str, thread: str = ""
    ) -> dict[str, Any]:
        return {**self._activity(who, "message", place, thread), "text": text}

    def _activity(
        self, who: User, kind: str, place: str, thread: str
    ) -> dict[str, Any]:
        world = self.service.world
        found, stamp = self._place(place), world.stamp()
        full = place
        if found.kind == "channel":
            full = f"{place};messageid={thread or stamp}"
        data: dict[str, Any] = {"tenant": {"id": found.tenant}}
        if found.kind == "channel":
            ids = {"teamsChannelId": place, "teamsTeamId": TEAM}
            data |= {**ids, "channel": {"id": place}, "team": {"id": TEAM}}
        return {
            "type": kind,
            "id": stamp,
            "timestamp": "2026-11-23T10:00:00Z",
            "localTimezone": who.zone,
            "locale": "en-GB",
            "channelId": "msteams",
            "serviceUrl": self.service.url,
            "textFormat": "plain",
            "from": {"id": who.id, "name": who.name, "aadObjectId": who.account},
            "recipient": dict(BOT),
            "conversation": {
                "id": full,
                "conversationType": found.kind,
                "tenantId": found.tenant,
                "isGroup": found.kind != "personal",
            },
            "channelData": data,
        }

    def _place(self, place: str) -> Conversation:
        return self.service.world.conversations[place]


def _mention(id_: str, name: str) -> dict[str, Any]:
    text = f"<at>{name}</at>"
    return {
        "type": "mention",
        "text": text,
        "mentioned": {"id": id_, "name": name},
    }


def at(user: User) -> str:
    """As a mention stands in a text."""
    return f"<at>{user.name}</at>"


def button(card: Any, label: str) -> Mapping[str, Any]:
    """The button people see under that label; where one asks first, what it asks."""
    for part in parts(card):
        if (
            str(part.get("type", "")).startswith("Action.")
            and part.get("title") == label
        ):
            if part["type"] == "Action.ShowCard":
                return part["card"]["actions"][0]
            return part
    raise LookupError(label)


def inputs(card: Any, values: Mapping[str, str]) -> dict[str, Any]:
    """Every input of a card with what was filled in, or what it began with."""
    found: dict[str, Any] = {}
    for part in parts(card):
        if str(part.get("type", "")).startswith("Input."):
            word = part["id"].split(" ", 3)[3] or "title"
            said = values.get(word.replace(" ", "_"), part.get("value"))
            if said is not None:
                found[part["id"]] = said
    return found


__all__ = ["APP", "PATH", "Sender", "Sent", "at", "button", "inputs"]
