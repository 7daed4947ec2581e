"""One-time codes, passed on outside chat. Only their digests are kept."""

import secrets
from datetime import timedelta
from hashlib import sha256

from domain.errors import DomainError

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that look alike
GROUPS, EACH = 4, 4  # 80 bits: never guessed
GOOD_FOR = timedelta(days=14)


class BadCode(DomainError):
    """That code is not good: it is mistyped, older than 14 days, or used already. Ask whoever gave it to you."""  # noqa: E501 - one sentence people read


def new_code() -> str:
    groups = (
        "".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS)
    )
    return "-".join(groups)


def digest_of(code: str) -> str:
    """What is kept of *code*, however it was typed."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(letters.encode()).hexdigest()
