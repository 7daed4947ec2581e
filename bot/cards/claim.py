"""The card on which a lead says whether somebody leads for the other party."""

from bot.message import Button, Entry, Message
from bot.window import PlanView
from domain.member import Member
from domain.person import Person

VERIFIED = "The platform verified that they are of {organisation}."
UNVERIFIED = (
    "They gave your one-time code as a guest: organisation not verified. Confirm them"
    " only if you know who this is."
)


def claim_card(view: PlanView, who: Person, member: Member, checked: str) -> Message:
    """*checked* is the name of the organisation the platform verified, if it did."""
    party = view.party(member.side).name
    says = f"{who.name} says they lead for {party}."
    return Message(
        title=f"{view.plan_row.key} {view.plan_row.title}",
        text=f"{says} {organisation_line(checked)}",
        buttons=answers(view, member.person),
        tone="plain" if checked else "warn",
    )


def claim_entry(view: PlanView, who: Person, member: Member) -> Entry:
    """The same as one line of a list."""
    party = view.party(member.side).name
    text = f"{who.name} says they lead for {party}"
    return Entry(text, buttons=answers(view, member.person))


def organisation_line(checked: str) -> str:
    return VERIFIED.format(organisation=checked) if checked else UNVERIFIED


def answers(view: PlanView, person: str) -> tuple[Button, Button]:
    key = view.plan_row.key
    return (
        Button("That's them", f"{key} confirm <@p:{person}>", style="primary"),
        Button("Not them", f"{key} not them <@p:{person}>"),
    )
