"""Who somebody is: by the roster alone, for no message says its author's home."""

from dataclasses import dataclass

from adapters.teams.coming import LOCALE, ZONE, Coming, Where
from adapters.teams.lanes import PREFIX, Direct
from adapters.teams.references import Reference, References, of_room, to_person
from adapters.teams.roster import Member, Roster
from bot.request import Account
from domain.errors import DomainError

ROLES = {"", "user", "guest", "owner", "admin"}  # anybody else is nobody we can know
HIDDEN = ".onmicrosoft.com"


class Unverified(DomainError):
    """Teams did not tell me which organisation you are of, so I can do nothing for you yet. Ask whoever runs Jointly to look at this with you."""  # noqa: E501 - one sentence people read


@dataclass
class People:
    """People as the roster shows them: keyed by their home tenant and Entra object."""

    roster: Roster
    references: References

    async def speaker(self, coming: Coming) -> Account:
        """Whoever acted. What the activity says of them must agree with the roster."""
        member = await self.roster.member(coming.where, coming.user)
        if member is None or not self._is(member, coming):
            raise Unverified
        home = member.home or coming.home
        if not home or not member.account:
            raise Unverified
        direct = Direct(f"{PREFIX}{home}", member.account)
        await self.references.heard(coming, direct, home)
        alone = await self._alone(coming.where, direct, home)
        return _account(member, home, alone=alone, zone=coming.zone, of=coming.locale)

    async def somebody(self, coming: Coming, user: str) -> Account | None:
        """Whoever was named; None where the roster does not show them, as with bots."""
        where = coming.where
        member = await self.roster.member(where, user)
        if member is None or not member.home or not member.account:
            return None
        direct = Direct(f"{PREFIX}{member.home}", member.account)
        await self._meet(coming, direct, member)
        alone = await self._alone(where, direct, member.home)
        return _account(member, member.home, alone=alone)

    async def _meet(self, coming: Coming, direct: Direct, member: Member) -> None:
        """So that they can be written to, though they never said a word."""
        room = vars(of_room(coming.body, coming.where))
        user = {"id": member.id, "name": member.name, "aadObjectId": member.account}
        met = Reference(**{**room, "user": user, "home": member.home})
        await self.references.keep({to_person(direct, alone=False): met})

    async def _alone(self, where: Where, direct: Direct, home: str) -> bool:
        """No bot may write first to a member of another tenant."""
        if where.personal or where.host == home:
            return True
        known = await self.references.find(to_person(direct, alone=True))
        return known is not None

    def _is(self, member: Member, coming: Coming) -> bool:
        same = not coming.account or coming.account == member.account
        home = not (coming.home and member.home) or coming.home == member.home
        return same and home and member.role in ROLES


def _account(
    member: Member, home: str, *, alone: bool, zone: str = ZONE, of: str = LOCALE
) -> Account:
    return Account(
        organisation=f"{PREFIX}{home}",
        organisation_name=organisation_name(member, home),
        account=member.account,
        name=member.name,
        mail="" if member.guest else member.mail,
        guest=member.guest,
        alone=alone,
        zone=zone,
        locale=of,
    )


def organisation_name(member: Member, home: str) -> str:
    """Teams tells no name of a tenant: the domain that people sign in with is known."""
    domain = member.principal.rpartition("@")[2].casefold().removesuffix(HIDDEN)
    return domain or home
