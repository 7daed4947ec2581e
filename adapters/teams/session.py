"""One HTTP session for everything that is asked of Microsoft."""

from dataclasses import dataclass

import aiohttp


@dataclass
class Session:
    """Opened when it is first used: only then is there a loop it can belong to."""

    _open: aiohttp.ClientSession | None = None

    @property
    def http(self) -> aiohttp.ClientSession:
        if self._open is None:
            jar = aiohttp.DummyCookieJar()
            self._open = aiohttp.ClientSession(cookie_jar=jar)
        return self._open

    async def close(self) -> None:
        if self._open:
            await self._open.close()
