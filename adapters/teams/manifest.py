"""What an administrator uploads to Teams: the app's package, a manifest and icons."""

import json
import re
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adapters.teams import icon
from domain.errors import DomainError

SCHEMA = "1.30"
VERSION = "1.0.0"  # of the package: a new one when anything in it changes
NAME, COLOUR, OUTLINE = "Jointly", "color.png", "outline.png"
MAKE = "make-action"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LONGEST_DEVELOPER = 32
BORN = (2026, 11, 25, 0, 0, 0)  # so that the same package is the same file
SHORT = "Joint working plans for a customer and a supplier"
FULL = (
    "Jointly keeps a working plan that a customer and a supplier share after they have"
    " signed a contract: who does what by when, what is in the way, what was agreed and"
    " what it is worth. It lives in the channel both already use. Whoever runs it can"
    " read everything in it."
)
LINES = (
    ("mine", "What is mine, and what waits for me"),
    ("waiting", "What waits for my word"),
    ("late", "What is late"),
    ("status", "How the plan is doing"),
    ("show", "The plan itself"),
    ('action add "…" due fri', "Add an action"),
    ('issue raise "…"', "Raise an issue"),
    ("help", "What I can do, with examples"),
)


class NeedsApp(DomainError):
    """Teams knows the app by the id of its registration. Set TEAMS_APP_ID to it, a line such as 11111111-2222-3333-4444-555555555555, and run this again."""  # noqa: E501 - one sentence people read


class NeedsAddress(DomainError):
    """The package names where Jointly is. Set JOINTLY_PUBLIC_URL to the address people open, such as https://jointly.example.org, and run this again."""  # noqa: E501 - one sentence people read


def package(app: str, public_url: str, operator: str) -> bytes:
    """The zip. *app* is the id of the registration, *operator* who runs this."""
    described = json.dumps(manifest(app, public_url, operator), indent=2)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr(_entry("manifest.json"), described)
        file.writestr(_entry(COLOUR), icon.colour())
        file.writestr(_entry(OUTLINE), icon.outline())
    return made.getvalue()


def manifest(app: str, public_url: str, operator: str) -> dict[str, Any]:
    if not GUID.fullmatch(app):
        raise NeedsApp
    parts = urlsplit(public_url)
    if parts.scheme != "https" or not parts.hostname:
        raise NeedsAddress
    where = public_url.rstrip("/")
    return {
        "$schema": "https://developer.microsoft.com/json-schemas/teams/"
        f"v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": VERSION,
        "id": app.casefold(),
        "developer": {
            "name": (operator or NAME)[:LONGEST_DEVELOPER],
            "websiteUrl": where,
            "privacyUrl": where,
            "termsOfUseUrl": where,
        },
        "name": {"short": NAME, "full": NAME},
        "description": {"short": SHORT, "full": FULL},
        "icons": {"color": COLOUR, "outline": OUTLINE},
        "accentColor": "#1D3557",
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "bots": [_bot(app)],
        "composeExtensions": [_extension(app)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [parts.hostname],
    }


def _bot(app: str) -> dict[str, Any]:
    commands = [{"title": title, "description": about} for title, about in LINES]
    rooms, alone = ["team", "groupChat"], ["personal"]
    return {
        "botId": app.casefold(),
        "scopes": ["team", "groupChat", "personal"],
        "supportsFiles": False,
        "isNotificationOnly": False,
        "supportsTargetedMessages": True,
        "commandLists": [
            {"scopes": rooms, "triggers": ["mention", "slash"], "commands": commands},
            {"scopes": alone, "commands": commands},
        ],
    }


def _extension(app: str) -> dict[str, Any]:
    command = {
        "id": MAKE,
        "type": "action",
        "title": "Make this an action",
        "description": "Put what somebody wrote into the plan as an action",
        "context": ["message"],
        "fetchTask": True,
    }
    return {"botId": app.casefold(), "commands": [command]}


def _entry(name: str) -> ZipInfo:
    found = ZipInfo(name, BORN)
    found.compress_type = ZIP_DEFLATED
    return found
