"""Who somebody is: their home organisation, and what their profile says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.hearing.remembered import Remembered
from adapters.slack.installations import Installation
from adapters.slack.lanes import PREFIX
from adapters.slack.organisations import Organisations
from adapters.slack.wire import Refused, Wire
from bot.request import Account
from domain.errors import DomainError

Profile = Mapping[str, Any]

PROFILE = 600.0  # seconds until Slack is asked again
ZONE, LOCALE = "Europe/London", "en-GB"
UNKNOWN = {"user_not_found", "user_not_visible"}


class Unverified(DomainError):
    """Slack did not tell me which organisation you are of, so I can do nothing for you yet. Ask whoever runs Jointly to look at this with you."""  # noqa: E501 - one sentence people read


@dataclass
class People:
    """People as Slack knows them: keyed by their home and their id there."""

    wire: Wire
    organisations: Organisations
    _profiles: Remembered[tuple[str, str], Profile] = field(
        default_factory=lambda: Remembered(PROFILE)
    )

    async def speaker(self, by: Installation, user: str, home: str) -> Account:
        """Whoever acted. *home* is the payload's own field for their organisation.

        The payload and the profile must agree: otherwise nobody is verified.
        """
        try:
            profile = await self._profile(by, user)
        except Refused as refused:
            if refused.error in UNKNOWN:
                raise Unverified from refused
            raise
        if home and home not in _homes(profile):
            raise Unverified
        return await self._account(by, user, profile)

    async def somebody(self, by: Installation, user: str) -> Account | None:
        """Whoever was named; None where Slack does not show them to us."""
        try:
            profile = await self._profile(by, user)
        except Refused as refused:
            if refused.error in UNKNOWN:
                return None
            raise
        return None if profile.get("is_bot") else await self._account(by, user, profile)

    async def _account(self, by: Installation, user: str, profile: Profile) -> Account:
        team = str(profile.get("team_id", ""))
        if not team:
            raise Unverified
        shown = profile.get("profile") or {}
        return Account(
            organisation=f"{PREFIX}{_enterprise(profile) or team}",
            organisation_name=await self._name(by, team, profile),
            account=user,
            name=profile.get("real_name") or shown.get("real_name") or user,
            guest=bool(
                profile.get("is_restricted") or profile.get("is_ultra_restricted")
            ),
            zone=profile.get("tz") or ZONE,
            locale=profile.get("locale") or LOCALE,
        )

    async def _name(self, by: Installation, team: str, profile: Profile) -> str:
        """The enterprise's own name where there is one, else the workspace's."""
        told = (profile.get("enterprise_user") or {}).get("enterprise_name")
        return str(told or (await self.organisations.of(by, team)).name)

    async def _profile(self, by: Installation, user: str) -> Profile:
        async def ask() -> Profile:
            args = {"user": user, "include_locale": "true"}
            said = await self.wire.call(by.token, "users.info", **args)
            profile: Profile = said["user"]
            return profile

        return await self._profiles.get((by.team, user), ask)


def _enterprise(profile: Profile) -> str:
    return str((profile.get("enterprise_user") or {}).get("enterprise_id", ""))


def _homes(profile: Profile) -> set[str]:
    """A person of an enterprise may be told by its id or by their workspace's."""
    return {str(profile.get("team_id", "")), _enterprise(profile)} - {""}
