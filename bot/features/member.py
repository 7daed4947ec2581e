"""People of the plan: add, remove, list, hand over."""

from collections.abc import Mapping
from typing import Any

from bot.command import Commands
from bot.context import Context
from bot.enrolment import is_own, place
from bot.kinds import PartyName, RoleName, TierName, Who
from bot.message import Entry, Message, Section
from domain.errors import DomainError
from domain.member import (
    May,
    Member,
    MemberChanged,
    MemberEnrolled,
    MemberRemoved,
    Role,
    Standing,
)
from domain.person import Person
from domain.visibility import Side

commands = Commands()


class OtherParty(DomainError):
    """{name} is not of your organisation. A lead of the {side} adds their people."""

    def __init__(self, name: str, side: str) -> None:
        self.name = name
        self.side = side


class SpeaksForOther(DomainError):
    """{name} already speaks for the {side}; nobody speaks for both."""

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
    """A sponsor may name a lead of their own party; a lead names everybody else."""


@commands(
    "member add",
    may=May.APPOINT,
    examples=(
        "member add @bo as contributor",
        "member add @kim as sponsor tier tactical",
    ),
)
def add(  # noqa: PLR0913 - a place in the plan has these parts
    ctx: Context,
    who: Who,
    *,
    as_: RoleName,
    for_: PartyName | None = None,
    tier: TierName | None = None,
    deputy: Who | None = None,
    counterpart: Who | None = None,
) -> Message:
    """Give somebody of your party a place in the plan, or change it."""
    if not ctx.me.may(May.LEAD) and as_ is not Role.LEAD:
        raise OnlyALead
    person = ctx.plan.person(who)
    _of_our_party(ctx, person, for_)
    member = ctx.plan.member(who)
    if member and member.role is Role.LEAD and as_ is not Role.LEAD:
        _another_lead(ctx, member)
    seat = {"tier": tier, "deputy": deputy, "counterpart": counterpart}
    if member and member.active:
        named = {name: value for name, value in seat.items() if value}
        ctx.record(
            member.change(MemberChanged, by=ctx.me, at=ctx.now, role=as_, **named)
        )
    else:
        member = place(
            ctx,
            person,
            ctx.me.side,
            role=as_,
            standing=Standing.ACTIVE,
            kind=MemberEnrolled,
        )
        _seat(ctx, member, seat)
    return _place_card(ctx, member)


@commands("member list", may=May.READ, changes=False, examples=("member list",))
def list_(ctx: Context) -> Message:
    """Who is in the plan, for which party, in which role."""
    found = ctx.plan.members(standing=(Standing.ACTIVE, Standing.NAMED))
    names = ctx.plan.names([member.person for member in found])
    sections = tuple(
        Section(
            f"{party.name} ({party.side})",
            tuple(
                Entry(_line(member, names))
                for member in sorted(found, key=lambda m: list(Role).index(m.role))
                if member.side is party.side
            )
            or (Entry("Nobody yet."),),
        )
        for party in ctx.plan.parties()
    )
    return Message(title="People of the plan", sections=sections)


@commands("member remove", may=May.LEAD, examples=("member remove @bo",))
def remove(ctx: Context, who: Who) -> Message:
    """Take somebody of your party out of the plan. What they own needs a new owner."""
    member = ctx.plan.member(who)
    name = ctx.plan.name(who)
    if member is None or member.standing is Standing.REMOVED:
        raise NotIn(name)
    if member.side is not ctx.me.side:
        raise OtherParty(name, member.side)
    if member.role is Role.LEAD:
        _another_lead(ctx, member)
    ctx.record(
        member.change(MemberRemoved, by=ctx.me, at=ctx.now, standing=Standing.REMOVED)
    )
    owned = f"`hand over @{name.lower()} to @x` gives their open actions to somebody."
    return Message(text=f"{name} is no longer part of the plan. {owned}")


class NotIn(DomainError):
    """{name} is not part of this plan."""

    def __init__(self, name: str) -> None:
        self.name = name


def _of_our_party(ctx: Context, person: Person, side: Side | None) -> None:
    """Only a lead's own people, and guests where the party is said."""
    me, member = ctx.me, ctx.plan.member(person.id)
    if member and member.active and member.side is not me.side:
        raise SpeaksForOther(person.name, member.side)
    if side is me.side.other:
        raise OtherParty(person.name, me.side.other)
    if is_own(ctx, person) or (member and member.active):
        return
    theirs = ctx.plan.party(me.side.other).includes(person.organisation)
    if theirs and not person.guest:
        raise OtherParty(person.name, me.side.other)
    if side is None or not me.may(May.LEAD):
        raise SayParty(person.name, me.side)


def _another_lead(ctx: Context, member: Member) -> None:
    """Refuse where *member* is the last lead of their party."""
    others = [lead for lead in ctx.leads(member.side) if lead is not member]
    if not others:
        raise LastLead(ctx.plan.name(member.person), member.side)


def _seat(ctx: Context, member: Member, seat: Mapping[str, Any]) -> None:
    named = {name: value for name, value in seat.items() if value}
    if named:
        ctx.record(member.change(MemberChanged, by=ctx.me, at=ctx.now, **named))


def _place_card(ctx: Context, member: Member) -> Message:
    names = ctx.plan.names([member.person, member.deputy, member.counterpart])
    side = ctx.plan.party(member.side).name
    return Message(text=f"{_line(member, names)}, for {side}.", tone="good")


def _line(member: Member, names: dict[str, str]) -> str:
    said = [f"{names[member.person]}, {member.role}"]
    if member.tier:
        said.append(f"{member.tier} tier")
    if member.deputy:
        said.append(f"deputy {names.get(member.deputy, '')}")
    if member.counterpart:
        said.append(f"counterpart {names.get(member.counterpart, '')}")
    if member.standing is Standing.NAMED:
        said.append("waits for a lead to confirm")
    return ", ".join(said)
