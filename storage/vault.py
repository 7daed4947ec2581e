"""Secrets at rest: sealed with a key made from the operator's, opened with any of them.

AES-256-GCM, https://doi.org/10.6028/NIST.SP.800-38D, with a fresh nonce each time. What
a secret is of is bound into it, so that one put in another's place does not open.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.errors import DomainError

NONCE = 12  # bytes, as the standard recommends
FORM = "v1."


class CannotOpen(DomainError):
    """A secret in the database was sealed with another key. Put the key it was sealed with back into JOINTLY_SECRET_KEY, after the new one and a comma."""  # noqa: E501 - one sentence people read


class Vault:
    """The first of the operator's keys seals; all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [AESGCM(_key(secret)) for secret in keys]

    def seal(self, text: str, *, of: str) -> str:
        nonce = secrets.token_bytes(NONCE)
        kept = nonce + self._keys[0].encrypt(nonce, text.encode(), of.encode())
        return FORM + urlsafe_b64encode(kept).decode()

    def open(self, sealed: str, *, of: str) -> str:
        """Raises CannotOpen where no key fits, or it was altered, or is another's."""
        try:
            kept = urlsafe_b64decode(sealed.removeprefix(FORM))
        except ValueError as error:
            raise CannotOpen from error
        for key in self._keys:
            try:
                return key.decrypt(kept[:NONCE], kept[NONCE:], of.encode()).decode()
            except (InvalidTag, ValueError):
                continue
        raise CannotOpen


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"jointly vault 1")
    return made.derive(secret.encode())
