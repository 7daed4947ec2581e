"""What asks a party to sign; once that is answered, only what was said."""

from bot.message import Button, Message
from bot.window import PlanView
from domain.fact import Fact
from domain.plan import NOT_THE_CONTRACT, ClosureAsked, PlanProposed, Status
from domain.visibility import Side

ASKS = (PlanProposed, ClosureAsked)


def asking_card(view: PlanView, asked: Fact) -> Message:
    """As both parties read it; *asked* is the fact that somebody signed first."""
    plan, side = view.plan_row, Side(asked.side or Side.CUSTOMER)
    ours, theirs = view.party(side).name, view.party(side.other).name
    who = view.name(asked.by)
    if isinstance(asked, ClosureAsked):
        says = f"{who} of {ours} asks to close {plan.key}: {asked.note}."
        then = f"It closes when {theirs} signs."
        waits = bool(plan.closing_side)
    else:
        says = f"{who} signed {plan.key} for {ours}."
        then = f"It is in force when {theirs} has read and signed the same text."
        then = f"{then} {NOT_THE_CONTRACT}"
        waits = plan.status is Status.PROPOSED
    if not waits:
        return Message(text=says)
    buttons = (
        Button("Read and sign", f"{plan.key} sign", style="primary"),
        Button("Decline…", f"{plan.key} decline"),
    )
    return Message(text=f"{says} {then}", buttons=buttons, tone="warn")
