"""An issue: something in the way, with an owner and clocks that carry it upwards."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from domain import issue_fact as facts
from domain.clock import Calendars
from domain.errors import DomainError, IllegalMove, NotAllowed, Said
from domain.fact import Fact
from domain.issue_ask import NO_ASK, Asked
from domain.issue_clock import UNACKNOWLEDGED
from domain.issue_status import LIVE, RUNNING, SETTLED, Status, step
from domain.ladder import Severity, rank
from domain.member import May, Member, Tier
from domain.note import Renamed
from domain.seat import Voice
from domain.sharing import ItemShared
from domain.visibility import Side

__all__ = ["LIVE", "RUNNING", "SETTLED", "Issue", "Status"]

MOST_OPTIONS = 20
UNRESOLVED: dict[str, object] = {
    "resolved_by": None,
    "resolved_side": None,
    "resolved_at": None,
    "resolution": "",
}


class HighEnough(DomainError):
    """{ref} is {severity} and climbs no further than the {stop} tier{unless}."""

    def __init__(self, ref: str, severity: Severity, stop: Tier) -> None:
        self.ref = ref
        self.severity = severity
        self.stop = stop
        worse = f', unless it is made more severe: `{ref} severity high "why"`'
        self.unless = "" if stop is Tier.EXECUTIVE else worse


@dataclass(eq=False, kw_only=True)
class Issue(Asked):
    """`about` names another item. `options` is a list of texts, as JSON."""

    NOUN: ClassVar[str] = "issue"
    PLURAL: ClassVar[str] = "issues"
    PREFIX: ClassVar[str] = "I"
    FRESH: ClassVar[dict[str, object]] = {
        **UNACKNOWLEDGED,
        **UNRESOLVED,
        **NO_ASK,
        "status": Status.OPEN,
        "tier": Tier.OPERATIONAL,
        "stopped_why": "",
    }

    about: str = ""
    options: str = ""
    resolved_by: str | None = None
    resolved_side: Side | None = None
    resolved_at: datetime | None = None
    resolution: str = ""

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    @property
    def waits_since(self) -> datetime:
        return self.resolved_at or self.created_at

    @property
    def unanswered(self) -> bool:
        return self.status is Status.RESOLVED

    @property
    def accepting_side(self) -> Side | None:
        """The party whose word closes it; inside its own party where it is private."""
        return self.side or (self.resolved_side.other if self.resolved_side else None)

    @property
    def proposed(self) -> list[str]:
        """The options there are, oldest first."""
        found: list[str] = json.loads(self.options or "[]")
        return found

    def acknowledge(self, *, by: Voice, at: datetime) -> Fact:
        """Say who is on it. Its tier's clock runs on."""
        self.answering(by)
        said: dict[str, Any] = {"acknowledged_by": by.person, "acknowledged_at": at}
        if self.status is Status.ACKNOWLEDGED and self.still_asked_at:
            still = {**said, "still_asked_at": None}
            return self.change(facts.StillOnIt, by=by, at=at, **still)
        if not self.running:
            raise IllegalMove(self.ref, self.status, "acknowledged")
        status = step(self.ref, self.status, Status.ACKNOWLEDGED)
        return self.change(facts.IssueAcknowledged, by=by, at=at, status=status, **said)

    def propose(self, option: str, *, by: Voice, at: datetime) -> Fact:
        """Say what could be done; all that were said stay on the card."""
        self.working(by)
        if not self.live:
            raise IllegalMove(self.ref, self.status, "given another option")
        options = [*self.proposed, option]
        if len(options) > MOST_OPTIONS:
            raise Said(f"{self.ref} has {MOST_OPTIONS} options. Decide among them.")
        kept = json.dumps(options, ensure_ascii=False)
        return self.change(
            facts.OptionProposed, by=by, at=at, note=option, options=kept
        )

    def worsen(self, severity: Severity, why: str, *, by: Voice, at: datetime) -> Fact:
        """Make it more severe, at once."""
        self.working(by)
        if not self.live:
            raise IllegalMove(self.ref, self.status, "made more severe")
        worse = self.as_severe(severity)
        return self.change(facts.SeverityRaised, by=by, at=at, note=why, **worse)

    def escalate(self, to: Tier | None, why: str, *, by: Voice, at: datetime) -> Fact:
        """Take it up by hand, before its time."""
        self.working(by)
        if not self.running:
            raise IllegalMove(self.ref, self.status, "taken up")
        if to is None and rank(self.tier) >= rank(self.stop):
            raise HighEnough(self.ref, self.severity, self.stop)
        if to is None:
            raise Said(f"{self.ref} is as far up as it goes; nobody is named above.")
        there = self.arriving(to, at)
        return self.change(facts.IssueEscalated, by=by, at=at, note=why, **there)

    def dispute(
        self, why: str, *, by: Voice, at: datetime, calendars: Calendars
    ) -> Fact:
        """Stop its clocks by one lead's word; the people at the top are told."""
        by.member.require(May.LEAD)
        status = step(self.ref, self.status, Status.DISPUTED)
        stopped = {"status": status, "stopped_why": why, **NO_ASK}
        stopped |= self.halted(at, calendars)
        return self.change(facts.IssueDisputed, by=by, at=at, note=why, **stopped)

    def resume(self, *, by: Voice, at: datetime) -> Fact:
        """Let the clocks run on with the time that was left."""
        self.working(by)
        if self.running:
            raise Said(f"{self.ref} is {self.status}; its clocks run already.")
        if not self.live:
            raise IllegalMove(self.ref, self.status, "resumed")
        if self.status is Status.DISPUTED:
            by.member.require(May.LEAD)
        again = {**self.going_on(at), "stopped_why": ""}
        return self.change(facts.IssueResumed, by=by, at=at, **again)

    def resolve(
        self, how: str, *, by: Voice, at: datetime, calendars: Calendars
    ) -> Fact:
        """Say how it was resolved. It closes when the other party accepts."""
        climbed = self.tier is not Tier.OPERATIONAL  # what climbed to them
        if not (by.seated and climbed):
            self.answering(by)
        said: dict[str, object] = {
            "status": step(self.ref, self.status, Status.RESOLVED),
            "resolved_by": by.person,
            "resolved_side": by.side,
            "resolved_at": at,
            "resolution": how,
        }
        said |= {**NO_ASK, "stopped_why": "", **self.halted(at, calendars)}
        return self.change(facts.IssueResolved, by=by, at=at, note=how, **said)

    def accept(self, *, by: Voice, at: datetime) -> Fact:
        if self.status is not Status.RESOLVED:
            raise IllegalMove(self.ref, self.status, "accepted")
        if by.side is not self.accepting_side:
            raise NotAllowed(f"the {self.accepting_side}'s side")
        if not (by.leads or by.seated or by.person == self.created_by):
            raise NotAllowed(f"a lead of the {by.side}, or whoever raised {self.ref},")
        status = step(self.ref, self.status, Status.ACCEPTED)
        return self.change(facts.IssueAccepted, by=by, at=at, status=status)

    def reopen(self, why: str, *, by: Voice, at: datetime) -> Fact:
        """Open it again; its clock runs on with the time that was left."""
        self.working(by)
        if self.live or self.status is Status.SHARED:
            raise Said(f"{self.ref} is {self.status}; there is nothing to reopen.")
        again = {**UNRESOLVED, **self.going_on(at)}
        return self.change(facts.IssueReopened, by=by, at=at, note=why, **again)

    def pass_in_silence(self, *, at: datetime) -> Fact:
        """Close what nobody answered: no objection, which is not acceptance."""
        status = step(self.ref, self.status, Status.NO_OBJECTION)
        return self.change(facts.IssueNotObjected, by=None, at=at, status=status)

    def cancel(
        self, why: str, *, by: Member, at: datetime, calendars: Calendars
    ) -> Fact:
        """Take it back: by whoever raised it, or a lead of theirs. Its clocks halt."""
        self._raised(by)
        out = {"status": step(self.ref, self.status, Status.CANCELLED), **NO_ASK}
        out |= {"stopped_why": "", **self.halted(at, calendars)}
        return self.change(facts.IssueCancelled, by=by, at=at, note=why, **out)

    def share(self, joint: str, *, by: Member, at: datetime) -> Fact:
        """Say that the joint item *joint* takes the place of this private one."""
        status = step(self.ref, self.status, Status.SHARED)
        return self.change(ItemShared, by=by, at=at, note=joint, status=status)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        self._raised(by)
        if not self.live:
            raise Said(f"{self.ref} is {self.status}; its title stays as it was.")
        return self.change(Renamed, by=by, at=at, title=title)

    def give_to(self, owner: Member, *, by: Member, at: datetime) -> Fact:
        """Hand it on; whoever of another party gets it has yet to acknowledge it."""
        if by.side is not self.owner_side:
            raise NotAllowed(f"the {self.owner_side}'s side, who own {self.ref},")
        if not self.live:
            raise Said(f"{self.ref} is {self.status}; its owner no longer changes.")
        given: dict[str, Any] = {"owner": owner.person, "owner_side": owner.side}
        if owner.side is not self.owner_side and self.running:
            given |= {"status": Status.OPEN, **UNACKNOWLEDGED, **self._windows(at)}
        return self.change(facts.IssueGiven, by=by, at=at, **given)

    def _raised(self, by: Member) -> None:
        ours = by.side is self.raised_side and by.may(May.LEAD)
        if not (ours or by.person == self.created_by):
            raised = f"a lead of the {self.raised_side}"
            raise NotAllowed(f"whoever raised {self.ref}, or {raised},")
