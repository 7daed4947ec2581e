"""The cards of a plan: its draft for the other party, the whole of it, its status."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from bot.cards.parts import day, details
from bot.cards.series import when
from bot.counted import counted
from bot.gaps import active, gaps, milestones_of, objectives_of, seat_gaps
from bot.message import Button, Detail, Entry, Message, Section
from bot.window import PlanView
from domain import change
from domain.action import LIVE, Action
from domain.change import Change
from domain.checkpoint import AHEAD, Checkpoint
from domain.issue import LIVE as LIVE_ISSUES
from domain.issue import Issue
from domain.member import Member, Role
from domain.milestone import Milestone
from domain.note import View
from domain.party import Party
from domain.plan import NOT_THE_CONTRACT, Status
from domain.visibility import Audience, Side

LONGEST_LABEL = 75  # of a button, on the narrowest platform
INVITES = (
    "{inviting} asks {invited} to agree here what both do together: objectives worth"
    " something to each side, who does what by when, and what is in the way. It costs"
    " {invited} nothing and there is nothing to install: press a button, or write to"
    " @Jointly in this room. Nothing is agreed until you sign off."
)
RUNS = "{operator} runs this Jointly and keeps its database."
READS = (
    "Both parties and everybody in this room read what is joint. What a party marks"
    " private, only its own people read through Jointly. {operator} can read"
    " everything. For a public body, what is recorded may fall under freedom of"
    " information."
)
SOMEBODY = "Whoever set it up"
TONES: Mapping[Status, Literal["plain", "good", "warn", "bad"]] = {
    Status.IN_FORCE: "good",
    Status.PROPOSED: "warn",
    Status.PAUSED: "warn",
}


def draft_card(view: PlanView, inviting: Side, operator: str) -> Message:
    """What the other party reads first, with the buttons by which they join."""
    plan, invited = view.plan_row, view.party(inviting.other).name
    names = {"inviting": view.party(inviting).name, "invited": invited}
    operator = operator or SOMEBODY
    return Message(
        title=f"{plan.key} {plan.title}: a draft",
        text=f"{INVITES.format(**names)} {NOT_THE_CONTRACT}",
        details=details(
            *((f"The {party.side}", party.name) for party in view.parties()),
            ("Contract", plan.contract),
            ("Who runs it", RUNS.format(operator=operator)),
            ("Who can read what", READS.format(operator=operator)),
        ),
        buttons=(
            Button(
                f"I lead for {invited}"[:LONGEST_LABEL],
                f"{plan.key} join",
                style="primary",
            ),
            Button("Someone else does", f"{plan.key} help join"),
        ),
    )


def plan_card(view: PlanView, today: date | None) -> Message:
    """The plan as both parties may read it.

    Without *today* it is the card that stands in a room: it leaves out what changes
    with every action and every day, so that what it shows stays true.
    """
    view = view.as_read_by(Audience.JOINT)
    plan = view.plan_row
    ended = plan.status is Status.CLOSED
    lacks = () if ended else tuple(Entry(line) for line in gaps(view))
    return Message(
        title=f"{plan.key} {plan.title}",
        text=NOT_THE_CONTRACT,
        details=details(
            ("Status", standing(view)),
            *_parties(view),
            ("Contract", plan.contract),
            ("In it", _counts(view, today)),
            ("Next milestone", next_milestone(view)),
            ("Next checkpoint", next_checkpoint(view)),
        )
        + colours(view, today),
        sections=(Section("Still missing", lacks),) if lacks else (),
        buttons=tuple(_buttons(view)),
        tone=TONES.get(plan.status, "plain"),
    )


def standing(view: PlanView) -> str:
    """The status in words, with whose word it waits for."""
    plan = view.plan_row
    if plan.status is not Status.PROPOSED:
        return str(plan.status)
    signed = next(side for side in Side if plan.signature(side))
    waits = view.party(signed.other).name
    return f"signed by {view.party(signed).name}; waits for {waits}"


def next_milestone(view: PlanView) -> str:
    """The next one that is still to come; a closed plan has none."""
    if view.plan_row.status is Status.CLOSED:
        return ""
    open_ = [found for found in milestones_of(view) if not found.settled]
    first: Milestone | None = min(open_, key=lambda m: (m.due, m.number), default=None)
    return f"{first.ref} {first.title}, {day(first.due)}" if first else ""


def next_checkpoint(view: PlanView) -> str:
    """The one that is held next; a closed plan has none."""
    if view.plan_row.status is Status.CLOSED:
        return ""
    found = view.all(Checkpoint, status=tuple(AHEAD))
    ahead = [each for each in found if each.status in AHEAD]
    first = min(ahead, key=lambda each: (each.starts, each.number), default=None)
    return f"{first.ref} {first.title}, {when(first)}" if first else ""


def colours(view: PlanView, today: date | None) -> tuple[Detail, ...]:
    """How each party sees the plan, where it has said so."""
    latest = {given.side: given for given in view.views()}
    return details(
        *(
            (f"How {party.name} sees it", _colour(latest[party.side], today))
            for party in view.parties()
            if party.side in latest
        )
    )


def _colour(given: View, today: date | None) -> str:
    said = given.at.date()
    old = ((today or said) - said).days > View.STALE_AFTER
    return f"{given.colour}: {given.why} ({day(said)}{', long ago' if old else ''})"


def _parties(view: PlanView) -> Iterator[tuple[str, str]]:
    leads = [m for m in active(view) if m.role is Role.LEAD]
    names = view.names([lead.person for lead in leads])
    for party in view.parties():
        led = sorted(names[m.person] for m in leads if m.side is party.side)
        yield f"The {party.side}", f"{party.name}{_led(party, led)}"


def _led(party: Party, names: Iterable[str]) -> str:
    who = ", ".join(names)
    if not who:
        return "; nobody leads for it yet"
    checked = "" if party.verified else "; organisation not verified"
    return f"; lead: {who}{checked}"


def _counts(view: PlanView, today: date | None) -> str:
    objectives = _several(len(objectives_of(view)), "objective")
    milestones = _several(len(milestones_of(view)), "milestone")
    actions = [_open(view, today)] if today else []
    waits = _to_sign(view)
    asks = [f"{_several(waits, 'change request')} to sign"] if waits else []
    return " · ".join((objectives, milestones, *actions, *asks))


def _several(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{counted(n)} {noun}s"


def _to_sign(view: PlanView) -> int:
    """How many change requests wait for a signature."""
    asked = view.all(Change, status=change.Status.WAITING)
    return sum(not found.settled for found in asked)


def _buttons(view: PlanView) -> Iterator[Button]:
    plan = view.plan_row
    if plan.drafting or _to_sign(view):
        yield Button("Read and sign", f"{plan.key} sign", style="primary")
    yield Button("What waits for me", plan.key)


def status_card(view: PlanView, member: Member, asked: int, today: date) -> Message:
    """How it stands for *member*, in a few lines; *asked* things wait for them."""
    plan = view.plan_row
    return Message(
        title=f"{plan.key} {plan.title}",
        details=details(
            ("Status", standing(view)),
            ("Yours", _open(view, today, owner=member.person)),
            ("Waits for you", str(asked) if asked else "nothing"),
            ("All", _open(view, today)),
            ("Next milestone", next_milestone(view)),
            ("Next checkpoint", next_checkpoint(view)),
            ("In the way", _in_the_way(view)),
            ("Empty seats", _empty_seats(view)),
        )
        + colours(view, today),
        buttons=(
            Button("What waits for me", plan.key),
            Button("Show the plan", f"{plan.key} show"),
        ),
        tone=TONES.get(plan.status, "plain"),
    )


def _in_the_way(view: PlanView) -> str:
    """How many issues are not settled."""
    n = view.count(Issue, status=tuple(LIVE_ISSUES))
    return _several(n, "open issue") if n else ""


def _empty_seats(view: PlanView) -> str:
    """What is said in setup, once more: never as a nag, always where one looks."""
    if view.plan_row.status is Status.CLOSED:
        return ""
    members = active(view)
    return " ".join(line for p in view.parties() for line in seat_gaps(p, members))


def _open(view: PlanView, today: date, **whose: str) -> str:
    """How many actions are open, and how many of them late."""
    asked = {"status": tuple(LIVE), **whose}
    late = view.count(Action, due_before=today, **asked)
    said = _several(view.count(Action, **asked), "open action")
    return f"{said}, {counted(late)} late" if late else said
