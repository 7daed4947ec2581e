"""An action: one piece of work, one owner, done by one side, accepted by the other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain import action_fact as facts
from domain.action_status import LIVE, SETTLED, Status, step
from domain.errors import IllegalMove, NeedsOwner, NotAllowed, OwnJudge, Said
from domain.fact import Fact
from domain.member import May, Member
from domain.note import Renamed
from domain.recurring import Recurring
from domain.sharing import ItemShared
from domain.visibility import Side

__all__ = ["LIVE", "SETTLED", "Action", "Status"]


UNDONE = {"done_by": None, "done_at": None, "done_note": "", "progress": 0}


@dataclass(eq=False, kw_only=True)
class Action(Recurring):
    """`owner` and `acceptor` are persons; `owner_side` is the owner's party.

    `owner_words` and `due_words` keep what an imported log said where it could not be
    read as a person or a date. `done_at` is aware UTC. `progress` is per cent.
    """

    NOUN: ClassVar[str] = "action"
    PLURAL: ClassVar[str] = "actions"
    PREFIX: ClassVar[str] = "A"
    FRESH: ClassVar[dict[str, object]] = {
        **UNDONE,
        "status": Status.OPEN,
        "acceptor": None,
        "imported": "",
        "blocked_why": "",
        "skipped": None,
        "followed_by": "",
    }
    KEPT: ClassVar[tuple[str, ...]] = ("acceptor",)

    status: Status = Status.OPEN
    owner: str | None = None
    owner_side: Side | None = None
    progress: int = 0
    acceptor: str | None = None
    objective: str = ""
    source: str = ""
    owner_words: str = ""
    due_words: str = ""
    imported: str = ""
    blocked_why: str = ""
    done_by: str | None = None
    done_at: datetime | None = None
    done_note: str = ""

    @property
    def live(self) -> bool:
        return self.status in LIVE

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    @property
    def waits_since(self) -> datetime:
        return self.done_at or self.created_at

    @property
    def unanswered(self) -> bool:
        return self.status is Status.DONE

    @property
    def past_on_import(self) -> bool:
        """Whether the list it came from gave a day that was past by then."""
        return bool(self.imported and self.due and self.due < self.created_at.date())

    @property
    def accepting_side(self) -> Side | None:
        """The party whose word closes it; inside its own party where it is private."""
        return self.side or (self.owner_side.other if self.owner_side else None)

    def start(self, *, by: Member, at: datetime) -> Fact:
        self._owned(by)
        return self._move(
            Status.IN_PROGRESS, facts.ActionStarted, by=by, at=at, blocked_why=""
        )

    def progress_to(
        self, percent: int, note: str = "", *, by: Member, at: datetime
    ) -> Fact:
        self._owned(by)
        if not self.live:
            raise IllegalMove(self.ref, self.status, "worked on")
        status = Status.IN_PROGRESS if self.status is Status.OPEN else self.status
        if note and (status, percent) == (self.status, self.progress):
            return self._noted(percent, note, by=by, at=at)
        return self.change(
            facts.ActionProgressed,
            by=by,
            at=at,
            note=note,
            status=status,
            progress=percent,
        )

    def claim_done(
        self, note: str = "", *, by: Member, at: datetime, heir: "Action | None" = None
    ) -> Fact:
        """Say it is done. It closes when the other party accepts, or stays silent."""
        self._owned(by)
        done = {"done_by": by.person, "done_at": at, "done_note": note}
        done |= self.handing(heir)
        return self._move(
            Status.DONE, facts.ActionDone, by=by, at=at, note=note, **done
        )

    def block(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._owned(by)
        return self._move(
            Status.BLOCKED, facts.ActionBlocked, by=by, at=at, note=why, blocked_why=why
        )

    def unblock(self, *, by: Member, at: datetime) -> Fact:
        self._owned(by)
        if self.status is not Status.BLOCKED:
            raise Said(f"{self.ref} is not blocked; it is {self.status}.")
        return self._move(
            Status.IN_PROGRESS, facts.ActionUnblocked, by=by, at=at, blocked_why=""
        )

    def move_to(self, due: date, why: str = "", *, by: Member, at: datetime) -> Fact:
        self._owned(by)
        if not self.live:
            raise Said(f"{self.ref} is {self.status}; its date no longer moves.")
        return self.change(
            facts.ActionMoved, by=by, at=at, note=why, due=due, due_words=""
        )

    def accept(self, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        return self._move(Status.ACCEPTED, facts.ActionAccepted, by=by, at=at)

    def send_back(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._judged(by)
        if self.status is not Status.DONE:
            raise IllegalMove(self.ref, self.status, "sent back")
        return self._move(
            Status.OPEN, facts.ActionSentBack, by=by, at=at, note=why, **UNDONE
        )

    def reopen(self, why: str, *, by: Member, at: datetime) -> Fact:
        if self.status not in SETTLED:
            raise Said(f"{self.ref} is {self.status}; there is nothing to reopen.")
        return self._move(
            Status.OPEN, facts.ActionReopened, by=by, at=at, note=why, **UNDONE
        )

    def pass_in_silence(self, *, at: datetime) -> Fact:
        """Close what nobody answered: no objection, which is not acceptance."""
        return self._move(Status.NO_OBJECTION, facts.ActionNotObjected, by=None, at=at)

    def cancel(
        self, why: str, *, by: Member, at: datetime, heir: "Action | None" = None
    ) -> Fact:
        """Take it out; where it comes back, for this time only."""
        self._owned(by)
        kind, more = facts.ActionCancelled, self.handing(heir)
        return self._move(Status.CANCELLED, kind, by=by, at=at, note=why, **more)

    def stop(self, why: str = "", *, by: Member, at: datetime) -> Fact:
        """This one stays as it is, and none comes after it."""
        self._owned(by)
        self.require_rule()
        return self.change(facts.ActionStopped, by=by, at=at, note=why, rule="")

    def share(self, joint: str, *, by: Member, at: datetime) -> Fact:
        """Say that the joint item *joint* takes the place of this private one."""
        return self._move(Status.SHARED, ItemShared, by=by, at=at, note=joint, rule="")

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        if by.person != self.created_by:
            self._owned(by)
        if not self.live:
            raise Said(f"{self.ref} is {self.status}; its title stays as it was.")
        return self.change(Renamed, by=by, at=at, title=title)

    def judged_by(self, acceptor: Member, name: str) -> None:
        """Name who accepts a new action: somebody of the party whose word closes it."""
        if acceptor.side is not self.accepting_side:
            raise OwnJudge(self.ref, name, str(self.accepting_side))
        self.acceptor = acceptor.person

    def give_to(self, owner: Member, *, by: Member, at: datetime) -> Fact:
        """Hand it on; where it changes sides, whoever was to accept it no longer is."""
        if self.owner_side and self.owner_side is not by.side:
            raise NotAllowed(f"the {self.owner_side}'s side, who own {self.ref},")
        if not self.live:
            raise Said(f"{self.ref} is {self.status}; its owner no longer changes.")
        keeps = owner.side is self.owner_side
        return self.change(
            facts.OwnerSet,
            by=by,
            at=at,
            owner=owner.person,
            owner_side=owner.side,
            owner_words="",
            acceptor=self.acceptor if keeps else None,
        )

    def _move(
        self,
        to: Status,
        kind: type[Fact],
        *,
        by: Member | None,
        at: datetime,
        note: str = "",
        **more: object,
    ) -> Fact:
        status = step(self.ref, self.status, to)
        return self.change(kind, by=by, at=at, note=note, status=status, **more)

    def _owned(self, by: Member) -> None:
        if self.owner_side is None:
            raise NeedsOwner(self.ref)
        if by.side is not self.owner_side:
            raise NotAllowed(f"the {self.owner_side}'s side, who own {self.ref},")

    def _noted(self, percent: int, note: str, *, by: Member, at: datetime) -> Fact:
        """A word on how it goes where the share itself stands as it was."""
        same = {"progress": (percent, percent)}
        return self.say(facts.ActionProgressed, by=by, at=at, note=note, changes=same)

    def _judged(self, by: Member) -> None:
        if self.accepting_side is None:
            raise NeedsOwner(self.ref)
        if by.side is not self.accepting_side:
            raise NotAllowed(
                f"the {self.accepting_side}'s side, who did not do the work,"
            )
        if by.person != self.acceptor and not by.may(May.LEAD):
            raise NotAllowed(f"a lead of the {by.side}, or whoever {self.ref} names,")
