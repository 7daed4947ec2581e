"""What asks a party to sign; once that is answered, only what was said."""

from bot.message import Button, Message
from bot.window import PlanView
from domain.fact import Fact
from domain.plan import NOT_THE_CONTRACT, PlanProposed, Status
from domain.visibility import Side

ASKS = (PlanProposed,)


def asking_card(view: PlanView, asked: Fact) -> Message:
    """As both parties read it; *asked* is the fact that somebody signed first."""
    plan, side = view.plan_row, Side(asked.side or Side.CUSTOMER)
    ours, theirs = view.party(side).name, view.party(side.other).name
    who = view.name(asked.by)
    says = f"{who} signed {plan.key} for {ours}."
    then = f"It is in force when {theirs} has read and signed the same text."
    then = f"{then} {NOT_THE_CONTRACT}"
    if plan.status is not Status.PROPOSED:
        return Message(text=says)
    buttons = (
        Button("Read and sign", f"{plan.key} sign", style="primary"),
        Button("Decline…", f"{plan.key} decline"),
    )
    return Message(text=f"{says} {then}", buttons=buttons, tone="warn")
