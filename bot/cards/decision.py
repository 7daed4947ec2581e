"""The card of a decision."""

from collections.abc import Iterator

from bot.cards.parts import PRIVATE, details, press
from bot.message import Button, Message
from bot.window import PlanView
from domain.decision import Decision, Status
from domain.member import May, Member


def decision_card(
    decision: Decision, view: PlanView, member: Member | None = None
) -> Message:
    waits = f"waits for the {decision.waits_for}" if decision.waits_for else ""
    return Message(
        title=f"{decision.ref} {decision.title}",
        text=PRIVATE if decision.audience.private else "",
        details=details(
            ("Status", waits or str(decision.status)),
            ("Written down by", f"{view.name(decision.created_by)}"),
            ("Agreed by", view.name(decision.agreed_by)),
            ("Supersedes", decision.supersedes),
        ),
        buttons=tuple(_buttons(decision, view, member)),
        ref=decision.ref,
        tone="good" if decision.status is Status.AGREED else "plain",
    )


def _buttons(
    decision: Decision, view: PlanView, member: Member | None
) -> Iterator[Button]:
    if not decision.waits_for:
        return
    if member is None or (member.side is decision.waits_for and member.may(May.LEAD)):
        yield press(view, decision, "agree", "Agree", style="primary")
        yield press(view, decision, "decline", "Decline…")
