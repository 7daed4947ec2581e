"""Naming a colleague enrols them; nobody can enrol anyone for the other party."""

from bot import digest
from bot.context import Context
from bot.message import Button, Message
from domain.errors import DomainError
from domain.fact import Fact
from domain.member import (
    May,
    Member,
    MemberEnrolled,
    MemberNamed,
    Role,
    Standing,
)
from domain.person import Person
from domain.visibility import Side


class NotEnrolled(DomainError):
    """{name} is not part of this plan. A lead of their own party can add them with `member add`."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name


def colleague(ctx: Context, person: str, *, private: bool = False) -> Member:
    """The member *person*, enrolled on the spot where they are of the own organisation.

    In a private line nobody is enrolled, and nobody of the other party is found.
    """
    found = ctx.plan.member(person)
    placed = found and found.standing in {Standing.ACTIVE, Standing.NAMED}
    if found and placed and not (private and found.side is not ctx.me.side):
        return found
    who = ctx.plan.person(person)
    if private or placed or not is_own(ctx, who):
        raise NotEnrolled(who.name)
    return _name(ctx, who)


def is_own(ctx: Context, who: Person) -> bool:
    """Whether the platform verified them as one of the speaker's own party."""
    return not who.guest and ctx.plan.party(ctx.me.side).includes(who.organisation)


def place(  # noqa: PLR0913 - a member's place has these parts
    ctx: Context,
    who: Person,
    side: Side,
    *,
    role: Role,
    standing: Standing,
    kind: type[Fact],
) -> Member:
    """Give *who* a place in the plan, or the place they once had back."""
    member = ctx.plan.member(who.id)
    if member:
        wanted = {"side": side, "role": role, "standing": standing}
        ctx.record(member.change(kind, by=ctx.member, at=ctx.now, **wanted))
    else:
        member = Member(
            plan=ctx.plan.id,
            person=who.id,
            side=side,
            role=role,
            standing=standing,
            organisation=who.organisation,
        )
        ctx.work.add(member)
        ctx.record(member.born(kind, by=ctx.member or member, at=ctx.now))
        ctx.work.flush()
    digest.start(ctx, who)
    return member


def _name(ctx: Context, who: Person) -> Member:
    """Enrol as contributor: at once where a lead names them, else once one confirms."""
    lead = ctx.me.may(May.LEAD)
    standing = Standing.ACTIVE if lead else Standing.NAMED
    kind = MemberEnrolled if lead else MemberNamed
    member = place(
        ctx, who, ctx.me.side, role=Role.CONTRIBUTOR, standing=standing, kind=kind
    )
    if not lead:
        _ask_the_leads(ctx, who)
    return member


def _ask_the_leads(ctx: Context, who: Person) -> None:
    line = f"{ctx.plan.plan_row.key} confirm <@p:{who.id}>"
    text = f"{ctx.speaker.name} named {who.name}, who is not in the plan yet."
    buttons = (
        Button("Add them", line, style="primary"),
        Button("Don't", line.replace("confirm", "not them")),
    )
    for lead in ctx.leads(ctx.me.side):
        ctx.tell(
            lead.person, Message(text=text, buttons=buttons), audience=ctx.audience
        )
