"""Calling somebody by name in a room: a mention is an entity beside its text."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.teams.shape import Part
from adapters.teams.words import TAG, whole

MOST = 60  # people whose cards Teams brings up to date by itself
SHOW = "show"  # the verb of a card that is drawn anew for whoever looks at it


def calling(card: Part, user: Mapping[str, Any]) -> Part:
    """The card with a first line that calls *user*; entity and text say the same."""
    name = TAG.sub("", whole(str(user.get("name") or ""))).strip(" <>") or "Hello"
    said = f"<at>{name}</at>"
    line = {"type": "TextBlock", "text": said, "wrap": True}
    mentioned = {"id": str(user["id"]), "name": name}
    entity = {"type": "mention", "text": said, "mentioned": mentioned}
    body = [line, *card["body"]]
    return {**card, "body": body, "msteams": {"entities": [entity]}}


def refreshed(card: Part, data: Mapping[str, Any], users: Sequence[str]) -> Part:
    """The card, asked for anew by the clients of *users* whenever they see it."""
    if not users:
        return card
    action = {"type": "Action.Execute", "verb": SHOW, "data": dict(data)}
    return {**card, "refresh": {"action": action, "userIds": list(users[:MOST])}}
