"""Where a token of ours may be sent: Microsoft's hosts, and the operator's own."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from adapters.teams.settings import is_loopback

# Commercial, government and other clouds each have a host of their own.
THEIRS = (
    re.compile(r"smba\.trafficmanager\.net"),
    re.compile(r"([a-z0-9-]+\.)+botframework\.com"),
    re.compile(r"smba(\.[a-z0-9-]+)*\.teams\.microsoft\.(com|us|cn)"),
)


@dataclass(frozen=True)
class Hosts:
    """`own` are hosts, with or without a port. With *anonymous* no token is sent."""

    own: frozenset[str] = frozenset()
    anonymous: bool = False

    def allow(self, url: str) -> bool:
        """Whether calls may go there at all."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").casefold(), parts.port
        except ValueError:
            return False
        if (
            not host
            or parts.username
            or parts.password
            or parts.query
            or parts.fragment
        ):
            return False
        if host in self.own or f"{host}:{port}" in self.own:
            return parts.scheme == "https" or is_loopback(host)
        if self.anonymous:
            return parts.scheme in {"http", "https"} and is_loopback(host)
        ours = port in {None, 443} and parts.scheme == "https"
        return ours and any(known.fullmatch(host) for known in THEIRS)
