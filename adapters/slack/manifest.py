"""What an operator hands to Slack so that it makes the app: its manifest."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from adapters.slack.changes import KINDS
from domain.errors import DomainError

NAME = "Jointly"
# Each with its reason in docs/slack.md; not one more.
SCOPES: Mapping[str, str] = {
    "app_mentions:read": "hear a line typed after @Jointly",
    "channels:read": "know which organisations read a public channel, and who is in it",
    "chat:write": "speak where it was invited, and in direct messages",
    "commands": "answer /plan",
    "groups:read": "the same of private channels",
    "im:history": "hear a line typed to it in a direct message",
    "im:write": "open a direct message with somebody",
    "team:read": "name the other organisation on the card that asks who leads for it",
    "users:read": "tell guests from members, and know names, zones and languages",
}
# Only where the operator wants to look whether a message arrived: SLACK_LOOK_BACK.
HISTORY = ("channels:history", "groups:history")
EVENTS = (*KINDS, "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
ABOUT = "Joint working plans for a customer and a supplier"
DETAILS = (
    "Jointly keeps a working plan that a customer and a supplier share after they have"
    " signed a contract: who does what by when, what is in the way, what was agreed and"
    " what it is worth. It lives in the channel both already use. Whoever runs it can"
    " read everything in it."
)
HINT = '[A-3 done | action add "…" | help]'


class NeedsAddress(DomainError):
    """Slack must reach Jointly over https. Set JOINTLY_PUBLIC_URL to the address people open, such as https://jointly.example.org, and run this again."""  # noqa: E501 - one sentence people read


def scopes(*, look_back: bool = False) -> Sequence[str]:
    """What is asked for when somebody installs the app."""
    return sorted((*SCOPES, *(HISTORY if look_back else ())))


def manifest(
    public_url: str, *, many: bool = False, socket: bool = False
) -> dict[str, Any]:
    """The app as Slack's manifest schema describes one; *public_url* is where it is.

    With *many*, any workspace or whole enterprise may install it, and its tokens are
    renewed: Slack never takes that back, so one workspace is better off without. With
    *socket*, for trying out, Slack is called and needs no address.
    """
    if urlsplit(public_url).scheme != "https" and not socket:
        raise NeedsAddress
    base = public_url.rstrip("/")
    address = f"{base}/slack/events"
    there = {} if socket else {"request_url": address}
    back = {"redirect_urls": [f"{base}/slack/oauth_redirect"]} if many else {}
    return {
        "display_information": {
            "name": NAME,
            "description": ABOUT,
            "long_description": DETAILS,
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_command({} if socket else {"url": address})],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}, **back},
        "settings": {
            "event_subscriptions": {**there, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **there},
            "org_deploy_enabled": many,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": many,
        },
    }


def _command(there: Mapping[str, str]) -> dict[str, Any]:
    """Escaped, so that a person arrives by id and not as a bare name."""
    return {
        "command": "/plan",
        **there,
        "description": "Say something to Jointly",
        "usage_hint": HINT,
        "should_escape": True,
    }
