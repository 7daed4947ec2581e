"""The clocks of an issue: started, halted, let run on, and what they lead to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain import issue_fact as facts
from domain.clock import Calendars, Left, ends, later, left
from domain.errors import IllegalMove, NotAllowed
from domain.fact import Fact
from domain.issue_status import LIVE, RUNNING, Status, step
from domain.item import Item
from domain.ladder import STOPS, Ladder, Severity
from domain.member import Tier
from domain.seat import Voice
from domain.visibility import Side

UNACKNOWLEDGED: dict[str, Any] = {"acknowledged_by": None, "acknowledged_at": None}


@dataclass(eq=False, kw_only=True)
class Clocked(Item):
    """`owner_side` must answer; `raised_side` says what is in the way.

    The tier's clock runs since `clock_from` for so many working days of the plan and
    seconds more; with no `clock_from` it stands still and that is what is left. An
    agreed date, `due`, stands in its place from `clock_from` on. `window` is 1, or 2
    once the owner was told again; it runs since `window_from`. `ladder` is as it was at
    the raise. Moments are aware UTC.
    """

    status: Status = Status.OPEN
    severity: Severity = Severity.MEDIUM
    tier: Tier = Tier.OPERATIONAL
    owner: str | None = None
    owner_side: Side
    raised_side: Side
    ladder: str = field(default_factory=lambda: Ladder.read("").text)
    due: date | None = None
    clock_from: datetime | None = None
    clock_days: int = 0
    clock_seconds: int = 0
    window: int = 1
    window_from: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    still_asked_at: datetime | None = None

    @property
    def live(self) -> bool:
        return self.status in LIVE

    @property
    def running(self) -> bool:
        """Whether it is on its way: neither stopped nor closed."""
        return self.status in RUNNING

    @property
    def stop(self) -> Tier:
        """Where its severity stops climbing."""
        return STOPS[self.severity]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The parties it climbs in."""
        return (self.side,) if self.side else tuple(Side)

    def days(self, severity: Severity, tier: Tier) -> int:
        """Working days it stays on *tier*, by the ladder it was raised under."""
        return Ladder.read(self.ladder).days(severity, tier)

    def end(self, calendars: Calendars) -> datetime:
        """When the clock of its tier is over, or the agreed date, in UTC."""
        begun = self.clock_from or self.created_at
        if self.due:
            over, owner = calendars.owner.closing(self.due), calendars.owner
            return later(begun, over, owner, calendars.pauses)
        return ends(begun, Left(self.clock_days, self.clock_seconds), calendars)

    def begin(self, at: datetime) -> None:
        """Start the clocks of a new issue."""
        vars(self).update(self.arriving(self.tier, at))

    def climb(self, to: Tier, *, at: datetime) -> Fact:
        """Go up in its time; its clocks start again there."""
        return self.change(facts.IssueClimbed, by=None, at=at, **self.arriving(to, at))

    def tell_again(self, *, at: datetime) -> Fact:
        """The first window is over: the owner is told once more."""
        return self.change(
            facts.OwnerToldAgain, by=None, at=at, window=2, window_from=at
        )

    def ask_still(self, *, at: datetime) -> Fact:
        """Ask the owner whether they are still on it."""
        return self.change(facts.StillOnItAsked, by=None, at=at, still_asked_at=at)

    def lapse(self, *, at: datetime) -> Fact:
        """Nobody answered: it is acknowledged by nobody, and its windows run again."""
        if self.status is not Status.ACKNOWLEDGED:
            raise IllegalMove(self.ref, self.status, "given back")
        status = step(self.ref, self.status, Status.OPEN)
        more = {**UNACKNOWLEDGED, **self._windows(at)}
        return self.change(
            facts.AcknowledgementLapsed, by=None, at=at, status=status, **more
        )

    def arriving(self, tier: Tier, at: datetime) -> dict[str, Any]:
        """The clocks of an issue that comes to *tier*."""
        return {
            "tier": tier,
            "due": None,
            "clock_from": at,
            "clock_days": self.days(self.severity, tier),
            "clock_seconds": 0,
            **self._windows(at),
        }

    def as_severe(self, severity: Severity) -> dict[str, Any]:
        """Another severity, whose days count from where those of this one did."""
        more = self.days(severity, self.tier) - self.days(self.severity, self.tier)
        now = Left(self.clock_days, self.clock_seconds).longer(more)
        return {
            "severity": severity,
            "clock_days": now.days,
            "clock_seconds": now.seconds,
        }

    def halted(self, at: datetime, calendars: Calendars) -> dict[str, Any]:
        """The clocks standing still, with what is left; as they are where they do."""
        if self.clock_from is None:
            return {}
        now = left(at, self.end(calendars), calendars)
        return {
            "clock_from": None,
            "due": None,
            "clock_days": now.days,
            "clock_seconds": now.seconds,
        }

    def going_on(self, at: datetime) -> dict[str, Any]:
        """The clocks running again with what was left."""
        known = Status.ACKNOWLEDGED if self.acknowledged_by else Status.OPEN
        status = step(self.ref, self.status, known)
        return {"status": status, "clock_from": at, **self._windows(at)}

    def working(self, by: Voice) -> None:
        """Refuse whoever neither works on issues nor sits on its tier."""
        if not by.works:
            holder = f"whoever sits on the {self.tier} tier"
            raise NotAllowed(f"a lead or a contributor or {holder}")

    def answering(self, by: Voice) -> None:
        """Refuse whoever is not of the party that must answer."""
        if by.side is not self.owner_side:
            raise NotAllowed(f"the {self.owner_side}'s side, who own {self.ref},")
        self.working(by)

    def _windows(self, at: datetime) -> dict[str, Any]:
        return {"window": 1, "window_from": at, "still_asked_at": None}
