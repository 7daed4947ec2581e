"""The keys with which the service signs what it sends, and the tokens it makes."""

import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.teams.world import APP

ISSUER = "https://api.botframework.com"


@cache
def private(name: str) -> rsa.RSAPrivateKey:
    """One of a few keys: to make one takes a while."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(name: str, *channels: str) -> dict[str, Any]:
    found = json.loads(RSAAlgorithm.to_jwk(private(name).public_key()))
    endorsed = {"endorsements": list(channels)} if channels else {}
    return {**found, "kid": name, "use": "sig", **endorsed}


@dataclass
class Keyring:
    """Which keys the service publishes, and which one it signs with."""

    published: list[str] = field(default_factory=lambda: ["first"])
    channels: tuple[str, ...] = ("msteams",)

    @property
    def signing(self) -> str:
        return self.published[-1]

    def rotate(self, to: str) -> None:
        self.published = [to]

    @property
    def jwks(self) -> dict[str, Any]:
        return {"keys": [public(name, *self.channels) for name in self.published]}

    def claims(self, service: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": ISSUER,
            "aud": APP,
            "serviceurl": service,
            "nbf": now - 10,
            "exp": now + 3600,
        }

    def token(self, service: str, **changed: Any) -> str:
        claims = {**self.claims(service), **changed}
        found = {name: value for name, value in claims.items() if value is not None}
        return signed(found, self.signing, {"kid": self.signing})


def signed(claims: dict[str, Any], key: str, headers: dict[str, Any]) -> str:
    """Whatever the claims are: a forger asks nobody whether they make sense."""
    said = json.dumps(claims).encode()
    return jwt.PyJWS().encode(said, private(key), algorithm="RS256", headers=headers)
