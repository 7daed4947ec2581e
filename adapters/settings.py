"""What the operator sets in the environment, and what stops the start."""

import os
from difflib import get_close_matches
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import DomainError

PREFIX = "JOINTLY_"
SHORTEST_SECRET = 32  # characters: keys are derived from it
LONGEST_OPERATOR = 120  # characters: it stands on the card that invites


class UnknownSetting(DomainError):
    """{name} is not a setting of Jointly{near}. Correct or remove it, then start again."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        ours = [known_.removeprefix(PREFIX) for known_ in known()]
        close = get_close_matches(name.upper().removeprefix(PREFIX), ours, n=1)
        self.name = name
        self.near = f" (perhaps {PREFIX}{close[0]} is meant)" if close else ""


class BadSetting(DomainError):
    """{name} {why}."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.why = why


class Settings(BaseSettings):
    """`secret_key` may be a comma list: the first one signs."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    database_url: str = "sqlite:///jointly.db"
    secret_key: str = Field(default="", repr=False)
    public_url: str = ""
    operator: str = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self.secret_key.split(","))
        return tuple(part for part in parts if part)


def known() -> tuple[str, ...]:
    return tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)


def settings(**given: str) -> Settings:
    """The settings of this process, or one sentence about the first that is wrong.

    What the command line has *given* holds, whatever the environment says.
    """
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name not in known():
            raise UnknownSetting(name)
    try:
        found = Settings(**given)
    except ValidationError as wrong:
        name = f"{PREFIX}{wrong.errors()[0]['loc'][0]}".upper()
        raise BadSetting(name, "cannot be read") from wrong
    _check_address(found)
    _check_secrets(found)
    _check_url(found)
    _check_operator(found)
    return found


def _check_address(found: Settings) -> None:
    if not found.database_url.strip():
        why = "is empty: leave it out for a file named jointly.db, or give an address"
        raise BadSetting(f"{PREFIX}DATABASE_URL", why)


def _check_secrets(found: Settings) -> None:
    if any(len(secret) < SHORTEST_SECRET for secret in found.secrets):
        why = f"is too short: each key needs {SHORTEST_SECRET} characters or more"
        raise BadSetting(f"{PREFIX}SECRET_KEY", why)


def _check_url(found: Settings) -> None:
    if not found.public_url:
        return
    parts = urlsplit(found.public_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        why = "must be an address people open, such as https://jointly.example.org"
        raise BadSetting(f"{PREFIX}PUBLIC_URL", why)


def _check_operator(found: Settings) -> None:
    name = found.operator
    if name and (not name.strip() or not name.isprintable()):
        raise BadSetting(f"{PREFIX}OPERATOR", "must be a name that can be read")
    if len(name) > LONGEST_OPERATOR:
        why = f"is too long: {LONGEST_OPERATOR} characters at most"
        raise BadSetting(f"{PREFIX}OPERATOR", why)
