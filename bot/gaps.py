"""What a plan still lacks. The bot says it and never blocks."""

from collections.abc import Iterable, Iterator

from bot.window import PlanView
from domain import milestone, objective
from domain.action import Action
from domain.baseline import Agreed
from domain.checkpoint import Checkpoint
from domain.member import Member, Role, Tier
from domain.milestone import Milestone
from domain.objective import Objective
from domain.party import Party
from domain.series import Series
from domain.visibility import Audience

OUT = frozenset({objective.Status.CANCELLED, milestone.Status.CANCELLED})
SEATS = (Tier.TACTICAL, Tier.STRATEGIC)  # a lead holds the operational tier


def gaps(view: PlanView) -> list[str]:
    """Sentences, the most pressing first. Only joint things count."""
    joint = view.as_read_by(Audience.JOINT)
    members, parties = active(joint), joint.parties()
    people = [line for party in parties for line in _leads(party, members)]
    seats = [line for party in parties for line in seat_gaps(party, members)]
    holidays = [line for party in parties for line in _holidays(party)]
    return [*people, *_content(joint), *seats, *holidays]


def active(view: PlanView) -> list[Member]:
    """Everybody with a place now, also one given in this very line."""
    return [member for member in view.members() if member.active]


def objectives_of(view: PlanView) -> list[Objective]:
    """Those that were neither declined nor taken out."""
    return [found for found in view.all(Objective) if _stands(found)]


def milestones_of(view: PlanView) -> list[Milestone]:
    return [found for found in view.all(Milestone) if _stands(found)]


def _stands(item: Objective | Milestone) -> bool:
    return item.agreed is not Agreed.DECLINED and item.status not in OUT


def has_actions(view: PlanView) -> bool:
    """Whether any was ever added: numbers begin at one and are never given twice."""
    return bool(view.all(Action, number=1))


def has_checkpoints(view: PlanView) -> bool:
    """Whether both parties meet by a rule, or ever meant to meet."""
    rules = any(not series.settled for series in view.all(Series))
    return rules or bool(view.all(Checkpoint, number=1))


def _leads(party: Party, members: Iterable[Member]) -> Iterator[str]:
    leads = [m for m in members if m.side is party.side and m.role is Role.LEAD]
    if not leads:
        yield f"Nobody leads for {party.name} yet."
    elif len(leads) == 1:
        yield f"{party.name} has no second lead."


def _content(view: PlanView) -> Iterator[str]:
    objectives = objectives_of(view)
    if not objectives:
        yield "There is no objective yet."
    elif not any(o.benefit_customer and o.benefit_supplier for o in objectives):
        yield "No objective says what it is worth to both parties."
    if not has_actions(view):
        yield "There are no actions yet."
    if not milestones_of(view):
        yield "There is no milestone yet."
    if not has_checkpoints(view):
        yield "There are no checkpoints yet."


def seat_gaps(party: Party, members: Iterable[Member]) -> Iterator[str]:
    """The tiers of the ladder that nobody of *party* holds, in a sentence."""
    if empty := empty_tiers(party, members):
        yield f"{party.name}: nobody holds the {empty} tier."


def empty_tiers(party: Party, members: Iterable[Member]) -> str:
    """`tactical or the strategic`; nothing where both are held."""
    held = {m.tier for m in members if m.side is party.side}
    return " or the ".join(str(tier) for tier in SEATS if tier not in held)


def _holidays(party: Party) -> Iterator[str]:
    """A new party has England's, which are wrong elsewhere."""
    if party.holidays == Party.holidays and party.zone != Party.zone:
        yield (
            f"{party.name} works in {party.zone} with the holidays of {party.holidays}."
            f" A lead of theirs can say others: `calendar {party.side} holidays DE-BY`."
        )
