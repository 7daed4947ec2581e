"""What waits for somebody's word: for the digest, `waiting` and the first card."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.window import PlanView
from domain import action, change, decision, milestone, objective
from domain.action import Action
from domain.baseline import Agreed
from domain.change import Change
from domain.checkpoint import AHEAD, Checkpoint
from domain.checkpoint import Status as CheckpointStatus
from domain.decision import Decision
from domain.issue import LIVE, Issue
from domain.issue_status import Status as IssueStatus
from domain.item import Item
from domain.member import May, Member
from domain.milestone import Milestone
from domain.objective import Objective
from domain.plan import PlanProposed
from domain.plan import Status as PlanStatus
from domain.seat import Seats
from domain.series import Series
from domain.visibility import Side

SAYS = {"minutes": "write the minutes"}  # a word that is no verb
RIGHT = "put the minutes right"
SIGN = "sign"


@dataclass(frozen=True)
class Waiting:
    """*item* waits for *side* (for one person, where it names one) since a moment."""

    item: Item
    side: Side
    asks: str
    since: datetime
    person: str | None = None
    others: frozenset[str] = frozenset()  # who may give it as well
    words: str = ""

    @property
    def says(self) -> str:
        """What is waited for, after `to`."""
        return self.words or SAYS.get(self.asks, self.asks)

    def for_member(self, member: Member) -> bool:
        """Whether *member* may give the word; a lead may where nobody is named."""
        if self.side is not member.side:
            return False
        named = member.person == self.person or member.person in self.others
        return named or member.may(May.LEAD)


def waiting(view: PlanView) -> list[Waiting]:
    """Everything in the window that waits for a word, longest first; none if closed."""
    if view.plan_row.status is PlanStatus.CLOSED:
        return []
    return sorted(_all(view), key=lambda found: found.since)


def signature_wanted(view: PlanView, member: Member) -> bool:
    """Whether the plan waits for this lead's signature."""
    plan = view.plan_row
    if not member.may(May.LEAD):
        return False
    return plan.status is PlanStatus.PROPOSED and not plan.signature(member.side)


def signature_asked(view: PlanView) -> datetime:
    """Since when the plan waits for the other party's signature."""
    told = [found.fact for found in view.facts(ref=view.plan_row.ref)]
    asked = [fact.at for fact in told if isinstance(fact, PlanProposed)]
    return max(asked, default=view.plan_row.created_at)


def _all(view: PlanView) -> Iterator[Waiting]:
    yield from _done(view)
    yield from _claimed(view)
    yield from _proposed(view)
    yield from _met(view)
    yield from _to_sign(view)
    yield from _in_the_way(view)


def _done(view: PlanView) -> Iterator[Waiting]:
    for done in view.all(Action, status=action.Status.DONE):
        if (side := done.accepting_side) and done.done_at:
            yield Waiting(done, side, "accept", done.done_at, done.acceptor)


def _claimed(view: PlanView) -> Iterator[Waiting]:
    for how in view.all(Milestone, status=milestone.Status.CLAIMED):
        if (side := how.accepting_side) and how.claimed_at:
            yield Waiting(how, side, "accept", how.claimed_at, how.acceptor)
    for met in view.all(Objective, status=objective.Status.CLAIMED):
        if (side := met.accepting_side) and met.claimed_at:
            yield Waiting(met, side, "accept", met.claimed_at)


def _proposed(view: PlanView) -> Iterator[Waiting]:
    found: list[Objective | Milestone | Series | Decision] = [
        *view.all(Objective, agreed=Agreed.PROPOSED),
        *view.all(Milestone, agreed=Agreed.PROPOSED),
        *view.all(Series, agreed=Agreed.PROPOSED),
        *view.all(Decision, status=decision.Status.PROPOSED),
    ]
    for item in found:
        if side := item.waits_for:
            yield Waiting(item, side, "agree", item.created_at)


def _met(view: PlanView) -> Iterator[Waiting]:
    """Minutes to agree or to put right, and checkpoints nobody said a word about."""
    unsettled = (*AHEAD, CheckpointStatus.ENDED, CheckpointStatus.DISPUTED)
    for met in view.all(Checkpoint, status=unsettled):
        if met.unanswered and (side := met.accepting_side) and met.written_at:
            yield Waiting(met, side, "agree", met.written_at)
        elif (side := met.to_put_right) and met.written_at:
            yield Waiting(met, side, "minutes", met.written_at, met.chair, words=RIGHT)
        elif met.asked_at and met.status in AHEAD:
            chair = view.member(met.chair) if met.chair else None
            for side in (chair.side,) if chair else Side:
                yield Waiting(met, side, "minutes", met.asked_at, met.chair)


def _to_sign(view: PlanView) -> Iterator[Waiting]:
    for asked in view.all(Change, status=change.Status.WAITING):
        if side := asked.waits_for:
            yield Waiting(asked, side, SIGN, asked.created_at)


def _in_the_way(view: PlanView) -> Iterator[Waiting]:
    """Issues that wait to be acknowledged, accepted, or agreed about."""
    found = view.all(Issue, status=(*LIVE, IssueStatus.RESOLVED))
    seats = Seats(view.members()) if found else Seats(())
    for issue in found:
        sides = issue.sides
        held = (seats.hears(side, issue.tier, sides) for side in sides)
        others = frozenset(person for people in held for person in people)
        if issue.unanswered and (side := issue.accepting_side) and issue.resolved_at:
            raised = issue.created_by
            yield Waiting(issue, side, "accept", issue.resolved_at, raised, others)
        if (asked := issue.waits_for) and issue.asked_at:
            yield Waiting(issue, asked, "agree", issue.asked_at, None, others)
        waits = issue.status is IssueStatus.OPEN and asked is not issue.owner_side
        if waits and issue.window_from:
            owner, since = issue.owner, issue.window_from
            yield Waiting(issue, issue.owner_side, "acknowledge", since, owner, others)
