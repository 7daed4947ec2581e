"""The card of a milestone."""

from collections.abc import Iterator, Mapping

from bot.cards.change import waits
from bot.cards.parts import PRIVATE, Tone, agreeing, day, details, press, standing
from bot.message import Button, Message
from bot.window import PlanView
from domain.member import May, Member
from domain.milestone import Milestone, Status

TONES: Mapping[Status, Tone] = {
    Status.CLAIMED: "warn",
    Status.MET: "good",
    Status.PARTLY: "warn",
    Status.MISSED: "bad",
}


def milestone_card(
    milestone: Milestone, view: PlanView, member: Member | None = None
) -> Message:
    return Message(
        title=f"{milestone.ref} {milestone.title}",
        text=PRIVATE if milestone.audience.private else "",
        details=details(
            ("Status", _status(milestone)),
            ("Agreement", standing(milestone)),
            ("Change", waits(view, milestone.ref)),
            ("Due", day(milestone.due)),
            ("Accepts", view.name(milestone.acceptor)),
            ("Evidence", milestone.evidence),
        ),
        buttons=tuple(_buttons(milestone, view, member)),
        ref=milestone.ref,
        tone=TONES.get(milestone.status, "plain"),
    )


def _status(milestone: Milestone) -> str:
    if milestone.status is Status.CLAIMED:
        return (
            f"{milestone.claim}, says the {milestone.claimed_side}; awaits acceptance"
        )
    return milestone.state


def _buttons(
    milestone: Milestone, view: PlanView, member: Member | None
) -> Iterator[Button]:
    yield from agreeing(view, milestone, member)
    if milestone.status is Status.CLAIMED and _judges(milestone, member):
        yield press(view, milestone, "accept", "Accept", style="primary")
        yield press(view, milestone, "send back", "Send back…")


def _judges(milestone: Milestone, member: Member | None) -> bool:
    if member is None:
        return True
    named = member.person == milestone.acceptor or member.may(May.LEAD)
    return member.side is milestone.accepting_side and named
