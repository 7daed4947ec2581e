"""Whether a request really comes from Teams: only then is anything done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from adapters.teams.hosts import Hosts
from adapters.teams.keys import Keys

ISSUER = "https://api.botframework.com"
SKEW = 60  # seconds by which two clocks may differ
LONGEST = 16_384  # letters of a token
NEEDED = ["exp", "iss", "aud", "serviceurl"]

Body = Mapping[str, Any]


class Forged(Exception):
    """Whatever is missing, doubled, malformed, old or wrong: it is the same."""


@dataclass(frozen=True)
class Signature:
    """`app` is our own id; without it nobody is checked, which is for loopback."""

    app: str
    keys: Keys
    hosts: Hosts
    tenants: frozenset[str]

    async def check(self, headers: Sequence[str], body: Body) -> None:
        """Of all `Authorization` headers. Raises `Forged`, and `NoKeys`."""
        url = str(body.get("serviceUrl") or "")
        if not self.hosts.allow(url) or not self._served(body):
            raise Forged
        if not self.app:
            return
        claims = await self._claims(headers, str(body.get("channelId") or ""))
        if _bare(claims["serviceurl"]) != _bare(url):
            raise Forged

    async def _claims(self, headers: Sequence[str], channel: str) -> Body:
        token = _token(headers)
        try:
            self._decoded(token, None)  # all but the signature, which costs a key
            key = await self.keys.find(str(jwt.get_unverified_header(token)["kid"]))
            if key is None or (key.channels and channel not in key.channels):
                raise Forged
            return self._decoded(token, key.public)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise Forged from error

    def _decoded(self, token: str, key: jwt.PyJWK | None) -> Body:
        found: Body = jwt.decode(
            token,
            key or "",
            algorithms=["RS256"],
            audience=self.app,
            issuer=ISSUER,
            leeway=SKEW,
            options={
                "require": NEEDED,
                "strict_aud": True,
                "verify_signature": key is not None,
                "verify_aud": True,
                "verify_iss": True,
                "verify_exp": True,
                "verify_nbf": True,
            },
        )
        if not isinstance(found["serviceurl"], str):
            raise Forged
        return found

    def _served(self, body: Body) -> bool:
        """Every tenant that the body names is one of those we serve."""
        named = tenants_of(body)
        return not self.tenants or (bool(named) and named <= self.tenants)


def tenants_of(body: Body) -> set[str]:
    """The tenants whose team or chat it is, wherever a body names them."""
    data, where = body.get("channelData"), body.get("conversation")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    found = [
        tenant.get("id") if isinstance(tenant, Mapping) else None,
        where.get("tenantId") if isinstance(where, Mapping) else None,
    ]
    return {str(one).casefold() for one in found if one}


def _token(headers: Sequence[str]) -> str:
    if len(headers) != 1:
        raise Forged
    kind, _, token = headers[0].partition(" ")
    if kind.casefold() != "bearer" or not token.isascii() or len(token) > LONGEST:
        raise Forged
    return token


def _bare(url: str) -> str:
    return url.rstrip("/")
