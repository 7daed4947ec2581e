# ruff: noqa: PLR0913 - a handler here is nothing but its signature
"""Commands as COMMANDS.md lists them, with handlers that do nothing: words alone."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from bot.command import Commands
from bot.grammar import Reading
from bot.message import Message
from bot.words.kinds import (
    Code,
    Day,
    Due,
    Each,
    Flag,
    Goal,
    Hours,
    Noun,
    Number,
    PartyName,
    PartyText,
    Percent,
    Period,
    Ref,
    Refs,
    Repeats,
    RoleName,
    Since,
    Span,
    Tag,
    TierName,
    Time,
    TimeOrOff,
    Title,
    Url,
    Who,
    Whole,
    Whos,
    Why,
    Words,
    Zone,
    choice,
    whole,
    words,
)
from domain.calendar import Calendar
from domain.member import May
from domain.visibility import Side

commands = Commands()
DONE = Message(text="done")


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Rag(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Rating(StrEnum):
    GOOD = "good"
    APPROACHING = "approaching target"
    REQUIRES = "requires improvement"
    INADEQUATE = "inadequate"
    OTHER = "other"


Level = Annotated[Severity, choice(Severity)]
Colour = Annotated[Rag, choice(Rag)]
Rated = Annotated[Rating, choice(Rating)]
Score = Annotated[int, whole(1, 5)]
Response = Annotated[str, words("avoid", "reduce", "transfer", "share", "accept")]
Affects = Annotated[str, words("price", "completion", "key date", "performance")]
Contact = Annotated[str, words("call", "meeting", "email", "visit")]
Review = Annotated[str, words("review", "site visit", "audit")]


class Context:
    """What a handler is given; these use none of it."""


def command(*names: str, **how: object):
    return commands(*names, **{"may": May.WORK} | how)


@command("", may=None, plan=False, changes=False)
def mine(ctx: Context) -> Message:
    """What is mine and what waits for me."""
    return DONE


@command("help", may=None, plan=False, changes=False)
def help_(ctx: Context, word: Words = "") -> Message:
    """What you can say."""
    return DONE


@command("start", may=None, plan=False, examples=('start "Reduce device downtime"',))
def start(ctx: Context, title: Title) -> Message:
    """Start a plan."""
    return DONE


@command("new", may=None, plan=False)
def new(
    ctx: Context,
    title: Title,
    *,
    as_: PartyName,
    with_: PartyText,
    contract: Code | None = None,
    template: Code | None = None,
) -> Message:
    """Start a plan with everything said at once."""
    return DONE


@command("join", may=None, plan=False)
def join(ctx: Context, code: Code = "") -> Message:
    """Join a plan."""
    return DONE


@command("confirm")
def confirm(ctx: Context, who: Who) -> Message:
    """Say that the organisation is theirs."""
    return DONE


@command("not them")
def not_them(ctx: Context, who: Who) -> Message:
    """Say that it is not."""
    return DONE


for name in (
    "sign",
    "show",
    "status",
    "mine",
    "late",
    "waiting",
    "undo",
    "export",
    "verify",
):

    @command(name, changes=name in {"sign", "undo"})
    def plain(ctx: Context) -> Message:
        """Read or do it."""
        return DONE


@command("web", changes=False)
def web(ctx: Context) -> Message:
    """A link to the plan's room on the web."""
    return DONE


@command("agree")
def agree(ctx: Context, refs: Refs) -> Message:
    """Agree to what was added."""
    return DONE


@command("decline")
def decline(ctx: Context, refs: Refs, why: Why) -> Message:
    """Decline what was added."""
    return DONE


@command("find", changes=False)
def find(ctx: Context, what: Words) -> Message:
    """Find words."""
    return DONE


@command("list", changes=False)
def list_(ctx: Context, noun: Noun, which: Words = "") -> Message:
    """List items."""
    return DONE


@command("history", changes=False)
def history(
    ctx: Context, ref: Ref | None = None, *, since: Since | None = None
) -> Message:
    """What happened."""
    return DONE


@command("as at", changes=False)
def as_at(ctx: Context, day: Since) -> Message:
    """The plan as it stood."""
    return DONE


@command("pause")
def pause(ctx: Context, why: Why) -> Message:
    """Pause the plan."""
    return DONE


@command("resume")
def resume(ctx: Context) -> Message:
    """Resume the plan."""
    return DONE


@command("close")
def close(ctx: Context, why: Why) -> Message:
    """Close the plan."""
    return DONE


@command("member add")
def member_add(
    ctx: Context,
    who: Who,
    *,
    as_: RoleName,
    for_: PartyName | None = None,
    tier: TierName | None = None,
    deputy: Who | None = None,
    counterpart: Who | None = None,
) -> Message:
    """Enrol somebody."""
    return DONE


@command("member list", changes=False)
def member_list(ctx: Context) -> Message:
    """Who is who."""
    return DONE


@command("member remove")
def member_remove(ctx: Context, who: Who) -> Message:
    """Remove somebody."""
    return DONE


@command("hand over")
def hand_over(ctx: Context, who: Who, *, to: Who, from_: Due | None = None) -> Message:
    """Hand somebody's work over."""
    return DONE


@command("away from", "away")
def away(ctx: Context, days: Span, *, cover: Who | None = None) -> Message:
    """Say when you are away."""
    return DONE


@command("timezone")
def timezone(ctx: Context, zone: Zone) -> Message:
    """Your zone."""
    return DONE


@command("digest at", "digest")
def digest(ctx: Context, at: TimeOrOff) -> Message:
    """When your digest comes."""
    return DONE


@command("quiet")
def quiet(ctx: Context, hours: Hours) -> Message:
    """When nobody disturbs you."""
    return DONE


@command("room agree")
def room_agree(ctx: Context, code: Tag) -> Message:
    """Let a room hear of the plan."""
    return DONE


@command("room link", may=None, plan=False)
def room_link(ctx: Context, code: Code = "") -> Message:
    """Let another room hear of the plan."""
    return DONE


@command("room list")
def room_list(ctx: Context) -> Message:
    """Which rooms hear of the plan."""
    return DONE


@command("room refuse")
def room_refuse(ctx: Context, code: Tag) -> Message:
    """Do not let a room hear of the plan."""
    return DONE


@command("room unlink")
def room_unlink(ctx: Context, code: Tag = "") -> Message:
    """Let a room go."""
    return DONE


@command("room private")
def room_private(ctx: Context) -> Message:
    """Bind this room to one party."""
    return DONE


@command("snooze off")
def wake(ctx: Context, ref: Ref) -> Message:
    """Hear of an item again."""
    return DONE


@command("snooze")
def snooze(ctx: Context, ref: Ref, until: Due) -> Message:
    """Hear of it later."""
    return DONE


@command("item show", changes=False)
def item_show(ctx: Context, ref: Ref) -> Message:
    """Show an item."""
    return DONE


@command("item title")
def item_title(ctx: Context, ref: Ref, title: Title) -> Message:
    """Change its title."""
    return DONE


@command("item owner")
def item_owner(ctx: Context, ref: Ref, who: Who) -> Message:
    """Change its owner."""
    return DONE


@command("item note")
def item_note(ctx: Context, ref: Ref, note: Why, *, private: Flag = False) -> Message:
    """Note something."""
    return DONE


@command("item link")
def item_link(ctx: Context, ref: Ref, url: Url, what: Words = "") -> Message:
    """Link evidence."""
    return DONE


for name in ("item follow", "item unfollow", "item share"):

    @command(name)
    def about(ctx: Context, ref: Ref) -> Message:
        """Follow it or not, share it."""
        return DONE


@command("item cancel")
def item_cancel(ctx: Context, ref: Ref, why: Why) -> Message:
    """Cancel it."""
    return DONE


@command("objective add")
def objective_add(
    ctx: Context,
    title: Title,
    *,
    benefit_customer: PartyText = "",
    benefit_supplier: PartyText = "",
    measure: Ref | None = None,
    by: Due | None = None,
    joint: Flag = False,
) -> Message:
    """Add an objective."""
    return DONE


@command("objective met")
def objective_met(ctx: Context, ref: Ref, evidence: Why) -> Message:
    """Say it was met."""
    return DONE


@command(
    "action add", examples=('action add "Train the ward staff" owner @bo due fri',)
)
def action_add(
    ctx: Context,
    title: Title,
    *,
    owner: Who | None = None,
    due: Due | None = None,
    rule: Repeats | None = None,
    for_: Ref | None = None,
    from_: Ref | None = None,
    accept_by: Who | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Add an action."""
    return DONE


for name in (
    "action start",
    "action unblock",
    "action accept",
    "milestone accept",
    "decision agree",
):

    @command(name)
    def plainly(ctx: Context, ref: Ref) -> Message:
        """Start, unblock, accept."""
        return DONE


@command("action done", examples=("A-3 done shipped",))
def action_done(ctx: Context, ref: Ref, note: Words = "") -> Message:
    """Say that your action is done."""
    return DONE


@command("action progress", bare=True)
def action_progress(
    ctx: Context, ref: Ref, percent: Percent, note: Words = ""
) -> Message:
    """Say how far it has come."""
    return DONE


@command("action due", examples=("A-3 due 12 Mar supplier late",))
def action_due(ctx: Context, ref: Ref, due: Due, why: Words = "") -> Message:
    """Move it."""
    return DONE


@command("action stop", examples=("A-3 stop",))
def action_stop(ctx: Context, ref: Ref, why: Words = "") -> Message:
    """End a series."""
    return DONE


for name in ("block", "send back", "reopen"):

    @command(f"action {name}")
    def with_reason(ctx: Context, ref: Ref, why: Why) -> Message:
        """Block it, send it back, open it again."""
        return DONE


@command("milestone add")
def milestone_add(
    ctx: Context, title: Title, *, due: Due, accept_by: Who | None = None
) -> Message:
    """Add a milestone."""
    return DONE


for name in ("met", "partly", "missed"):

    @command(f"milestone {name}")
    def reached(ctx: Context, ref: Ref, evidence: Why) -> Message:
        """Say whether it was reached."""
        return DONE


@command("obligation add")
def obligation_add(
    ctx: Context,
    title: Title,
    *,
    on: PartyName,
    rule: Repeats | None = None,
    clause: PartyText = "",
) -> Message:
    """Add an obligation."""
    return DONE


@command("checkpoint schedule")
def checkpoint_schedule(
    ctx: Context,
    title: Title,
    *,
    rule: Repeats,
    at: Time,
    zone: Zone | None = None,
    tier: TierName | None = None,
    kind: Review | None = None,
    chair: Who | None = None,
    quorum: Each | None = None,
) -> Message:
    """Schedule a checkpoint."""
    return DONE


@command("checkpoint add")
def checkpoint_add(
    ctx: Context,
    title: Title,
    *,
    on: Due,
    at: Time,
    zone: Zone | None = None,
    tier: TierName | None = None,
    kind: Review | None = None,
    chair: Who | None = None,
    quorum: Each | None = None,
) -> Message:
    """Meet once."""
    return DONE


for name in ("checkpoint agenda", "checkpoint start", "checkpoint end"):

    @command(name, changes=not name.endswith("agenda"))
    def around(ctx: Context, ref: Ref) -> Message:
        """See its agenda, begin it, end it."""
        return DONE


@command("checkpoint minutes")
def checkpoint_minutes(ctx: Context, ref: Ref, text: Why) -> Message:
    """Write its minutes."""
    return DONE


for name in ("checkpoint dispute", "checkpoint skip"):

    @command(name)
    def worded(ctx: Context, ref: Ref, why: Why) -> Message:
        """Dispute its minutes, leave it out."""
        return DONE


@command("checkpoint finding")
def checkpoint_finding(ctx: Context, ref: Ref, text: Title) -> Message:
    """Keep what was found."""
    return DONE


@command("checkpoint move")
def checkpoint_move(
    ctx: Context, ref: Ref, on: Due, *, at: Time | None = None
) -> Message:
    """Move one occurrence."""
    return DONE


for name in ("checkpoint chair", "series chair"):

    @command(name)
    def seated(ctx: Context, ref: Ref, who: Who) -> Message:
        """Who takes the chair."""
        return DONE


@command("checkpoint attended")
def attended(ctx: Context, ref: Ref, who: Whos) -> Message:
    """Who was there."""
    return DONE


@command("decision add")
def decision_add(
    ctx: Context, text: Title, *, supersedes: Ref | None = None, private: Flag = False
) -> Message:
    """Record a decision."""
    return DONE


@command("rag")
def rag(ctx: Context, colour: Colour, why: Why) -> Message:
    """Say how the plan stands."""
    return DONE


@command("contact add")
def contact_add(
    ctx: Context,
    how: Contact,
    summary: Why,
    *,
    with_: Who | None = None,
    on: Day | None = None,
) -> Message:
    """Log a contact."""
    return DONE


@command("issue raise")
def issue_raise(
    ctx: Context,
    title: Title,
    *,
    severity: Level | None = None,
    about: Ref | None = None,
    owner: Who | None = None,
    private: Flag = False,
) -> Message:
    """Raise an issue."""
    return DONE


@command("issue by")
def issue_by(ctx: Context, ref: Ref, day: Due, why: Why) -> Message:
    """Say by when."""
    return DONE


for name in (
    *("propose", "resolve", "escalate", "pause", "step down", "dispute", "reopen"),
):

    @command(f"issue {name}")
    def about_issue(ctx: Context, ref: Ref, why: Why) -> Message:
        """Propose, resolve, escalate."""
        return DONE


for name in ("ack", "accept", "resume"):

    @command(f"issue {name}")
    def answer_issue(ctx: Context, ref: Ref) -> Message:
        """Acknowledge, accept, resume."""
        return DONE


@command("ladder show", may=May.READ, changes=False)
def ladder_show(ctx: Context) -> Message:
    """Show the ladder."""
    return DONE


@command("ladder set")
def ladder_set(
    ctx: Context, tier: TierName, *, days: Whole, severity: Level
) -> Message:
    """Set the days of a tier."""
    return DONE


@command("issue severity")
def issue_severity(ctx: Context, ref: Ref, level: Level, why: Why) -> Message:
    """Change the severity."""
    return DONE


@command("risk add")
def risk_add(
    ctx: Context,
    title: Title,
    *,
    likelihood: Score,
    impact: Score,
    response: Response | None = None,
    owner: Who | None = None,
    review: Repeats | None = None,
    private: Flag = False,
) -> Message:
    """Add a risk."""
    return DONE


@command("risk score")
def risk_score(ctx: Context, ref: Ref, likelihood: Score, impact: Score) -> Message:
    """Score it again."""
    return DONE


@command("risk close")
def risk_close(ctx: Context, ref: Ref, why: Why) -> Message:
    """Close a risk."""
    return DONE


@command("early warning")
def early_warning(ctx: Context, matter: Title, *, affects: Affects) -> Message:
    """Warn early."""
    return DONE


@command("early warning meet")
def early_warning_meet(ctx: Context, ref: Ref, on: Due) -> Message:
    """Meet about it."""
    return DONE


@command("kpi add")
def kpi_add(
    ctx: Context,
    name: Title,
    *,
    target: Goal,
    unit: Code,
    rule: Repeats | None = None,
    minor: Number | None = None,
    owner: Who | None = None,
) -> Message:
    """Add a measure."""
    return DONE


@command("kpi reading", bare=True)
def kpi_reading(
    ctx: Context,
    ref: Ref,
    value: Number,
    evidence: Words = "",
    *,
    for_: Period | None = None,
) -> Message:
    """Record a reading."""
    return DONE


@command("rating")
def rating(ctx: Context, ref: Ref, rated: Rated, why: Why) -> Message:
    """Rate it."""
    return DONE


@command("change")
def change(
    ctx: Context, ref: Ref, field: Code, why: Words = "", *, to: PartyText
) -> Message:
    """Ask for a change of the baseline."""
    return DONE


@command("change sign")
def change_sign(ctx: Context, ref: Ref, digest: Code = "") -> Message:
    """Sign it."""
    return DONE


@command("change reject")
def change_reject(ctx: Context, ref: Ref, why: Why) -> Message:
    """Do not sign it."""
    return DONE


@command("change withdraw")
def change_withdraw(ctx: Context, ref: Ref) -> Message:
    """Take it back."""
    return DONE


@command("appetite")
def appetite(ctx: Context, score: Whole) -> Message:
    """How much risk is bearable."""
    return DONE


NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
READING = Reading(
    now=NOW,
    zone="Europe/London",
    locale="en-GB",
    people={
        "@bo": "p-bo",
        "@ann": "p-ann",
        "<@u123>": "p-u123",
        "cy@halden.example": "p-cy",
    },
    parties={"halden medical": Side.SUPPLIER, "northgate trust": Side.CUSTOMER},
    calendar=lambda _: Calendar("Europe/London"),
)
