"""The keys that sign what Teams sends: fetched when needed, and kept for a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import anyio
import jwt
import structlog

from adapters.teams.session import Session

FRESH = 86_400.0  # seconds: Microsoft asks to refresh the keys once a day
FLOOR = 2.0  # seconds between two fetches, whatever anybody sends us
TIMEOUT = aiohttp.ClientTimeout(total=5)


class NoKeys(Exception):
    """No key could be fetched so far: nothing can be checked, and nothing is taken."""


@dataclass(frozen=True)
class Key:
    """A public key, and the channels it may speak for; None where it does not say."""

    public: jwt.PyJWK
    channels: frozenset[str] | None


@dataclass
class Keys:
    """Keys by their id. An unknown id asks again, no sooner than `FLOOR` allows."""

    url: str
    session: Session
    _known: Mapping[str, Key] = field(default_factory=dict)
    _at: float = float("-inf")
    _one: anyio.Lock = field(default_factory=anyio.Lock)

    async def find(self, id_: str) -> Key | None:
        """The key of that id. Raises `NoKeys`."""
        if id_ in self._known and monotonic() - self._at < FRESH:
            return self._known[id_]
        asked = monotonic()
        async with self._one:
            if self._at < asked:
                await anyio.sleep(max(0.0, self._at + FLOOR - monotonic()))
                await self._refresh()
        if not self._known:
            raise NoKeys
        return self._known.get(id_)

    async def _refresh(self) -> None:
        """What was known stays where nobody answers."""
        self._at = monotonic()
        try:
            said = await self._get(self.url)
            jwks = str(said["jwks_uri"])
            if urlsplit(jwks).scheme != urlsplit(self.url).scheme:
                raise ValueError("keys over another scheme")  # noqa: TRY301 - one way out
            self._known = _keys(await self._get(jwks))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as error:
            structlog.get_logger().warning("keys wait", why=type(error).__name__)

    async def _get(self, url: str) -> dict[str, Any]:
        async with self.session.http.get(url, timeout=TIMEOUT) as answer:
            answer.raise_for_status()
            said: dict[str, Any] = await answer.json(content_type=None)
            return said


def _keys(said: Mapping[str, Any]) -> dict[str, Key]:
    found = {}
    for one in said["keys"]:
        if one.get("kty") != "RSA" or not one.get("kid"):
            continue
        channels = one.get("endorsements")
        public = jwt.PyJWK(one, algorithm="RS256")
        found[one["kid"]] = Key(public, frozenset(channels) if channels else None)
    return found
