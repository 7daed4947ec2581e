"""The card of a change request: what would change, who asks, whose word it needs."""

from collections.abc import Iterator, Mapping

from bot.cards.parts import Tone, details, press
from bot.message import Button, Detail, Message
from bot.values import named, shown
from bot.window import PlanView
from bot.words.refs import ref_of
from domain.change import Change, Status
from domain.ladder import TIMED, Ladder, Severity
from domain.member import May, Member
from domain.plan import NOT_THE_CONTRACT

LABELS = {"status": "Change"}  # the request has a status of its own
TONES: Mapping[Status, Tone] = {Status.WAITING: "warn", Status.SIGNED: "good"}


def change_card(
    change: Change, view: PlanView, member: Member | None = None
) -> Message:
    waits = change.waits_for and f"waits for {view.party(change.waits_for).name}"
    return Message(
        title=f"{change.ref} {change.title}",
        text=NOT_THE_CONTRACT,
        details=(
            Detail("Status", waits or str(change.status)),
            *asked(change, view),
            *details(("Signed by", view.name(change.signed_by))),
        ),
        buttons=tuple(_buttons(change, view, member)),
        ref=change.ref,
        tone=TONES.get(change.status, "plain"),
    )


def asked(change: Change, view: PlanView) -> Iterator[Detail]:
    """What it is about, each value before and after, why, and who asks."""
    if ref_of(change.about):
        about = view.find(change.about)
        yield Detail("About", f"{about.ref} {about.title}")
    for field, (before, after) in change.changes.items():
        if field == "ladder":
            yield from _rungs(str(before or ""), str(after))
            continue
        words = f"{shown(field, before, view)} → {shown(field, after, view)}"
        yield Detail(LABELS.get(field, named(field).capitalize()), words)
    if not change.changes:
        yield Detail("Asked", change.line)
    yield Detail("Why", change.why or "no reason given")
    party = view.party(change.asked_side).name
    yield Detail("Asked by", f"{view.name(change.created_by)} ({party})")


def _rungs(before: str, after: str) -> Iterator[Detail]:
    """Each severity and tier whose working days would be others."""
    was, will = Ladder.read(before), Ladder.read(after)
    for severity in Severity:
        for tier in TIMED:
            old, new = was.days(severity, tier), will.days(severity, tier)
            if old != new:
                label = f"{severity} on the {tier} tier".capitalize()
                yield Detail(label, f"{old} → {new} working days")


def waits(view: PlanView, about: str) -> str:
    """`CR-1 waits`: the change requests about an item that nobody has answered."""
    found = view.all(Change, status=Status.WAITING)
    refs = [c.ref for c in found if c.about == about and not c.settled]
    if not refs:
        return ""
    return f"{', '.join(refs)} {'waits' if len(refs) == 1 else 'wait'}"


def _buttons(change: Change, view: PlanView, member: Member | None) -> Iterator[Button]:
    if change.settled or (member and not member.may(May.LEAD)):
        return
    if member is None or member.side is not change.asked_side:
        yield press(view, change, "sign", "Read and sign", style="primary")
        yield press(view, change, "reject", "Reject…")
    if member is None or member.side is change.asked_side:
        yield press(view, change, "withdraw", "Withdraw")
