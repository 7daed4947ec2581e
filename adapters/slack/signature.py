"""Whether a request really comes from Slack: only then is it read at all."""

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256

AGE = 300  # seconds after which a signature is worth nothing
LONGEST = 12  # digits of a timestamp
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"

Headers = Mapping[str, Sequence[str]]


def is_signed(secret: str, headers: Headers, body: bytes, now: float) -> bool:
    """Whatever is missing, doubled, malformed, old or wrong: the answer is no."""
    stamps, signatures = headers.get(STAMP, ()), headers.get(SIGNATURE, ())
    if len(stamps) != 1 or len(signatures) != 1:
        return False
    stamp, signature = stamps[0], signatures[0]
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST):
        return False
    if abs(now - int(stamp)) > AGE or not signature.isascii():
        return False
    said = b"v0:" + stamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), said, sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
