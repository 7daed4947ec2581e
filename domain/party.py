"""One of the two parties of a plan: its name, its organisations, its working days."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from domain.changing import Changing, Speaker
from domain.consent import require_both
from domain.errors import DomainError
from domain.fact import Fact
from domain.member import Member
from domain.visibility import Side

WEEKDAYS = "mon tue wed thu fri"
LONGEST_NAME = 60  # so that it fits on a button of every platform
TAKEN_NAMES = frozenset({*Side, "both", "plan"})  # words that mean something else


class PartyNamed(Fact):
    """{who} named the {item}: {name}."""


class OrganisationConfirmed(Fact):
    """{who} confirmed the organisation of the {item}: {note}."""

    STANDS = True


class ColleagueConfirmed(Fact):
    """{who} confirmed {member}, who joins for the {member_side}."""


class ColleagueRefused(Fact):
    """{who} did not confirm {member} for the {member_side}."""


class NotAName(DomainError):
    """“{name}” cannot be the name of a party. Give its own name, of at most {most} letters."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name
        self.most = LONGEST_NAME


class SameName(DomainError):
    """Your own party is called {name} too. Give the other party's name."""

    def __init__(self, name: str) -> None:
        self.name = name


class CalendarSet(Fact):
    """{who} set the working days of the {side}."""


@dataclass(eq=False, kw_only=True)
class Party(Changing):
    """`organisations` holds the ids the platforms verified, separated by spaces."""

    plan: str
    side: Side
    name: str
    organisations: str = ""
    verified: bool = False
    zone: str = "Europe/London"
    days: str = WEEKDAYS
    opens: time = time(9)
    closes: time = time(17)
    holidays: str = "GB-ENG"
    closed: str = ""
    version: int = 0

    @property
    def ref(self) -> str:
        return self.side.value

    def includes(self, organisation: str) -> bool:
        return organisation in self.organisations.split()

    def with_organisation(self, organisation: str) -> str:
        return " ".join(sorted({*self.organisations.split(), organisation}))

    def set_days(
        self,
        *,
        by: Member,
        at: datetime,
        binds: bool,
        **days: Any,  # noqa: ANN401 - its own typed fields
    ) -> Fact:
        """Set working days and hours. Where the calendar *binds* both, both sign."""
        if binds:
            require_both(self, by, **days)
        return self.change(CalendarSet, by=by, at=at, **days)

    def confirm(
        self, organisation: str, name: str, zone: str, *, by: Speaker, at: datetime
    ) -> Fact:
        """Count *organisation*, which a platform verified, as one of this party's."""
        return self.change(
            OrganisationConfirmed,
            by=by,
            at=at,
            note=name,
            organisations=self.with_organisation(organisation),
            verified=True,
            zone=zone,
        )


def checked_name(name: str, own: str) -> str:
    """The other party's name, or why it cannot be *name*."""
    if len(name) > LONGEST_NAME or name.casefold() in TAKEN_NAMES:
        raise NotAName(name[:LONGEST_NAME])
    if name.casefold() == own.casefold():
        raise SameName(own)
    return name
