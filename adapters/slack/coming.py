"""What came in, whatever kind of payload it was: who said what, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from adapters.slack.form import line_of_answers
from adapters.slack.installations import Installation
from adapters.slack.pressing import Pressed
from adapters.slack.words import plain_words, without

Body = Mapping[str, Any]

DIRECT = "D"  # how the id of every direct conversation begins


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One line. `home` is the payload's own field for the speaker's organisation.

    `channel` is empty in a direct message; `thread` is the message it stands under.
    `heard` is whether everybody in the room read it as it was typed. `id` is the same
    however often it comes.
    """

    text: str
    user: str
    home: str
    by: Installation = field(repr=False)
    id: str
    channel: str = ""
    thread: str = ""
    heard: bool = False


def commanded(body: Body, by: Installation) -> Coming:
    """`/plan`: `team_id` is the person's, who is of the installation's workspace."""
    return Coming(
        text=plain_words(body.get("text", "")),
        user=body["user_id"],
        home=body["team_id"],
        by=by,
        id=_id(body, body["trigger_id"]),
        channel=room(body["channel_id"]),
    )


def written(body: Body, by: Installation) -> Coming:
    """A mention or a direct message.

    `event.team` may be the installation's: only `user_team` tells of a home.
    """
    event = body["event"]
    channel = room(event["channel"])
    return Coming(
        text=plain_words(without(event.get("text", ""), by.bot)),
        user=event["user"],
        home=event.get("user_team", ""),
        by=by,
        id=_id(body, event["channel"], event["ts"]),
        channel=channel,
        thread=event.get("thread_ts", "") if channel else "",
        heard=bool(channel),
    )


def pressed_by(body: Body, by: Installation, pressed: Pressed) -> Coming:
    """A button: `team` is the installation, `user.team_id` the person's home."""
    action = body["actions"][0]
    return Coming(
        text=pressed.line,
        user=body["user"]["id"],
        home=body["user"]["team_id"],
        by=by,
        id=_id(body, body["user"]["id"], action["action_ts"]),
        channel=channel_of_press(body),
    )


def submitted(body: Body, by: Installation, line: str, channel: str) -> Coming:
    """A form: `user.team_id` is the home; the view names the installation."""
    view = body["view"]
    text = line_of_answers(line, view)
    return Coming(
        text=text,
        user=body["user"]["id"],
        home=body["user"]["team_id"],
        by=by,
        id=_id(body, view["id"], str(view.get("hash", "")), text),
        channel=channel,
    )


def room(channel: str) -> str:
    """The room; nothing for a direct message."""
    return "" if channel.startswith(DIRECT) else channel


def channel_of_press(body: Body) -> str:
    """A button in a form or in our own home page stands in no room."""
    found = body.get("channel") or {}
    return room(str(found.get("id", ""))) if found else ""


def from_a_bot(body: Body) -> bool:
    """Our own bots, of either installation, and everybody else's: they are nobody."""
    event = body["event"]
    own = event.get("app_id") == body.get("api_app_id")
    return bool(own or event.get("bot_id") or not event.get("user"))


def _id(body: Body, *parts: str) -> str:
    """The same for both installations, and for every repeat of a delivery.

    Facts keep it: it is short, and tells nobody a channel, a person or a word.
    """
    said = "\0".join((str(body.get("api_app_id", "")), *parts))
    return f"slack {sha256(said.encode()).hexdigest()}"
