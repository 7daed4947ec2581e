"""What Slack sends us: signed requests, with the team fields each payload has."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.slack.world import APP, Installation, User, World

SECRET = "0123456789abcdef0123456789abcdef"
PATH = "/slack/events"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Signed:
    """One request as it leaves Slack."""

    body: str
    headers: Mapping[str, str]


def signed(body: str, kind: str, at: float, secret: str = SECRET) -> Signed:
    stamp = str(int(at))
    said = f"v0:{stamp}:{body}".encode()
    digest = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }
    return Signed(body, headers)


@dataclass
class Sender:
    """`by` is the installation a request is for; `address` is where we are asked."""

    world: World
    address: str

    def command(self, by: Installation, who: User, text: str, channel: str) -> Signed:
        """`/plan`, which works only where the app is installed."""
        if who.team != by.team:
            raise LookupError("there is no such command in their workspace")
        team = self.world.teams[by.team]
        return self._form(
            api_app_id=APP,
            team_id=team.id,
            team_domain=team.domain,
            channel_id=channel,
            channel_name=self._name(channel),
            user_id=who.id,
            user_name=who.name.lower(),
            command="/plan",
            text=escaped(text),
            trigger_id=self.world.trigger(who.id),
            response_url=self._response_url(),
        )

    def mention(
        self, by: Installation, who: User, text: str, channel: str, thread: str = ""
    ) -> Signed:
        """`team` of the event is the installation's, `user_team` the person's home."""
        event = {"type": "app_mention", "text": f"<@{by.bot}> {escaped(text)}"}
        return self._event(by, who, channel, event, thread)

    def direct(self, by: Installation, who: User, text: str) -> Signed:
        event = {"type": "message", "channel_type": "im", "text": escaped(text)}
        return self._event(by, who, self.world.direct(by.team, who.id).id, event)

    def own(self, by: Installation, other: Installation, channel: str) -> Signed:
        """What our bot of one installation said, as the other one is told it."""
        event = {
            "type": "app_mention",
            "app_id": APP,
            "bot_id": other.bot_id,
            "text": f"<@{by.bot}> show",
        }
        user = User(other.bot, other.team, "Jointly")
        return self._event(by, user, channel, event)

    def press(
        self, who: User, channel: str, message: Mapping[str, Any], label: str
    ) -> Signed:
        """A button of a message: `team` is the installation, not the person's."""
        by = next(one for one in self.world.installed if one.bot == message["by"])
        place = {"channel": {"id": channel, "name": self._name(channel)}}
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
        }
        answers = {"response_url": self._response_url()}
        where = {**place, **answers, "message": {"ts": message["ts"], "app_id": APP}}
        return self._press(by, who, container, where, button(message["blocks"], label))

    def press_in_view(self, who: User, view: Mapping[str, Any], label: str) -> Signed:
        by = self._installed(view["app_installed_team_id"])
        container = {"type": "view", "view_id": view["id"]}
        found = button(view["blocks"], label)
        return self._press(by, who, container, {"view": dict(view)}, found)

    def press_answer(
        self, by: Installation, who: User, channel: str, blocks: Any, label: str
    ) -> Signed:
        """A button of what only *who* reads: it has no message, only a container."""
        container = {
            "type": "message",
            "message_ts": self.world.ts(),
            "channel_id": channel,
            "is_ephemeral": True,
        }
        place = {"channel": {"id": channel, "name": self._name(channel)}}
        where = {**place, "response_url": self._response_url()}
        return self._press(by, who, container, where, button(blocks, label))

    def submit(
        self, who: User, view: Mapping[str, Any], **values: str | list[str]
    ) -> Signed:
        """A form filled in: `team` is the person's, the installation is in the view."""
        state: dict[str, dict[str, Any]] = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                name = element["action_id"]
                said = values.get(name, initial(element))
                state[block["block_id"]] = {name: filled_in(element, said)}
        return self._payload(
            type="view_submission",
            team={"id": who.team, "domain": self.world.teams[who.team].domain},
            user={"id": who.id, "name": who.name.lower(), "team_id": who.team},
            api_app_id=APP,
            trigger_id=self.world.trigger(who.id),
            view={**view, "state": {"values": state}},
            response_urls=[],
            is_enterprise_install=False,
        )

    def challenge(self) -> Signed:
        body = {"type": "url_verification", "challenge": "abc", "token": "t"}
        return signed(json.dumps(body), JSON, self.world.now())

    def _press(
        self,
        by: Installation,
        who: User,
        container: Mapping[str, Any],
        where: Mapping[str, Any],
        pressed: Mapping[str, Any],
    ) -> Signed:
        return self._payload(
            type="block_actions",
            user={"id": who.id, "username": who.name.lower(), "team_id": who.team},
            api_app_id=APP,
            team={"id": by.team, "domain": self.world.teams[by.team].domain},
            enterprise=None,
            is_enterprise_install=False,
            container=container,
            trigger_id=self.world.trigger(who.id),
            actions=[{**pressed, "action_ts": self.world.ts()}],
            **where,
        )

    def _event(
        self,
        by: Installation,
        who: User,
        channel: str,
        event: Mapping[str, Any],
        thread: str = "",
    ) -> Signed:
        ts = self.world.ts()
        told = {
            **event,
            "user": who.id,
            "ts": ts,
            "event_ts": ts,
            "channel": channel,
            "team": by.team,
            **(
                {"user_team": who.enterprise or who.team} if who.team != by.team else {}
            ),
            **({"thread_ts": thread} if thread else {}),
        }
        shared = len(self.world.channels[channel].teams) > 1
        body = {
            "token": "t",
            "team_id": by.team,
            "api_app_id": APP,
            "event": told,
            "type": "event_callback",
            "event_id": f"Ev{self.world.number()}",
            "event_time": int(self.world.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": by.team,
                    "user_id": by.bot,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": shared,
        }
        return signed(json.dumps(body), JSON, self.world.now())

    def _payload(self, **payload: Any) -> Signed:
        body = urlencode({"payload": json.dumps(payload)})
        return signed(body, FORM, self.world.now())

    def _form(self, **values: str) -> Signed:
        return signed(urlencode(values), FORM, self.world.now())

    def _installed(self, team: str) -> Installation:
        return next(one for one in self.world.installed if one.team == team)

    def _name(self, channel: str) -> str:
        found = self.world.channels[channel]
        return "directmessage" if found.kind == "im" else found.name

    def _response_url(self) -> str:
        id_ = f"R{self.world.number()}"
        self.world.responses[id_] = []
        return f"{self.address.removesuffix('/api/')}/respond/{id_}"


def escaped(text: str) -> str:
    """As Slack escapes what people type; mentions are typed as they arrive."""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"&lt;@(U0\w+)&gt;", r"<@\1>", said)


def button(blocks: Any, label: str) -> Mapping[str, Any]:
    """The button people see under that label."""
    for block in blocks:
        for element in [*block.get("elements", ()), block.get("accessory") or {}]:
            if element.get("type") == "button" and element["text"]["text"] == label:
                known = ("type", "action_id", "value", "text", "url")
                return {k: element[k] for k in known if k in element}
    raise LookupError(label)


def initial(element: Mapping[str, Any]) -> Any:
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    one = element.get("initial_option") or {}
    names = ("initial_value", "initial_date", "initial_user")
    return one.get("value") or next((element[n] for n in names if n in element), None)


def filled_in(element: Mapping[str, Any], said: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind == "checkboxes":
        chosen = [o for o in element["options"] if o["value"] in (said or ())]
        return {"type": kind, "selected_options": chosen}
    if kind == "static_select":
        options = (o for o in element["options"] if o["value"] == said)
        return {"type": kind, "selected_option": next(options, None)}
    if kind == "datepicker":
        return {"type": kind, "selected_date": said}
    if kind == "users_select":
        return {"type": kind, "selected_user": said}
    return {"type": kind, "value": said}
