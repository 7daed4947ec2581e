"""What the operator sets for Teams, and what of it stops the start."""

import os
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.settings import BadSetting

OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"
TOKEN = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"  # noqa: S105 - an address
ANY_TENANT = "botframework.com"  # whose tokens serve where no tenant is named
TENANT = re.compile(r"[0-9a-zA-Z-]{1,64}")
HOST = re.compile(r"[0-9a-zA-Z.\[\]:-]{1,255}")


class TeamsSettings(BaseSettings):
    """The tenants and hosts are comma lists. `anonymous` checks nobody: on loopback."""

    model_config = SettingsConfigDict(env_prefix="TEAMS_", frozen=True)

    app_id: str = ""
    app_password: str = Field(default="", repr=False)
    tenant_id: str = ""
    allowed_tenants: str = ""
    openid_url: str = OPENID
    token_url: str = ""
    allowed_service_hosts: str = ""
    anonymous: bool = False

    @property
    def tenants(self) -> frozenset[str]:
        """Those whose teams and chats may use the app, in small letters."""
        return frozenset(_parts(f"{self.tenant_id},{self.allowed_tenants}"))

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(_parts(self.allowed_service_hosts))

    @property
    def asks_for_tokens(self) -> str:
        tenant = self.tenant_id.strip() or ANY_TENANT
        return self.token_url or TOKEN.format(tenant=tenant)


def teams_settings(host: str) -> TeamsSettings | None:
    """Teams' settings; None where there are none, and Teams is off.

    *host* is what the server is bound to: only on loopback may nobody be checked.
    """
    try:
        found = TeamsSettings()
    except ValidationError as wrong:
        name = f"TEAMS_{wrong.errors()[0]['loc'][0]}".upper()
        raise BadSetting(name, "cannot be read") from wrong
    if found.anonymous:
        _check_anonymous(found, host)
        return found
    if not any(
        os.environ.get(f"TEAMS_{n.upper()}") for n in TeamsSettings.model_fields
    ):
        return None
    _check_registered(found)
    _check_lists(found)
    _check_urls(found)
    return found


def is_loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _check_anonymous(found: TeamsSettings, host: str) -> None:
    if found.app_id or found.app_password:
        why = "checks nobody, and TEAMS_APP_ID asks for a check: set one of them"
        raise BadSetting("TEAMS_ANONYMOUS", why)
    if not is_loopback(host):
        why = "lets anybody in: only with --host 127.0.0.1, for trying out"
        raise BadSetting("TEAMS_ANONYMOUS", why)
    _check_lists(found)


def _check_registered(found: TeamsSettings) -> None:
    if not found.app_id.strip():
        why = (
            "is missing: without it nothing that comes in can be checked. Set it, or"
            " TEAMS_ANONYMOUS=1 on this computer alone"
        )
        raise BadSetting("TEAMS_APP_ID", why)
    if not found.app_password.strip():
        why = "is missing: TEAMS_APP_ID is set, and Teams needs both"
        raise BadSetting("TEAMS_APP_PASSWORD", why)
    if not found.tenants:
        why = (
            "is missing: say whose Teams may use Jointly, or list several in"
            " TEAMS_ALLOWED_TENANTS"
        )
        raise BadSetting("TEAMS_TENANT_ID", why)


def _check_lists(found: TeamsSettings) -> None:
    if not all(TENANT.fullmatch(one) for one in found.tenants):
        raise BadSetting("TEAMS_ALLOWED_TENANTS", "must be ids of tenants, with commas")
    if not all(HOST.fullmatch(one) for one in found.hosts):
        why = "must be names of hosts, with commas: no https://, no path"
        raise BadSetting("TEAMS_ALLOWED_SERVICE_HOSTS", why)


def _check_urls(found: TeamsSettings) -> None:
    named = {
        "TEAMS_OPENID_URL": found.openid_url,
        "TEAMS_TOKEN_URL": found.asks_for_tokens,
    }
    for name, url in named.items():
        parts = urlsplit(url)
        ours = parts.scheme == "http" and is_loopback(parts.hostname or "")
        if not (parts.hostname and (parts.scheme == "https" or ours)):
            raise BadSetting(name, "must be an address that begins with https://")


def _parts(said: str) -> list[str]:
    parts = (part.strip().casefold() for part in said.split(","))
    return [part for part in parts if part]
