"""What only the operator does, from the command line: tokens, and a first lead."""

from datetime import datetime

from adapters.web import tokens
from adapters.web.people import account_of
from bot import announce
from bot.command import Commands
from bot.context import Context
from bot.enrolment import is_own, is_theirs, place
from bot.message import Message
from bot.ports import Closed, Work
from bot.request import Request
from bot.window import PlanView
from domain.errors import DomainError
from domain.fact import CLOCK
from domain.member import LeadNamed, May, Member, Role, Standing
from domain.party import Party
from domain.person import Organisation, Person
from domain.plan import Plan
from domain.visibility import Side
from storage.work import SqlWork


class NoSuchPlan(DomainError):
    """There is no plan {key} in this database."""

    def __init__(self, key: str) -> None:
        self.key = key


class NoSuchAccount(DomainError):
    """Nobody called {account} has spoken to Jointly in this database yet. To vouch for somebody new, say of which organisation they are: `jointly token @dana --organisation "Halden Medical"`."""  # noqa: E501 - one sentence people read

    def __init__(self, account: str) -> None:
        self.account = account


class SeveralAccounts(DomainError):
    """Several people are called {account}. Say one of: {which}."""

    def __init__(self, account: str, people: list[Person]) -> None:
        self.account = account
        self.which = ", ".join(f"{p.organisation}/{p.account}" for p in people)


class NoSuchParty(DomainError):
    """{party} is no party of {key}: say customer, supplier, or a party's name."""

    def __init__(self, party: str, key: str) -> None:
        self.party = party
        self.key = key


class HasLead(DomainError):
    """The {side} of {key} has a lead already: {names}. A lead names others: `member add`."""  # noqa: E501 - one sentence people read

    def __init__(self, side: str, key: str, names: str) -> None:
        self.side = side
        self.key = key
        self.names = names


class SpeaksForOther(DomainError):
    """{name} speaks for the {side} of {key}; nobody speaks for both."""

    def __init__(self, name: str, side: str, key: str) -> None:
        self.name = name
        self.side = side
        self.key = key


class OfOther(DomainError):
    """{name} is of the organisation of the {side} of {key}. Name somebody of the other one."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str, side: str, key: str) -> None:
        self.name = name
        self.side = side
        self.key = key


def person_called(work: Work, account: str) -> Person:
    """Somebody by `@account`, mail, or `organisation/account`."""
    said = account.removeprefix("@")
    organisation, slash, rest = said.rpartition("/")
    if slash:
        found = work.some(Person, organisation=organisation, account=rest)
    else:
        found = work.some(Person, account=said) or work.some(Person, mail=said)
    if not found:
        raise NoSuchAccount(account)
    if len(found) > 1:
        raise SeveralAccounts(account, found)
    return found[0]


def plan_called(work: Work, key: str) -> Plan:
    found = next(iter(work.some(Plan, key=key.upper())), None)
    if found is None:
        raise NoSuchPlan(key)
    return found


def new_token(work: SqlWork, account: str, *, at: datetime) -> str:
    return tokens.issue(work, person_called(work, account), at=at)


def name_lead(  # noqa: PLR0913 - whom, where, and what a turn needs
    work: Work, closed: Closed, key: str, party: str, account: str, *, now: datetime
) -> str:
    """Make somebody lead of a party that has none; both sides are told."""
    plan, who = plan_called(work, key), person_called(work, account)
    side = _side(work, plan, party)
    ctx = _context(work, closed, plan, side, who, now)
    if leads := ctx.leads(side):
        names = ", ".join(ctx.plan.name(lead.person) for lead in leads)
        raise HasLead(side, plan.key, names)
    _one_party(ctx, plan, side, who)
    work.line = f"operator {now.isoformat()}"
    active, lead = Standing.ACTIVE, Role.LEAD
    place(ctx, who, side, role=lead, standing=active, kind=LeadNamed)
    _their_organisation(ctx, side, who)
    said = (
        f"{who.name} now leads for {ctx.plan.party(side).name}, named by the operator."
    )
    for member in ctx.plan.active():
        if member.may(May.LEAD):
            ctx.tell(member.person, Message(text=f"{plan.key}: {said}"))
    ctx.summary = Message(text=said)
    announce.settle(ctx)
    return said


def _one_party(ctx: Context, plan: Plan, side: Side, who: Person) -> None:
    member = ctx.plan.member(who.id)
    if member and member.active and member.side is not side:
        raise SpeaksForOther(who.name, member.side, plan.key)
    if is_theirs(ctx, who):
        raise OfOther(who.name, side.other, plan.key)


def _their_organisation(ctx: Context, side: Side, who: Person) -> None:
    """A party nobody spoke for yet becomes the organisation of its first lead."""
    party = ctx.plan.party(side)
    found = ctx.work.one(Organisation, id=who.organisation)
    if found and not party.verified and not who.guest and not is_own(ctx, who):
        ctx.record(party.confirm(found.id, found.name, who.zone, by=ctx.me, at=ctx.now))


def _side(work: Work, plan: Plan, said: str) -> Side:
    for party in work.some(Party, plan=plan.id):
        if said.casefold() in {party.side.value, party.name.casefold()}:
            return party.side
    raise NoSuchParty(said, plan.key)


def _context(  # noqa: PLR0913, PLR0917 - what a turn has
    work: Work, closed: Closed, plan: Plan, side: Side, who: Person, now: datetime
) -> Context:
    """The turn of nobody in the plan: the record tells that Jointly did it."""
    nobody = Request(text="", by=account_of(work, who))
    operator = Member(plan=plan.id, person=CLOCK, side=side, role=Role.LEAD)
    return Context(
        speaker=who,
        now=now,
        work=work,
        closed=closed,
        request=nobody,
        commands=Commands(),
        view=PlanView(work, plan, side),
        member=operator,
    )
