"""What an import is asked for: which plan, and who acts in it."""

from dataclasses import dataclass

from bot.importing.owners import Owners
from bot.ports import Work
from bot.window import PlanView
from domain.errors import DomainError
from domain.member import Member
from domain.person import Person
from domain.plan import Plan


class NoSuchPlan(DomainError):
    """There is no plan {key} here: check the key."""

    def __init__(self, key: str) -> None:
        self.key = key


class NoSuchMember(DomainError):
    """There is no plan {key} here that “{who}” works in: check the key and the name."""

    def __init__(self, key: str, who: str) -> None:
        self.key = key
        self.who = who


class StarterLeft(DomainError):
    """Whoever started plan {key} is no longer in it: say for whom with --as."""

    def __init__(self, key: str) -> None:
        self.key = key


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`as_member` is a name, mail, @account or a person's id; the starter if empty."""

    plan: str
    as_member: str = ""
    dry_run: bool = False


def found(work: Work, asked: Asked) -> tuple[Plan, Member, Owners]:
    """The plan and who acts in it. Not theirs and not there sound the same."""
    who, key = asked.as_member, asked.plan.upper()
    absent = NoSuchMember(key, _called(work, who)) if who else NoSuchPlan(key)
    plan = next(iter(work.some(Plan, key=key)), None)
    if plan is None:
        raise absent
    active = PlanView(work, plan, None).active()
    people = tuple(member.person for member in active)
    owners = Owners(active, work.some(Person, id=people) if people else [])
    wanted = who or plan.starter
    by_id = (member for member in active if member.person == wanted)
    member = next(by_id, None) or owners.named(who)
    if member is None:
        raise absent if who else StarterLeft(key)
    return plan, member, owners


def _called(work: Work, who: str) -> str:
    """A person's name where *who* is an id: nobody reads ids."""
    person = work.one(Person, id=who)
    return person.name if person else who
