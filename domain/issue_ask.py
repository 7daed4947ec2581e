"""What is asked for an issue, and holds only when the other party agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain import issue_fact as facts
from domain.clock import Calendars
from domain.errors import DomainError, IllegalMove, NotAllowed, Said
from domain.fact import Fact
from domain.issue_clock import Clocked
from domain.issue_status import Ask, Status, step
from domain.ladder import TIERS, Severity, rank
from domain.member import Tier
from domain.seat import Voice
from domain.visibility import Side

NO_ASK: dict[str, Any] = {
    "asked": None,
    "asked_side": None,
    "asked_at": None,
    "asked_why": "",
    "asked_due": None,
    "asked_severity": None,
}
ASKED: Mapping[Ask, type[Fact]] = {
    Ask.BY: facts.DateAsked,
    Ask.PAUSE: facts.PauseAsked,
    Ask.STEP_DOWN: facts.StepDownAsked,
    Ask.LOWER: facts.LowerAsked,
}
AGREED: Mapping[Ask, type[Fact]] = {
    Ask.BY: facts.DateAgreed,
    Ask.PAUSE: facts.PauseAgreed,
    Ask.STEP_DOWN: facts.StepDownAgreed,
    Ask.LOWER: facts.LowerAgreed,
}


class TheyAskedFirst(DomainError):
    """The other party asks for {what} for {ref} and waits for your answer. Give it first: `{ref} agree`, or `decline {ref} "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, what: str) -> None:
        self.ref = ref
        self.what = what


class NothingAsked(DomainError):
    """Nothing is asked for {ref}, so it waits for nobody's agreement."""

    def __init__(self, ref: str) -> None:
        self.ref = ref


@dataclass(eq=False, kw_only=True)
class Asked(Clocked):
    """`asked` waits for the word of the other party than `asked_side`."""

    asked: Ask | None = None
    asked_side: Side | None = None
    asked_at: datetime | None = None
    asked_why: str = ""
    asked_due: date | None = None
    asked_severity: Severity | None = None
    stopped_why: str = ""

    @property
    def waits_for(self) -> Side | None:
        """The party whose agreement is asked; its own where it is private."""
        if self.asked is None or self.asked_side is None:
            return None
        return self.side or self.asked_side.other

    def ask_date(self, due: date, why: str, *, by: Voice, at: datetime) -> Fact:
        return self._ask(Ask.BY, why, by=by, at=at, asked_due=due)

    def ask_pause(self, why: str, *, by: Voice, at: datetime) -> Fact:
        return self._ask(Ask.PAUSE, why, by=by, at=at)

    def ask_step_down(self, why: str, *, by: Voice, at: datetime) -> Fact:
        self._below()
        return self._ask(Ask.STEP_DOWN, why, by=by, at=at)

    def ask_lower(
        self, severity: Severity, why: str, *, by: Voice, at: datetime
    ) -> Fact:
        return self._ask(Ask.LOWER, why, by=by, at=at, asked_severity=severity)

    def agree(self, *, by: Voice, at: datetime, calendars: Calendars) -> Fact:
        asked = self._answerable(by)
        kind, agreed = AGREED[asked], self._agreed(asked, by, at, calendars)
        return self.change(kind, by=by, at=at, **{**agreed, **NO_ASK})

    def decline(self, why: str, *, by: Voice, at: datetime) -> Fact:
        self._answerable(by)
        return self.change(facts.AskDeclined, by=by, at=at, note=why, **NO_ASK)

    def _ask(
        self, ask: Ask, why: str, *, by: Voice, at: datetime, **what: object
    ) -> Fact:
        self.working(by)
        if not self.running:
            raise IllegalMove(self.ref, self.status, f"given {ask}")
        if self.asked and self.waits_for is by.side and not self.audience.private:
            raise TheyAskedFirst(self.ref, self.asked)
        said = {"asked": ask, "asked_side": by.side, "asked_at": at, "asked_why": why}
        return self.change(
            ASKED[ask], by=by, at=at, note=why, **{**NO_ASK, **said, **what}
        )

    def _answerable(self, by: Voice) -> Ask:
        if self.asked is None:
            raise NothingAsked(self.ref)
        if by.side is not self.waits_for:
            raise NotAllowed(f"the {self.waits_for}'s side")
        if not (by.leads or by.seated):
            raise NotAllowed(f"a lead or whoever sits on the {self.tier} tier")
        return self.asked

    def _agreed(
        self, asked: Ask, by: Voice, at: datetime, calendars: Calendars
    ) -> dict[str, Any]:
        """What comes to hold."""
        if asked is Ask.BY:
            due = {"due": self.asked_due, "clock_from": at}
            return {**due, **self._owned_up(by, at)}
        if asked is Ask.STEP_DOWN:
            return self.arriving(self._below(), at)
        if asked is Ask.LOWER:
            return self.as_severe(self.asked_severity or self.severity)
        status = step(self.ref, self.status, Status.PAUSED)
        paused = {"status": status, "stopped_why": self.asked_why}
        return {**paused, **self.halted(at, calendars)}

    def _owned_up(self, by: Voice, at: datetime) -> dict[str, Any]:
        """Who agrees on a date for the owner, or asked for one, has acknowledged it."""
        if self.status is not Status.OPEN:
            return {}
        who = by.person if by.side is self.owner_side else self.owner
        return {
            "status": step(self.ref, self.status, Status.ACKNOWLEDGED),
            "acknowledged_by": who,
            "acknowledged_at": at,
        }

    def _below(self) -> Tier:
        if self.tier is Tier.OPERATIONAL:
            raise Said(f"{self.ref} is on the operational tier, the lowest there is.")
        return TIERS[rank(self.tier) - 1]
