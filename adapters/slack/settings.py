"""What the operator sets for Slack, and what of it stops the start."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.settings import BadSetting

BOT, MANY, SOCKET = "SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_APP_TOKEN"
SIGNED = "SLACK_SIGNING_SECRET"


class SlackSettings(BaseSettings):
    """`bot_token` may be a comma list: one token for each workspace that installed it.

    Without `look_back` nobody can look whether a message arrived that was in doubt.
    """

    model_config = SettingsConfigDict(
        env_prefix="SLACK_", frozen=True, populate_by_name=True
    )

    signing_secret: str = Field(default="", repr=False)
    bot_token: str = Field(default="", repr=False)
    client_id: str = ""
    client_secret: str = Field(default="", repr=False)
    app_token: str = Field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    look_back: bool = False
    public_url: str = Field(default="", validation_alias="JOINTLY_PUBLIC_URL")
    secret_key: str = Field(
        default="", validation_alias="JOINTLY_SECRET_KEY", repr=False
    )

    @property
    def tokens(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_parts(self.bot_token)))

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(_parts(self.secret_key))

    @property
    def many(self) -> bool:
        """Whether any workspace may install it."""
        return bool(self.client_id)


def slack_settings() -> SlackSettings | None:
    """Slack's settings; None where there are none, and Slack is off.

    Half of them, and those that contradict each other, stop the start.
    """
    try:
        found = SlackSettings()
    except ValidationError as wrong:
        name = f"SLACK_{wrong.errors()[0]['loc'][0]}".upper()
        raise BadSetting(name, "cannot be read") from wrong
    given = {name for name, value in _told(found).items() if value.strip()}
    if not given:
        return None
    for name, why in (*_contradictions(given), *_missing(given)):
        raise BadSetting(name, why)
    if found.many:
        _check_many(found)
    _check_slack(found)
    return found


def _told(found: SlackSettings) -> dict[str, str]:
    return {
        SIGNED: found.signing_secret,
        BOT: found.bot_token,
        MANY: found.client_id,
        "SLACK_CLIENT_SECRET": found.client_secret,
        SOCKET: found.app_token,
    }


def _contradictions(given: set[str]) -> Iterator[tuple[str, str]]:
    many = sorted(given & {MANY, "SLACK_CLIENT_SECRET"})
    if BOT in given and many:
        yield BOT, f"is for one workspace, {many[0]} for many: remove one of them"
    if SOCKET in given and many:
        why = f"is for trying out in one workspace: remove it, or {many[0]}"
        yield SOCKET, why


def _missing(given: set[str]) -> Iterator[tuple[str, str]]:
    first = min(given)
    if not given & {SIGNED, SOCKET}:
        yield SIGNED, f"is missing: {first} is set, and Slack needs both"
    for name, other in ((MANY, "SLACK_CLIENT_SECRET"), ("SLACK_CLIENT_SECRET", MANY)):
        if name in given and other not in given:
            yield other, f"is missing: {name} is set, and Slack needs both"
    if not given & {BOT, MANY}:
        yield BOT, f"is missing: {first} is set, and Slack needs both"


def _check_many(found: SlackSettings) -> None:
    if urlsplit(found.public_url).scheme != "https":
        why = f"must begin with https:// where {MANY} is set: Slack sends people there"
        raise BadSetting("JOINTLY_PUBLIC_URL", why)
    if not found.secrets:
        why = f"is missing: {MANY} is set, and the tokens that come are kept sealed"
        raise BadSetting("JOINTLY_SECRET_KEY", why)


def _check_slack(found: SlackSettings) -> None:
    if not all(token.startswith("xoxb-") for token in found.tokens):
        raise BadSetting(BOT, "must be a bot's token, which begins with xoxb-")
    if found.app_token and not found.app_token.startswith("xapp-"):
        raise BadSetting(SOCKET, "must be an app's token, which begins with xapp-")
    parts = urlsplit(found.api_url)
    if parts.scheme not in {"http", "https"} or not found.api_url.endswith("/"):
        why = "must be an address that ends with /, such as https://slack.com/api/"
        raise BadSetting("SLACK_API_URL", why)


def _parts(said: str) -> list[str]:
    parts = (part.strip() for part in said.split(","))
    return [part for part in parts if part]
