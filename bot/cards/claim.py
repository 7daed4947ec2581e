"""The card on which a lead says whether somebody leads for the other party."""

from bot.message import Button, Entry, Message
from bot.window import PlanView
from domain.member import Member, Standing
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


def confirm_entry(view: PlanView, member: Member) -> Entry:
    """Somebody who waits for a lead's word, as one line of a list."""
    name, party = view.name(member.person), view.party(member.side).name
    if member.standing is Standing.CLAIMED:
        says = f"{name} says they lead for {party}"
        return Entry(says, buttons=answers(view, member.person))
    key, who = view.plan_row.key, f"<@p:{member.person}>"
    buttons = (
        Button("Add them", f"{key} confirm {who}", style="primary"),
        Button("Don't", f"{key} not them {who}"),
    )
    return Entry(f"{name} was named and is not in the plan yet", buttons=buttons)


def organisation_line(checked: str) -> str:
    return VERIFIED.format(organisation=checked) if checked else UNVERIFIED


def answers(view: PlanView, person: str) -> tuple[Button, Button]:
    key = view.plan_row.key
    return (
        Button("That's them", f"{key} confirm <@p:{person}>", style="primary"),
        Button("Not them", f"{key} not them <@p:{person}>"),
    )
