"""The joint working plan and its life: draft, proposed, in force, paused, closed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.changing import Changing
from domain.consent import require_both
from domain.errors import DomainError
from domain.fact import Fact
from domain.ladder import LadderSet
from domain.lifecycle import Moves, move
from domain.member import Member
from domain.pauses import Pauses
from domain.visibility import Side

NOT_THE_CONTRACT = "This plan does not vary the contract or serve notice under it."


class Status(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    IN_FORCE = "in force"
    PAUSED = "paused"
    CLOSED = "closed"


STILL = frozenset({Status.PAUSED, Status.CLOSED})
MOVES: Moves[Status] = {
    Status.DRAFT: {Status.PROPOSED},
    Status.PROPOSED: {Status.DRAFT, Status.IN_FORCE},
    Status.IN_FORCE: {Status.PAUSED, Status.CLOSED},
    Status.PAUSED: {Status.IN_FORCE, Status.CLOSED},
}


class PlanStarted(Fact):
    """{who} started this plan."""

    STANDS = True


class PlanProposed(Fact):
    """{who} signed for the {side}. The plan waits for the other party's signature."""

    STANDS = True


class PlanInForce(Fact):
    """{who} signed for the {side}. Both parties have signed: the plan is in force."""

    STANDS = True


class SignaturesVoided(Fact):
    """The draft changed, so the signature on it no longer holds. Please sign again."""

    STANDS = True


class PlanDeclined(Fact):
    """{who} did not sign: {note}. The plan is a draft again."""

    STANDS = True


# Told before there were change requests; older records still say so.
class ClosureAsked(Fact):
    """{who} asks to close the plan: {note}. It closes when the other party signs."""


class ClosureDeclined(Fact):
    """{who} did not agree to close the plan: {note}."""

    STANDS = True


class ClosureWithdrawn(Fact):
    """{who} no longer asks to close the plan."""

    STANDS = True


class PlanPaused(Fact):
    """Both parties have signed: the plan is paused. Either resumes it.{and_note}"""

    STANDS = True


class PlanClosed(Fact):
    """Both parties have signed: the plan is closed; its record stays.{and_note}"""

    STANDS = True


class PlanResumed(Fact):
    """{who} resumed the plan."""


class ClosedPlan(DomainError):
    """This plan is closed. You can still read it: `show`, `history`, `export`."""


class NotSignable(DomainError):
    """The plan is {status}; there is nothing to sign. `show` says where it stands."""

    def __init__(self, status: str) -> None:
        self.status = status


class AlreadySigned(DomainError):
    """Your party has signed. It now waits for the other party's lead."""


class NothingProposed(DomainError):
    """Nothing here waits for your party's signature or answer."""


class OtherText(DomainError):
    """The text has changed since the other party signed it. Decline it with the reason, so that both sign the same text: `decline "why"`."""  # noqa: E501 - one sentence people read


class DraftStays(DomainError):
    """This plan is a draft: nothing was agreed yet, so nothing is {verb}."""

    def __init__(self, verb: str) -> None:
        self.verb = verb


class NotPaused(DomainError):
    """The plan is {status}, not paused; there is nothing to resume."""

    def __init__(self, status: str) -> None:
        self.status = status


@dataclass(eq=False, kw_only=True)
class Plan(Changing):
    """`zone` is the plan's own, for checkpoints. `closing_side` asked to close it.

    `ladder` holds the days of each tier, as domain.ladder reads them; empty, the usual.
    `rested` is when it was paused, as domain.pauses reads it.
    """

    id: str
    key: str
    title: str
    starter: str
    created_at: datetime
    contract: str = ""
    zone: str = "Europe/London"
    status: Status = Status.DRAFT
    signed_by_customer: str = ""
    signed_by_supplier: str = ""
    closing_side: Side | None = None
    closing_why: str = ""
    ladder: str = ""
    rested: str = ""
    version: int = 0

    @property
    def ref(self) -> str:
        return "plan"

    @property
    def told_in(self) -> str:
        return self.id

    @property
    def drafting(self) -> bool:
        return self.status in {Status.DRAFT, Status.PROPOSED}

    @property
    def pauses(self) -> Pauses:
        return Pauses.read(self.rested)

    @property
    def rests(self) -> bool:
        """Whether its clocks stand still: it is paused, or closed for good."""
        return self.status in STILL

    def signature(self, side: Side) -> str:
        """The digest *side* signed, or nothing."""
        signed: str = vars(self)[f"signed_by_{side}"]
        return signed

    def require_signable(self, side: Side) -> None:
        """Refuse where nothing is there for *side* to sign."""
        if not self.drafting:
            raise NotSignable(self.status)
        if self.signature(side):
            raise AlreadySigned

    def sign(self, digest: str, *, by: Member, at: datetime) -> Fact:
        """Sign exactly the text whose digest was shown."""
        self.require_signable(by.side)
        both = bool(self.signature(by.side.other))
        if both and self.signature(by.side.other) != digest:
            raise OtherText
        wanted = Status.IN_FORCE if both else Status.PROPOSED
        kind = PlanInForce if both else PlanProposed
        status = move("The plan", self.status, wanted, MOVES, "signed")
        field = f"signed_by_{by.side}"
        return self.change(kind, by=by, at=at, status=status, **{field: digest})

    def void(self, *, by: Member | None, at: datetime) -> Fact:
        """A changed draft is a draft again: what was signed was another text."""
        blank = {"signed_by_customer": "", "signed_by_supplier": ""}
        return self.change(SignaturesVoided, by=by, at=at, status=Status.DRAFT, **blank)

    def decline(self, why: str, *, by: Member, at: datetime) -> Fact:
        if self.status is not Status.PROPOSED or not self.signature(by.side.other):
            raise NothingProposed
        blank = {"signed_by_customer": "", "signed_by_supplier": ""}
        return self.change(
            PlanDeclined, by=by, at=at, note=why, status=Status.DRAFT, **blank
        )

    def pause(self, why: str, *, by: Member, at: datetime) -> Fact:
        """Let all clocks stand; both sign it."""
        status = self._both(Status.PAUSED, "paused", by)
        more = {"status": status, "rested": self.pauses.begin(at).text}
        return self.change(PlanPaused, by=by, at=at, note=why, **more)

    def close(self, why: str, *, by: Member, at: datetime) -> Fact:
        """End the plan; both sign it."""
        status = self._both(Status.CLOSED, "closed", by)
        more = {"closing_side": by.side, "closing_why": why}
        return self.change(PlanClosed, by=by, at=at, note=why, status=status, **more)

    def set_ladder(self, ladder: str, note: str, *, by: Member, at: datetime) -> Fact:
        """Set the days of its tiers; once both signed them, both sign that."""
        if not self.drafting:
            require_both(self, by, ladder=ladder)
        return self.change(LadderSet, by=by, at=at, note=note, ladder=ladder)

    def resume(self, *, by: Member, at: datetime) -> Fact:
        if self.status is not Status.PAUSED:
            raise NotPaused(self.status)
        status = move("The plan", self.status, Status.IN_FORCE, MOVES, "resumed")
        rested = self.pauses.end(at).text
        return self.change(PlanResumed, by=by, at=at, status=status, rested=rested)

    def _both(self, wanted: Status, verb: str, by: Member) -> Status:
        if self.drafting:
            raise DraftStays(verb)
        status = move("The plan", self.status, wanted, MOVES, verb)
        require_both(self, by, status=status)
        return status
