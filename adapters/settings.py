"""What the operator sets in the environment, and what stops the start."""

import os
from difflib import get_close_matches
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import DomainError

PREFIX = "JOINTLY_"
SHORTEST_SECRET = 32  # characters: keys are derived from it
LATER = {  # Slack's settings that this version does not serve yet
    "SLACK_APP_TOKEN": "is for Socket Mode, which is not there yet: remove it",
    "SLACK_CLIENT_ID": "is for installing by OAuth, which is not there yet: remove it",
    "SLACK_CLIENT_SECRET": "is for installing by OAuth, not there yet: remove it",
}
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


class SlackSettings(BaseSettings):
    """`bot_token` may be a comma list: one token for each workspace that installed it.

    Without `look_back` nobody can look whether a message arrived that was in doubt.
    """

    model_config = SettingsConfigDict(env_prefix="SLACK_", frozen=True)

    signing_secret: str = Field(default="", repr=False)
    bot_token: str = Field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    look_back: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self.bot_token.split(","))
        return tuple(dict.fromkeys(part for part in parts if part))


def slack_settings() -> SlackSettings | None:
    """Slack's settings; None where there are none, and Slack is off.

    Half of them, and what this version cannot do yet, stop the start.
    """
    for name, why in LATER.items():
        if os.environ.get(name):
            raise BadSetting(name, why)
    try:
        found = SlackSettings()
    except ValidationError as wrong:
        name = f"SLACK_{wrong.errors()[0]['loc'][0]}".upper()
        raise BadSetting(name, "cannot be read") from wrong
    given = {
        "SLACK_SIGNING_SECRET": found.signing_secret,
        "SLACK_BOT_TOKEN": found.bot_token,
    }
    if not any(given.values()):
        return None
    for name, value in given.items():
        if not value.strip():
            other = next(other for other in given if other != name)
            raise BadSetting(name, f"is missing: {other} is set, and Slack needs both")
    _check_slack(found)
    return found


def _check_slack(found: SlackSettings) -> None:
    if not all(token.startswith("xoxb-") for token in found.tokens):
        why = "must be a bot's token, which begins with xoxb-"
        raise BadSetting("SLACK_BOT_TOKEN", why)
    parts = urlsplit(found.api_url)
    if parts.scheme not in {"http", "https"} or not found.api_url.endswith("/"):
        why = "must be an address that ends with /, such as https://slack.com/api/"
        raise BadSetting("SLACK_API_URL", why)


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
