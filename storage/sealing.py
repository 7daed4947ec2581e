"""The seal: where the three logs of a plan stand, signed, and blind to what is private.

Each party's head is hidden in a commitment salted afresh every time; the anchor is the
hash of both. A party is given the salt of its own and the bare commitment of the other:
it can check its own log and learns nothing of the other's, not even whether it moved.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.visibility import Audience, Side, private_to
from storage.canonical import canonical, moment

NOTHING = "0" * 64  # what stands before the first fact and the first seal
BLIND = 32  # bytes of a salt
GROUP = 4  # letters of a fingerprint people read at once
Entropy = Callable[[int], bytes]


@dataclass(frozen=True)
class Head:
    """Where a log stands: its last number and hash."""

    seq: int = 0
    hash: str = NOTHING


@dataclass(frozen=True, kw_only=True)
class Seal:
    """`body` is what was signed; `fingerprint` its SHA-256; both are for everybody."""

    plan: str
    number: int
    at: datetime
    body: str
    signature: str
    public: str

    @property
    def fingerprint(self) -> str:
        return sha256(self.body.encode()).hexdigest()

    @property
    def groups(self) -> str:
        """The fingerprint as people read it, four letters at a time."""
        whole = self.fingerprint
        return " ".join(whole[i : i + GROUP] for i in range(0, len(whole), GROUP))


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What *audience* alone is given, to find its own head in the anchor."""

    plan: str
    number: int
    audience: Audience
    seq: int
    hash: str
    salt: str
    beside: str


def hidden(salt: bytes, head: Head) -> bytes:
    """The bytes whose hash commits to a private head."""
    return salt + f"{head.seq}:{head.hash}".encode()


def signing_key(secret: str) -> Ed25519PrivateKey:
    """The operator's key, the same each time from the same secret text."""
    kept = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"jointly seal 1")
    return Ed25519PrivateKey.from_private_bytes(kept.derive(secret.encode()))


@dataclass(frozen=True, kw_only=True)
class Sealer:
    """Signs. Without a key given, with one that dies with the process.

    `hide` is what is hashed for a private head; a test of secrecy may give both worlds
    the same.
    """

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    entropy: Entropy = secrets.token_bytes
    hide: Callable[[bytes, Head], bytes] = hidden

    @property
    def public(self) -> str:
        return self.key.public_key().public_bytes_raw().hex()

    def seal(
        self, plan: str, heads: Mapping[Audience, Head], last: Seal | None, at: datetime
    ) -> tuple[Seal, tuple[Opening, Opening]]:
        number = last.number + 1 if last else 1
        salts = {side: self.entropy(BLIND) for side in Side}
        own = {s: self._commitment(salts[s], heads[private_to(s)]) for s in Side}
        body = {
            "anchor": sha256("".join(own.values()).encode()).hexdigest(),
            "at": moment(at),
            "joint": {
                "hash": heads[Audience.JOINT].hash,
                "seq": heads[Audience.JOINT].seq,
            },
            "key": self.public,
            "number": number,
            "plan": plan,
            "prev": last.fingerprint if last else NOTHING,
        }
        seal = self._signed(plan, number, at, canonical(body))
        customer, supplier = (
            Opening(
                plan=plan,
                number=number,
                audience=private_to(side),
                seq=heads[private_to(side)].seq,
                hash=heads[private_to(side)].hash,
                salt=salts[side].hex(),
                beside=own[side.other],
            )
            for side in Side
        )
        return seal, (customer, supplier)

    def _commitment(self, salt: bytes, head: Head) -> str:
        return sha256(self.hide(salt, head)).hexdigest()

    def _signed(self, plan: str, number: int, at: datetime, body: str) -> Seal:
        return Seal(
            plan=plan,
            number=number,
            at=at,
            body=body,
            signature=self.key.sign(body.encode()).hex(),
            public=self.public,
        )
