"""Naming a colleague enrols them; nobody can enrol anyone for the other party."""

from collections.abc import Mapping
from typing import Any

from bot import digest
from bot.context import Context
from bot.message import Button, Message
from domain.errors import DomainError
from domain.fact import Fact
from domain.member import (
    GRANTS,
    May,
    Member,
    MemberChanged,
    MemberEnrolled,
    MemberNamed,
    Role,
    Standing,
)
from domain.party import Party
from domain.person import Person
from domain.visibility import Side

ASKED: Mapping[May, str] = {May.WORK: "own an action", May.ACCEPT: "accept anything"}
PLACED = frozenset({Standing.ACTIVE, Standing.NAMED})


class NotEnrolled(DomainError):
    """{name} is not part of this plan. A lead of their own party can add them with `member add`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name


class WrongRole(DomainError):
    """{name} is here as {role} and cannot {what}. A lead of the {side} can make them a contributor: `member add @x as contributor`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, member: Member, what: str) -> None:
        self.name = name
        self.role = member.role
        self.what = what
        self.side = member.side


class NotOurs(DomainError):
    """{name} is not of your party, and this is private to it. Name somebody of your own party."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name


def owner(ctx: Context, person: str, *, private: bool = False) -> Member:
    """The colleague *person*, who may work on what they are given."""
    return _able(ctx, colleague(ctx, person, private=private), May.WORK)


def acceptor(ctx: Context, person: str, *, private: bool = False) -> Member:
    """The colleague *person*, who may accept what names them."""
    return _able(ctx, colleague(ctx, person, private=private), May.ACCEPT)


def colleague(ctx: Context, person: str, *, private: bool = False) -> Member:
    """The member *person*, enrolled on the spot where they are of the own organisation.

    In a private line nobody is enrolled, and nobody of the other party may be named.
    """
    who, found = ctx.plan.person(person), ctx.plan.member(person)
    if found and found.standing in PLACED:
        if private and found.side is not ctx.me.side:
            raise NotOurs(who.name)
        return found
    waits = found is not None and found.standing is Standing.CLAIMED
    if private or waits or not is_own(ctx, who):
        raise NotEnrolled(who.name)
    return _name(ctx, who)


def _able(ctx: Context, member: Member, permission: May) -> Member:
    """*member*, also while they wait for a lead's word, if their role may do that."""
    if permission not in GRANTS[member.role]:
        name = ctx.plan.name(member.person)
        raise WrongRole(name, member, ASKED[permission])
    return member


def is_own(ctx: Context, who: Person) -> bool:
    """Whether the platform verified them as one of the speaker's own party."""
    return _is_of(ctx, who, ctx.me.side)


def is_theirs(ctx: Context, who: Person) -> bool:
    """Whether the platform verified them as one of the other party."""
    return _is_of(ctx, who, ctx.me.side.other)


def place(  # noqa: PLR0913 - a member's place has these parts
    ctx: Context,
    who: Person,
    side: Side,
    *,
    role: Role,
    standing: Standing,
    kind: type[Fact],
    **seat: Any,  # noqa: ANN401 - tier, deputy and counterpart
) -> Member:
    """Give *who* a place in the plan, or another one than they had."""
    digest.start(ctx, who)
    seated = f"{role}, {seat['tier']} tier" if seat.get("tier") else str(role)
    _tell(ctx, who, ctx.plan.party(side), standing, seated)
    place = {"side": side, "role": role, "standing": standing} | seat
    if member := ctx.plan.member(who.id):
        again = MemberChanged if kind is MemberEnrolled else kind
        ctx.record(member.change(again, by=ctx.me, at=ctx.now, note=seated, **place))
        return member
    member = Member(
        plan=ctx.plan.id, person=who.id, organisation=who.organisation, **place
    )
    ctx.work.add(member)
    ctx.record(member.born(kind, by=ctx.me, at=ctx.now))
    ctx.work.write()
    return member


def asking(who: str) -> str:
    """The topic under which leads are asked about somebody, until one of them says."""
    return f"confirm {who}"


def _tell(
    ctx: Context, who: Person, party: Party, standing: Standing, seated: str
) -> None:
    """Whoever is given a place hears of it, also while a lead has yet to confirm it."""
    plan = ctx.plan.plan_row
    if who.id == ctx.speaker.id:
        return
    if standing is Standing.NAMED:
        text = (
            f"{ctx.speaker.name} named you in {plan.key}. A lead of {party.name} has"
            " yet to confirm you; I tell you as soon as they do."
        )
        ctx.tell(who.id, Message(text=text))
        return
    text = (
        f"{ctx.speaker.name} gave you a place in {plan.key} {plan.title}:"
        f" {seated}, for {party.name}."
    )
    show = Button("Show the plan", f"{plan.key} show")
    ctx.tell(who.id, Message(text=text, buttons=(show,)))


def _is_of(ctx: Context, who: Person, side: Side) -> bool:
    return not who.guest and ctx.plan.party(side).includes(who.organisation)


def _name(ctx: Context, who: Person) -> Member:
    """Enrol as contributor: at once where a lead names them, else once one confirms."""
    lead = ctx.me.may(May.LEAD)
    standing = Standing.ACTIVE if lead else Standing.NAMED
    kind = MemberEnrolled if lead else MemberNamed
    side, role = ctx.me.side, Role.CONTRIBUTOR
    member = place(ctx, who, side, role=role, standing=standing, kind=kind)
    if not lead:
        _ask_the_leads(ctx, who)
    return member


def _ask_the_leads(ctx: Context, who: Person) -> None:
    key = ctx.plan.plan_row.key
    text = f"{ctx.speaker.name} named {who.name}, who is not in the plan {key} yet."
    buttons = (
        Button("Add them", f"{key} confirm <@p:{who.id}>", style="primary"),
        Button("Don't", f"{key} not them <@p:{who.id}>"),
    )
    asked = Message(text=text, buttons=buttons)
    for lead in ctx.leads(ctx.me.side):
        ctx.tell(lead.person, asked, audience=ctx.audience, topic=asking(who.id))
