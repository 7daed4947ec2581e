"""The card of a checkpoint."""

from collections.abc import Iterator, Mapping

from bot.cards.parts import Tone, details, holder, press
from bot.cards.series import when
from bot.message import Button, Entry, Message, Section
from bot.reviews.people import read
from bot.window import PlanView
from domain.checkpoint import Checkpoint, Status
from domain.member import May, Member

MOST = 20  # lines of minutes on the card: `history` and exports have all
TONES: Mapping[Status, Tone] = {
    Status.ENDED: "warn",
    Status.AGREED: "good",
    Status.NO_OBJECTION: "good",
    Status.DISPUTED: "bad",
    Status.MISSED: "bad",
}


def checkpoint_card(
    checkpoint: Checkpoint, view: PlanView, member: Member | None = None
) -> Message:
    return Message(
        title=f"{checkpoint.ref} {checkpoint.title}",
        text=f"Disputed: {checkpoint.disputed_why}." if checkpoint.disputed_why else "",
        details=details(
            ("Status", _status(checkpoint)),
            ("When", when(checkpoint)),
            ("Series", checkpoint.series),
            ("Kind", str(checkpoint.kind)),
            ("Tier", checkpoint.tier or ""),
            ("Chair", holder(view, checkpoint.chair) if checkpoint.chair else ""),
            *attendance(checkpoint, view),
            ("Agreed by", view.name(checkpoint.agreed_by)),
        ),
        sections=minutes(checkpoint, view),
        buttons=tuple(_buttons(checkpoint, view, member)),
        ref=checkpoint.ref,
        tone=TONES.get(checkpoint.status, "plain"),
    )


def attendance(checkpoint: Checkpoint, view: PlanView) -> Iterator[tuple[str, str]]:
    """Who was there of each party, and whether that is as many as were wanted."""
    if not (checkpoint.present or checkpoint.quorum):
        return
    sides = {m.person: m.side for m in view.members(person=checkpoint.present)}
    names = view.names(checkpoint.present)
    for party in view.parties():
        came = [names[p] for p in checkpoint.present if sides.get(p) is party.side]
        yield f"There for {party.name}", _came(came, checkpoint.quorum)


def minutes(checkpoint: Checkpoint, view: PlanView) -> tuple[Section, ...]:
    """Its minutes, as many lines as a card holds."""
    lines = read(checkpoint.minutes, view).splitlines()
    if not lines:
        return ()
    shown = [Entry(line) for line in lines[:MOST]]
    if more := len(lines) - len(shown):
        shown.append(Entry(f"and {more} more {'line' if more == 1 else 'lines'}"))
    return (Section("Minutes", tuple(shown)),)


def _came(came: list[str], quorum: int) -> str:
    who = ", ".join(came) or "nobody yet"
    if not quorum:
        return who
    return f"{who} (quorum of {quorum} {'met' if len(came) >= quorum else 'not met'})"


def _status(checkpoint: Checkpoint) -> str:
    if checkpoint.unanswered:
        return f"{checkpoint.status} by the {checkpoint.accepting_side}"
    return str(checkpoint.status)


def _buttons(
    checkpoint: Checkpoint, view: PlanView, member: Member | None
) -> Iterator[Button]:
    runs = member is None or member.may(May.LEAD) or member.person == checkpoint.chair
    if checkpoint.status is Status.SCHEDULED:
        if runs:
            yield press(view, checkpoint, "start", "Start", style="primary")
        yield press(view, checkpoint, "agenda", "Agenda")
    if checkpoint.status is Status.RUNNING:
        yield press(view, checkpoint, "agenda", "Agenda")
        if runs:
            yield press(view, checkpoint, "minutes", "Write in the minutes…")
            yield press(view, checkpoint, "end", "End", style="primary")
    if checkpoint.unanswered and _judges(checkpoint, member):
        yield press(view, checkpoint, "agree", "Agree the minutes", style="primary")
        yield press(view, checkpoint, "dispute", "Dispute…")


def _judges(checkpoint: Checkpoint, member: Member | None) -> bool:
    theirs = member and member.side is checkpoint.accepting_side
    return member is None or bool(theirs and member.may(May.LEAD))
