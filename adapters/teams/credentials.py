"""Our own token, with which the service knows us: asked for once, and kept."""

from dataclasses import dataclass, field
from time import monotonic

import aiohttp
import anyio

from adapters.teams.session import Session

SCOPE = "https://api.botframework.com/.default"
EARLY = 300.0  # seconds before its end in which a token is replaced
TIMEOUT = aiohttp.ClientTimeout(total=10)
CLIENT_ERROR, BUSY, BROKEN = 400, 429, 500  # HTTP


class NoToken(Exception):
    """No token was given. `refused` is true where asking again is no use."""

    def __init__(self, why: str, *, refused: bool) -> None:
        super().__init__(why)
        self.why = why
        self.refused = refused


@dataclass
class Credentials:
    """Client credentials at *url*. Without `app` there is no token to send."""

    app: str
    password: str = field(repr=False)
    url: str
    session: Session
    _token: str = field(default="", repr=False)
    _until: float = 0.0
    _one: anyio.Lock = field(default_factory=anyio.Lock)

    async def headers(self) -> dict[str, str]:
        """What a call carries. Raises `NoToken`."""
        if not self.app:
            return {}
        async with self._one:
            if monotonic() >= self._until:
                await self._ask()
        return {"Authorization": f"Bearer {self._token}"}

    def forget(self) -> None:
        """It was not taken: ask for another one."""
        self._until = 0.0

    async def _ask(self) -> None:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.app,
            "client_secret": self.password,
            "scope": SCOPE,
        }
        try:
            async with self.session.http.post(
                self.url, data=asked, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                if not answer.ok:
                    raise _refused(answer.status)
                said = await answer.json(content_type=None)
            self._token = str(said["access_token"])
            lasts = float(said["expires_in"])
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NoToken(type(error).__name__, refused=False) from error
        except (ValueError, KeyError, TypeError) as error:
            raise NoToken("no token in the answer", refused=False) from error
        self._until = monotonic() + max(lasts - EARLY, lasts / 2)


def _refused(status: int) -> NoToken:
    own = CLIENT_ERROR <= status < BROKEN and status != BUSY
    return NoToken(f"token HTTP {status}", refused=own)
