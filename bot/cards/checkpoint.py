"""The card of a checkpoint."""

from collections.abc import Iterator, Mapping

from bot.cards.parts import Tone, details, holder, press
from bot.cards.series import when
from bot.message import Button, Entry, Message, Section
from bot.reviews.people import read
from bot.window import PlanView
from domain.checkpoint import Checkpoint, Status
from domain.member import May, Member
from domain.visibility import Side

MOST = 20  # lines of minutes on the card; whoever asks for it alone reads all
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
    return _card(checkpoint, view, member, MOST)


def whole_card(
    checkpoint: Checkpoint, view: PlanView, member: Member | None = None
) -> Message:
    """The card with all of its minutes, as whoever answers them must read them."""
    return _card(checkpoint, view, member, None)


def _card(
    checkpoint: Checkpoint, view: PlanView, member: Member | None, most: int | None
) -> Message:
    lines = read(checkpoint.minutes, view).splitlines()
    cut = most is not None and len(lines) > most
    disputed = checkpoint.status is Status.DISPUTED
    return Message(
        title=f"{checkpoint.ref} {checkpoint.title}",
        text=f"Disputed: {checkpoint.disputed_why}." if disputed else "",
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
        sections=_minutes(checkpoint, view, lines, most if cut else None),
        buttons=tuple(_buttons(checkpoint, view, member, cut=cut)),
        ref=checkpoint.ref,
        tone=TONES.get(checkpoint.status, "plain"),
    )


def minutes_of(checkpoint: Checkpoint) -> str:
    """The name of the card by which the room reads the minutes when they are taken."""
    return f"{checkpoint.ref}-minutes"


def attendance(checkpoint: Checkpoint, view: PlanView) -> Iterator[tuple[str, str]]:
    """Who was there of each party, and whether that is as many as were wanted."""
    if not (checkpoint.present or checkpoint.quorum):
        return
    sides = {m.person: m.side for m in view.members(person=checkpoint.present)}
    names = view.names(checkpoint.present)
    for party in view.parties():
        came = [names[p] for p in checkpoint.present if sides.get(p) is party.side]
        yield f"There for {party.name}", _came(came, checkpoint.quorum)


def _minutes(
    checkpoint: Checkpoint, view: PlanView, lines: list[str], most: int | None
) -> tuple[Section, ...]:
    """Its minutes; where they are cut, how many lines more, and a way to read them."""
    shown = [Entry(line) for line in lines[:most]]
    if more := len(lines) - len(shown):
        words = f"and {more} more {'line' if more == 1 else 'lines'}"
        shown.append(Entry(words, "", (_all(checkpoint, view),)))
    return (Section("Minutes", tuple(shown)),) if shown else ()


def _all(checkpoint: Checkpoint, view: PlanView, label: str = "Read all") -> Button:
    return Button(label, f"{view.plan_row.key} {checkpoint.ref}", style="primary")


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
    checkpoint: Checkpoint, view: PlanView, member: Member | None, *, cut: bool
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
    if (side := checkpoint.to_put_right) and runs and _of(side, member):
        yield press(view, checkpoint, "minutes", "Put them right…", style="primary")
    if checkpoint.unanswered and _judges(checkpoint, member):
        if cut:
            yield _all(checkpoint, view, "Read and agree")
        else:
            yield press(view, checkpoint, "agree", "Agree the minutes", style="primary")
        yield press(view, checkpoint, "dispute", "Dispute…")


def _judges(checkpoint: Checkpoint, member: Member | None) -> bool:
    theirs = _of(checkpoint.accepting_side, member)
    return member is None or (theirs and member.may(May.LEAD))


def _of(side: Side | None, member: Member | None) -> bool:
    """Whether *member* is of *side*; in a room, where nobody is named, somebody is."""
    return member is None or member.side is side
