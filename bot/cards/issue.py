"""The card of an issue: where it stands, who is on it, and where it goes next."""

from collections.abc import Iterator, Mapping

from bot.cards.parts import PRIVATE, Tone, day, details, holder, press
from bot.dates import say_day
from bot.message import Button, Entry, Message, Section
from bot.window import PlanView
from domain.issue import Issue, Status
from domain.issue_status import Ask
from domain.ladder import Severity
from domain.member import May, Member, Tier
from domain.moments import next_tier, on_top
from domain.seat import Seats
from domain.walltime import wall

TONES: Mapping[Status, Tone] = {
    Status.OPEN: "warn",
    Status.PAUSED: "warn",
    Status.DISPUTED: "bad",
    Status.RESOLVED: "warn",
    Status.ACCEPTED: "good",
    Status.NO_OBJECTION: "good",
}
ASKS: Mapping[Ask, str] = {
    Ask.BY: "{who} asks for time until {due}: {why}.",
    Ask.PAUSE: "{who} asks to pause it: {why}.",
    Ask.STEP_DOWN: "{who} asks to take it down a tier: {why}.",
    Ask.LOWER: "{who} asks to make it {severity}: {why}.",
}


def issue_card(issue: Issue, view: PlanView, member: Member | None = None) -> Message:
    seats = Seats(view.members())
    return Message(
        title=f"{issue.ref} {issue.title}",
        text=" ".join(filter(None, _says(issue, view, seats))),
        details=details(
            ("Status", str(issue.status)),
            ("Severity", str(issue.severity)),
            ("Tier", _tier(issue, view, seats)),
            ("Owner", _owner(issue, view)),
            ("Acknowledged by", _acknowledged(issue, view)),
            ("Agreed date", day(issue.due)),
            ("Waits for", _waits(issue, view)),
            ("Resolved", issue.resolution),
            ("About", issue.about),
        ),
        sections=(Section("Options", _options(issue)),) if issue.options else (),
        buttons=tuple(_buttons(issue, view, seats, member)),
        ref=issue.ref,
        tone=_tone(issue),
    )


def goes(issue: Issue, view: PlanView, seats: Seats) -> str:
    """`Goes to Ann and Ben Tue 3 Mar 14:00 unless resolved.`, or why it does not."""
    if not issue.running:
        return ""
    if view.plan_row.rests:
        return f"It rests while the plan is {view.plan_row.status}."
    tier = next_tier(issue, seats)
    if tier is None:
        top = on_top(issue, seats)
        return f"It climbs no further than the {issue.tier} tier." if top else NOBODY
    if (at := view.climbs(issue).get(issue.ref)) is None:
        return ""
    there = wall(at, view.plan_row.zone)
    when = f"{say_day(there.date()).rpartition(' ')[0]} {there:%H:%M}"
    people = [p for side in issue.sides for p in seats.hears(side, tier, issue.sides)]
    return f"Goes to {named(view, people)} {when} unless resolved."


NOBODY = "Nobody is named on a tier above, so it stays where it is."


def named(view: PlanView, people: list[str]) -> str:
    """`Ann, Ben and Cat`."""
    names = view.names(people)
    *first, last = [names[person] for person in dict.fromkeys(people)] or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last


def _says(issue: Issue, view: PlanView, seats: Seats) -> Iterator[str]:
    if issue.audience.private:
        yield PRIVATE
    if issue.stopped_why:
        yield f"{str(issue.status).capitalize()}: {issue.stopped_why}."
    if issue.asked and issue.asked_side:
        yield ASKS[issue.asked].format(
            who=view.party(issue.asked_side).name,
            due=day(issue.asked_due),
            severity=issue.asked_severity,
            why=issue.asked_why,
        )
    yield goes(issue, view, seats)


def _tier(issue: Issue, view: PlanView, seats: Seats) -> str:
    if not issue.live:
        return str(issue.tier)
    sides = issue.sides
    people = [p for side in sides for p in seats.hears(side, issue.tier, sides)]
    return f"{issue.tier} ({named(view, people)})"


def _owner(issue: Issue, view: PlanView) -> str:
    who = holder(view, issue.owner) if issue.owner else "nobody yet"
    return f"{who} ({issue.owner_side})"


def _acknowledged(issue: Issue, view: PlanView) -> str:
    if issue.acknowledged_by:
        return view.name(issue.acknowledged_by)
    return "nobody yet" if issue.status is Status.OPEN else ""


def _waits(issue: Issue, view: PlanView) -> str:
    side = issue.accepting_side if issue.unanswered else issue.waits_for
    word = "acceptance" if issue.unanswered else "agreement"
    return f"{view.party(side).name}, for {word}" if side else ""


def _options(issue: Issue) -> tuple[Entry, ...]:
    numbered = enumerate(issue.proposed, start=1)
    return tuple(Entry(f"{number}. {text}") for number, text in numbered)


def _tone(issue: Issue) -> Tone:
    urgent = issue.running and issue.severity is Severity.CRITICAL
    return "bad" if urgent else TONES.get(issue.status, "plain")


def _buttons(
    issue: Issue, view: PlanView, seats: Seats, member: Member | None
) -> Iterator[Button]:
    """Those that somebody may press; in a room, those that anybody there may."""
    ours = _May(issue, seats, member)
    if issue.status is Status.OPEN and ours.answers:
        yield press(view, issue, "ack", "I am on it", style="primary")
    if issue.still_asked_at and issue.running and ours.answers:
        yield press(view, issue, "ack", "Still on it", style="primary")
    if issue.asked and ours.agrees:
        yield press(view, issue, "agree", "Agree", style="primary")
        yield press(view, issue, "decline", "Decline…")
    if issue.live and ours.resolves:
        yield press(view, issue, "resolve", "Resolved…")
    if not issue.running and issue.live and ours.works:
        yield press(view, issue, "resume", "Resume")
    if issue.running and ours.works:
        yield press(view, issue, "propose", "Propose…")
        if next_tier(issue, seats):
            yield press(view, issue, "escalate", "Take it up…")
    if issue.unanswered and ours.accepts:
        yield press(view, issue, "accept", "Accept", style="primary")
        yield press(view, issue, "reopen", "Not resolved…")


class _May:
    """What one member may do with an issue; of nobody in particular, everything."""

    def __init__(self, issue: Issue, seats: Seats, member: Member | None) -> None:
        self._all = member is None
        self._issue = issue
        self._member = member
        holds = member and seats.holds(member.person, issue.tier, issue.sides)
        self.seated = self._all or bool(holds)

    @property
    def works(self) -> bool:
        return self.seated or self._may(May.WORK)

    @property
    def answers(self) -> bool:
        return self._of(self._issue.owner_side) and self.works

    @property
    def resolves(self) -> bool:
        climbed = self._issue.tier is not Tier.OPERATIONAL
        return self.answers or (self.seated and climbed)

    @property
    def agrees(self) -> bool:
        side = self._issue.waits_for
        return self._of(side) and (self.seated or self._may(May.LEAD))

    @property
    def accepts(self) -> bool:
        raised = self._member and self._member.person == self._issue.created_by
        able = self.seated or self._may(May.LEAD) or bool(raised)
        return self._of(self._issue.accepting_side) and able

    def _of(self, side: object) -> bool:
        return self._member is None or self._member.side is side

    def _may(self, permission: May) -> bool:
        return self._member is None or self._member.may(permission)
