"""Who may be given which place in the plan, and by whom."""

from bot.context import Context
from bot.enrolment import is_own, is_theirs
from domain.errors import DomainError
from domain.member import May, Member, Role, Standing
from domain.person import Person
from domain.visibility import Side


class OwnPartyOnly(DomainError):
    """You name people of your own party. A lead of the {side} names theirs."""

    def __init__(self, side: str) -> None:
        self.side = side


class SpeaksForOther(DomainError):
    """{name} speaks for the {side}; nobody speaks for both parties."""

    def __init__(self, name: str, side: str) -> None:
        self.name = name
        self.side = side


class SayParty(DomainError):
    """{name} is a guest or of another organisation, so I cannot tell whom they speak for. Say it: `member add … for {side}`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, side: str) -> None:
        self.name = name
        self.side = side


class LastLead(DomainError):
    """{name} is the last lead of the {side}. Name another lead first: `member add @x as lead`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, side: str) -> None:
        self.name = name
        self.side = side


class OnlyALead(DomainError):
    """A sponsor may name a lead of their own party; everything else about people is for a lead."""  # noqa: E501 - one sentence people read


def require_right(ctx: Context, role: Role, *, seated: bool) -> None:
    """A lead places anybody of the own party; a sponsor only names a lead."""
    if not ctx.me.may(May.LEAD) and (role is not Role.LEAD or seated):
        raise OnlyALead


def require_ours(ctx: Context, person: Person, said: Side | None) -> None:
    """Own people, and guests where a lead says for which party."""
    side = ctx.me.side
    placed = ctx.plan.member(person.id)
    standing = placed.standing if placed else Standing.REMOVED
    if placed and standing is not Standing.REMOVED and placed.side is side.other:
        raise SpeaksForOther(person.name, side.other)
    if said is side.other or is_theirs(ctx, person):
        raise OwnPartyOnly(side.other)
    if is_own(ctx, person) or standing is not Standing.REMOVED:
        return
    if not ctx.me.may(May.LEAD):
        raise OnlyALead
    if said is None:
        raise SayParty(person.name, side)


def require_another_lead(ctx: Context, member: Member) -> None:
    """Refuse to lose the last lead of a party."""
    leads = ctx.leads(member.side)
    if leads == [member]:
        raise LastLead(ctx.plan.name(member.person), member.side)
