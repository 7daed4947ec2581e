"""Who may claim to lead the other party, and what stands against it."""

from bot import room_codes
from bot.context import Context
from bot.joinable import NothingToJoin
from domain.errors import DomainError
from domain.member import LeadClaimed, Member, Role, Standing
from domain.plan import ClosedPlan, Status
from domain.room import JoinCode
from domain.visibility import Side


class AlreadyIn(DomainError):
    """You are part of this plan already: {role} for {party}."""

    def __init__(self, role: str, party: str) -> None:
        self.role = role
        self.party = party


class AlreadyAsked(DomainError):
    """You have asked to lead for {party}. {deciders} decides; I tell you at once."""

    def __init__(self, party: str, deciders: str) -> None:
        self.party = party
        self.deciders = deciders


class NotYetConfirmed(DomainError):
    """A colleague named you. A lead of {party} must confirm you first."""

    def __init__(self, party: str) -> None:
        self.party = party


class OutOfThePlan(DomainError):
    """You are no longer part of this plan. A lead of {party} can add you again."""

    def __init__(self, party: str) -> None:
        self.party = party


class WasRefused(DomainError):
    """{deciders} did not confirm that you lead for {party}. If that was a slip, ask them to type `confirm` and your name."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str, deciders: str) -> None:
        self.party = party
        self.deciders = deciders


class OwnOrganisation(DomainError):
    """{party} started this plan, and you are of {party}. Ask {deciders} to add you: `member add`."""  # noqa: E501 - one sentence people read

    def __init__(self, party: str, deciders: str) -> None:
        self.party = party
        self.deciders = deciders


class GuestNeedsCode(DomainError):
    """You are a guest here, so I cannot see which organisation is yours. Ask {deciders} for the one-time code and tell me in a direct message: `join CODE`."""  # noqa: E501 - one sentence people read

    def __init__(self, deciders: str) -> None:
        self.deciders = deciders


class TellMeDirectly(DomainError):
    """A guest's code belongs in a direct message to me, not in a room: `join CODE`."""


class Taken(DomainError):
    """Both parties of this plan have a lead already. A lead of your own party can add you: `member add`."""  # noqa: E501 - one sentence people read


class AnotherWaits(DomainError):
    """Somebody has already asked to lead for {party}. {deciders} decides that first."""

    def __init__(self, party: str, deciders: str) -> None:
        self.party = party
        self.deciders = deciders


def claim(ctx: Context, code: JoinCode | None) -> Member:
    """Ask to lead the party that has no lead yet; a lead of the other decides."""
    side = open_side(ctx)
    _refuse_the_placed(ctx)
    if ctx.leads(side):
        raise Taken
    if ctx.plan.plan_row.status is Status.CLOSED:
        raise ClosedPlan
    _check_organisation(ctx, side, code)
    if ctx.plan.members(side=side, standing=Standing.CLAIMED):
        raise AnotherWaits(ctx.plan.party(side).name, deciders(ctx))
    member = Member(
        plan=ctx.plan.id,
        person=ctx.speaker.id,
        side=side,
        role=Role.LEAD,
        standing=Standing.CLAIMED,
        organisation=ctx.speaker.organisation,
    )
    ctx.work.add(member)
    ctx.record(member.born(LeadClaimed, by=member, at=ctx.now))
    if code:
        code.used_by = ctx.speaker.id
        if place := ctx.request.place:  # it hears of the plan once they are confirmed
            code.room, code.name = place.id, room_codes.name_of(place)
            code.present = room_codes.present_in(place)
    return member


def may_join(ctx: Context) -> bool:
    """Whether the invitation is worth showing to somebody outside the plan."""
    side = open_side(ctx)
    placed = ctx.plan.member(ctx.speaker.id)
    own = ctx.plan.party(side.other).includes(ctx.speaker.organisation)
    return not (placed or own or ctx.leads(side))


def open_side(ctx: Context) -> Side:
    """The party that did not start the plan."""
    starter = ctx.plan.member(ctx.plan.plan_row.starter)
    if starter is None:
        raise NothingToJoin
    return starter.side.other


def deciders(ctx: Context) -> str:
    """The leads of the party that started the plan, by name."""
    leads = ctx.leads(open_side(ctx).other)
    names = ctx.plan.names([lead.person for lead in leads])
    return " or ".join(names[lead.person] for lead in leads)


def _refuse_the_placed(ctx: Context) -> None:
    """One clear sentence for somebody who has, had or awaits a place."""
    member = ctx.plan.member(ctx.speaker.id)
    if member is None:
        return
    party = ctx.plan.party(member.side).name
    match member.standing:
        case Standing.ACTIVE:
            raise AlreadyIn(member.role, party)
        case Standing.CLAIMED:
            raise AlreadyAsked(party, deciders(ctx))
        case Standing.NAMED:
            raise NotYetConfirmed(party)
        case Standing.REMOVED if ctx.leads(member.side):
            raise OutOfThePlan(party)
        case Standing.REMOVED:
            raise WasRefused(party, deciders(ctx))


def _check_organisation(ctx: Context, side: Side, code: JoinCode | None) -> None:
    """The platform says who belongs where; a guest proves it by the code."""
    ours = ctx.plan.party(side.other)
    if ctx.speaker.guest and code is None:
        raise GuestNeedsCode(deciders(ctx))
    if ctx.speaker.guest and ctx.request.place:
        raise TellMeDirectly
    if not ctx.speaker.guest and ours.includes(ctx.speaker.organisation):
        raise OwnOrganisation(ours.name, deciders(ctx))
