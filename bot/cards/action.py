"""The card of an action."""

from collections.abc import Iterator, Mapping

from bot.cards.parts import PRIVATE, Tone, day, details, holder, press
from bot.message import Button, Message
from bot.window import PlanView
from domain.action import Action, Status
from domain.member import May, Member

TONES: Mapping[Status, Tone] = {
    Status.BLOCKED: "bad",
    Status.DONE: "warn",
    Status.ACCEPTED: "good",
    Status.NO_OBJECTION: "good",
}


SKIPPED = "Before this one {went} by without an action."


def action_card(
    action: Action, view: PlanView, member: Member | None = None
) -> Message:
    return Message(
        title=f"{action.ref} {action.title}",
        text=_says(action),
        details=details(
            ("Status", _status(action)),
            ("Owner", _owner(action, view)),
            ("Goes to", _goes(action, view)),
            ("Due", _due(action)),
            ("Comes back", _again(action)),
            ("Next one", action.followed_by),
            ("Accepts", _acceptor(action, view)),
            ("For", action.objective),
            ("From", action.source),
        ),
        buttons=tuple(_buttons(action, view, member)),
        ref=action.ref,
        tone=TONES.get(action.status, "plain"),
    )


def _says(action: Action) -> str:
    said = [PRIVATE] if action.audience.private else []
    if action.status is Status.BLOCKED:
        said.append(f"Blocked: {action.blocked_why}.")
    if action.status is Status.DONE and action.done_note:
        said.append(f"“{action.done_note}”")
    if action.skipped and action.recurs:
        said.append(SKIPPED.format(went=_went(action.skipped)))
    return " ".join(said)


def _went(skipped: int) -> str:
    return "1 date went" if skipped == 1 else f"{skipped} dates went"


def _again(action: Action) -> str:
    if action.turn is None or not action.recurs:
        return ""
    return f"{action.rule}, next {day(action.turn_after(action.turn))}"


def _status(action: Action) -> str:
    share = f", {action.progress}%" if action.live and action.progress else ""
    return f"{action.status}{share}"


def _due(action: Action) -> str:
    past = " (past when it was imported)" if action.past_on_import else ""
    return f"{day(action.due)}{past}" or action.due_words or "no date yet"


def _owner(action: Action, view: PlanView) -> str:
    if action.owner:
        return f"{holder(view, action.owner)} ({action.owner_side})"
    return (
        f"nobody yet (“{action.owner_words}”)" if action.owner_words else "nobody yet"
    )


def _goes(action: Action, view: PlanView) -> str:
    """To whom and when, where its owner hands over what they have open."""
    owner = view.member(action.owner) if action.owner and action.live else None
    if owner is None or owner.hands_to is None:
        return ""
    return f"{view.name(owner.hands_to)} on {day(owner.hands_on)}"


def _acceptor(action: Action, view: PlanView) -> str:
    if action.acceptor:
        return holder(view, action.acceptor)
    return f"a lead of the {action.accepting_side}" if action.accepting_side else ""


def _buttons(action: Action, view: PlanView, member: Member | None) -> Iterator[Button]:
    if _owns(action, member):
        if action.status is Status.OPEN:
            yield press(view, action, "start", "Start")
        if action.live:
            yield press(view, action, "done", "Done", style="primary")
        if action.status is Status.BLOCKED:
            yield press(view, action, "unblock", "No longer blocked")
        elif action.live:
            yield press(view, action, "block", "Blocked…")
    if action.status is Status.DONE and _judges(action, member):
        yield press(view, action, "accept", "Accept", style="primary")
        yield press(view, action, "send back", "Send back…")


def _owns(action: Action, member: Member | None) -> bool:
    if member is None:
        return action.owner_side is not None
    return member.side is action.owner_side and member.may(May.WORK)


def _judges(action: Action, member: Member | None) -> bool:
    if member is None:
        return True
    named = member.person == action.acceptor or member.may(May.LEAD)
    return member.side is action.accepting_side and named
