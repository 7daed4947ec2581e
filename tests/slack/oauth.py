"""Slack's OAuth v2: its page of consent, the exchange of codes, and renewed tokens."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.slack.methods import Refused
from tests.slack.world import APP, Installation, World

CLIENT, CLIENT_SECRET = "11.22", "c" * 32
PUBLIC = "https://jointly.example.org"
BACK = f"{PUBLIC}/slack/oauth_redirect"
LASTS, CODE_LASTS = 43_200, 600  # seconds


@dataclass
class Consent:
    """What an administrator allowed: one code, good once and for ten minutes."""

    one: Installation
    scopes: str
    until: float
    used: bool = False


def allowed(world: World, address: str, one: Installation) -> Mapping[str, str]:
    """What Slack sends the browser back with when it is allowed at *address*."""
    asked = dict(parse_qsl(urlsplit(address).query))
    if asked["client_id"] != CLIENT:
        raise Refused("invalid_client_id")
    if asked["redirect_uri"] != BACK:
        raise Refused("bad_redirect_uri")
    code = f"code-{world.number()}"
    until = world.now() + CODE_LASTS
    world.consents[code] = Consent(one, asked["scope"], until)
    return {"code": code, "state": asked["state"]}


def back(said: Mapping[str, str]) -> str:
    return f"{urlsplit(BACK).path}?{urlencode(said)}"


def access(world: World, basic: str, args: Mapping[str, Any]) -> dict[str, Any]:
    _check_client(basic)
    match args.get("grant_type", "authorization_code"):
        case "authorization_code":
            return _exchanged(world, args)
        case "refresh_token":
            return _renewed(world, args)
    raise Refused("invalid_grant_type")


def revoke(world: World, one: Installation) -> None:
    """As when a workspace takes the app out: nothing of it counts any more."""
    world.dead |= {t: "token_revoked" for t in world.issued if one.team in t}
    world.dead[one.token] = "token_revoked"


def _check_client(basic: str) -> None:
    said = base64.b64decode(basic.removeprefix("Basic ")).decode()
    name, _, secret = said.partition(":")
    if name != CLIENT:
        raise Refused("invalid_client_id")
    if secret != CLIENT_SECRET:
        raise Refused("bad_client_secret")


def _exchanged(world: World, args: Mapping[str, Any]) -> dict[str, Any]:
    found = world.consents.get(str(args.get("code")))
    if found is None or world.now() > found.until:
        raise Refused("invalid_code")
    if found.used:
        raise Refused("code_already_used")
    if args.get("redirect_uri") != BACK:
        raise Refused("bad_redirect_uri")
    found.used = True
    scopes = frozenset(found.scopes.split(","))
    return _issued(world, replace(found.one, scopes=scopes))


def _renewed(world: World, args: Mapping[str, Any]) -> dict[str, Any]:
    refresh = str(args.get("refresh_token"))
    found = world.refreshes.pop(refresh, None)
    if found is None or found.token in world.dead:
        raise Refused("invalid_refresh_token")
    return _issued(world, found)


def _issued(world: World, one: Installation) -> dict[str, Any]:
    count = world.number()
    token = f"{'xoxe.' * world.rotates}xoxb-{one.team}-{count}"
    made = replace(one, token=token)
    world.install(made)
    world.issued[token] = made
    team = world.teams[one.team]
    told = {
        "access_token": token,
        "token_type": "bot",
        "scope": ",".join(sorted(made.scopes)),
        "bot_user_id": one.bot,
        "app_id": APP,
        "team": None if one.wide else {"id": team.id, "name": team.name},
        "enterprise": (
            {"id": one.enterprise, "name": team.name} if one.enterprise else None
        ),
        "is_enterprise_install": one.wide,
        "authed_user": {"id": "U0ANN"},
    }
    if not world.rotates:
        return told
    refresh = f"xoxe-1-{one.team}-{count}"
    world.refreshes[refresh] = made
    world.expires[token] = world.now() + LASTS
    return told | {"refresh_token": refresh, "expires_in": LASTS}
