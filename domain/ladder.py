"""The ladder: its tiers, the days on each, and where each severity stops."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import DomainError, Nothing, Said
from domain.fact import Fact
from domain.member import Tier


class Severity(StrEnum):
    """How much it hurts, the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Higher is worse."""
        return -list(Severity).index(self)


# All numbers: TIME.md "Issues: one engine".
STOPS: Mapping[Severity, Tier] = {
    Severity.CRITICAL: Tier.EXECUTIVE,
    Severity.HIGH: Tier.EXECUTIVE,
    Severity.MEDIUM: Tier.STRATEGIC,
    Severity.LOW: Tier.TACTICAL,
}
TIMED = (Tier.OPERATIONAL, Tier.TACTICAL, Tier.STRATEGIC)  # above them is the top
USUAL = "critical 1 2 3, high 3 3 5, medium 5 5 10, low 10 10 10"
WINDOW_HOURS = 4  # critical: working hours of the owner's party
WINDOW_DAYS: Mapping[Severity, int] = {  # all others: its working days
    Severity.HIGH: 1,
    Severity.MEDIUM: 2,
    Severity.LOW: 2,
}
MOST = 250  # working days on one tier: a year
TIERS = tuple(Tier)


class LadderSet(Fact):
    """{who} changed the ladder: {note}."""


class NoDaysAtTheTop(DomainError):
    """Nothing climbs from the executive tier, so it has no days. Set those of the operational, tactical or strategic tier."""  # noqa: E501 - one sentence people read


def rank(tier: Tier) -> int:
    """Higher is further up."""
    return TIERS.index(tier)


@dataclass(frozen=True)
class Ladder:
    """Working days of the plan that each severity stays on each of the timed tiers."""

    steps: Mapping[Severity, tuple[int, ...]]

    @classmethod
    def read(cls, text: str) -> "Ladder":
        """From words such as `critical 1 2 3, high 3 3 5`; nothing is the usual one."""
        parts = (part.split() for part in (text or USUAL).split(", "))
        return cls({Severity(name): tuple(map(int, days)) for name, *days in parts})

    @property
    def text(self) -> str:
        return ", ".join(self._words())

    def days(self, severity: Severity, tier: Tier) -> int:
        """0 where nothing climbs any further."""
        return self.steps[severity][rank(tier)] if tier in TIMED else 0

    def with_days(self, severity: Severity, tier: Tier, days: int) -> "Ladder":
        if tier not in TIMED:
            raise NoDaysAtTheTop
        if not 1 <= days <= MOST:
            raise Said(f"An issue stays on a tier for 1 to {MOST} working days.")
        if self.days(severity, tier) == days:
            raise Nothing("The ladder")
        steps = list(self.steps[severity])
        steps[rank(tier)] = days
        return Ladder({**self.steps, severity: tuple(steps)})

    def _words(self) -> Iterator[str]:
        for severity, days in self.steps.items():
            yield " ".join((severity, *map(str, days)))
