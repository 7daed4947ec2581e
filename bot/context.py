"""What every handler is given, and all it is given."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.command import Commands
from bot.message import Message
from bot.naming import private_name
from bot.request import Request
from bot.telling import Telling
from bot.words.reading import Reading
from bot.words.refs import Ref
from domain.errors import DomainError, NotAllowed
from domain.fact import Fact
from domain.item import Item
from domain.member import Member
from domain.person import Person
from domain.plan import Plan
from domain.visibility import Audience, private_to


class NamesPrivate(DomainError):
    """{ref} is private to your party, so a joint line may not name it. Add `private`, or share it first: `{ref} share`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@dataclass(kw_only=True)
class Context(Telling):
    """The speaker, their window and the moment.

    `places` are all their plans, where a line tells of them all and there is no window.
    """

    speaker: Person
    request: Request
    commands: Commands
    member: Member | None = None
    places: tuple[tuple[Plan, Member], ...] = ()
    reading: Reading | None = None
    answer: Message = field(default_factory=Message)
    refused: bool = False
    refs: tuple[str, ...] = ()

    @property
    def me(self) -> Member:
        if self.member is None:
            raise NotAllowed("a member of this plan")
        return self.member

    @property
    def audience(self) -> Audience:
        """The audience of what the speaker keeps to their own party."""
        return private_to(self.me.side)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.speaker.zone)).date()

    def record(self, *facts: Fact) -> None:
        """Hand in what happened; what both parties read names nothing private."""
        for name in filter(None, map(private_name, facts)):
            raise NamesPrivate(name)
        super().record(*facts)

    def add(self, item: Item, fact: Fact) -> None:
        """Hand in a new item and the fact that it began."""
        self.work.add(item)
        self.plan.know(item)
        self.refs = (*self.refs, item.ref)
        self.record(fact)

    def about(self, ref: Ref | None, audience: Audience) -> str:
        """The item a line names; a joint line may not name a private one."""
        if ref is None:
            return ""
        if ref.private and not audience.private:
            raise NamesPrivate(str(ref))
        return self.plan.find(ref).ref
