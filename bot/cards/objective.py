"""The card of an objective."""

from collections.abc import Iterator

from bot.cards.change import waits
from bot.cards.parts import PRIVATE, agreeing, day, details, press, standing
from bot.message import Button, Message
from bot.window import PlanView
from domain.member import May, Member
from domain.objective import Objective, Status


def objective_card(
    objective: Objective, view: PlanView, member: Member | None = None
) -> Message:
    customer, supplier = (party.name for party in view.parties())
    return Message(
        title=f"{objective.ref} {objective.title}",
        text=PRIVATE if objective.audience.private else "",
        details=details(
            ("Status", objective.state),
            ("Agreement", standing(objective)),
            ("Change", waits(view, objective.ref)),
            ("Kind", objective.kind or ""),
            (f"Worth to {customer}", objective.benefit_customer),
            (f"Worth to {supplier}", objective.benefit_supplier),
            ("Measured by", objective.measure),
            ("By", day(objective.due)),
            ("Evidence", objective.evidence),
        ),
        buttons=tuple(_buttons(objective, view, member)),
        ref=objective.ref,
        tone="good" if objective.status is Status.MET else "plain",
    )


def _buttons(
    objective: Objective, view: PlanView, member: Member | None
) -> Iterator[Button]:
    yield from agreeing(view, objective, member)
    if objective.status is not Status.CLAIMED:
        return
    if member is None or (
        member.side is objective.accepting_side and member.may(May.LEAD)
    ):
        yield press(view, objective, "accept", "Agree that it is met", style="primary")
        yield press(view, objective, "send back", "Not yet…")
