"""Issues: raise them, answer them, take them up; their clocks do the rest."""

from typing import Annotated

from bot import climbing, enrolment, here
from bot.command import Commands
from bot.context import Context
from bot.issues import found, said
from bot.message import Message
from bot.showing import begun
from bot.words.kinds import Due, Flag, Ref, Title, Who, Why, choice
from domain.issue import Issue
from domain.issue_fact import IssueRaised
from domain.ladder import Ladder, Severity
from domain.member import May, Tier
from domain.moments import next_tier
from domain.visibility import Audience, Side

commands = Commands()
Level = Annotated[Severity, choice(Severity)]


@commands(
    "issue raise",
    may=May.WORK,
    examples=('issue raise "Pumps fail on ward C" severity high about A-1',),
)
def raise_(
    ctx: Context,
    title: Title,
    *,
    severity: Level = Severity.MEDIUM,
    about: Ref | None = None,
    owner: Who | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Say what is in the way. Without an owner it is the other party's to resolve."""
    audience = here.audience(ctx, private=private, joint=joint)
    person, side = _owner(ctx, owner, audience)
    issue = Issue(
        **begun(ctx, Issue, audience),
        title=title,
        severity=severity,
        owner=person,
        owner_side=side,
        raised_side=ctx.me.side,
        about=ctx.about(about, audience),
        ladder=Ladder.read(ctx.plan.plan_row.ladder).text,
    )
    issue.begin(ctx.now)
    ctx.work.add(issue)
    ctx.plan.know(issue)
    ctx.refs = (*ctx.refs, issue.ref)
    shown = said(ctx, issue, issue.born(IssueRaised, by=ctx.me, at=ctx.now))
    _tell_owner(ctx, issue)
    return shown


@commands("issue ack", "issue acknowledge", may=May.ACCEPT, examples=("I-1 ack",))
def ack(ctx: Context, ref: Ref) -> Message:
    """Say that you are on it. Its clock runs on."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.acknowledge(by=me, at=ctx.now))


@commands("issue propose", may=May.ACCEPT, examples=("I-1 propose swap the pump",))
def propose(ctx: Context, ref: Ref, option: Why) -> Message:
    """Propose an option; all of them stand on the card."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.propose(option, by=me, at=ctx.now))


@commands("issue by", may=May.ACCEPT, examples=("I-1 by 12 Mar waiting for parts",))
def by(ctx: Context, ref: Ref, day: Due, why: Why) -> Message:
    """Ask for a date. When the other party agrees, it stands in place of the clock."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.ask_date(day, why, by=me, at=ctx.now))


@commands("issue pause", may=May.ACCEPT, examples=("I-1 pause until the parts come",))
def pause(ctx: Context, ref: Ref, why: Why) -> Message:
    """Ask for a pause. When the other party agrees, the clocks stand still."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.ask_pause(why, by=me, at=ctx.now))


@commands("issue step down", may=May.ACCEPT, examples=("I-1 step down we manage",))
def step_down(ctx: Context, ref: Ref, why: Why) -> Message:
    """Ask to take it down a tier; it goes when the other party agrees."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.ask_step_down(why, by=me, at=ctx.now))


@commands("issue severity", may=May.ACCEPT, examples=("I-1 severity high more wards",))
def severity(ctx: Context, ref: Ref, level: Level, why: Why) -> Message:
    """Make it more severe at once, or less once the other party agrees."""
    issue, me = found(ctx, ref)
    verb = issue.worsen if level.rank >= issue.severity.rank else issue.ask_lower
    shown = said(ctx, issue, verb(level, why, by=me, at=ctx.now))
    if level is issue.severity and level.rank >= Severity.HIGH.rank:
        text = f"{issue.ref} is {level} now, and yours."
        climbing.tell_owner(ctx, issue, text)
    return shown


@commands("issue escalate", may=May.ACCEPT, examples=("I-1 escalate nobody answers",))
def escalate(ctx: Context, ref: Ref, why: Why) -> Message:
    """Take it up a tier before its time; the pair there hear it at once."""
    issue, me = found(ctx, ref)
    to = next_tier(issue, climbing.seats_of(ctx))
    shown = said(ctx, issue, issue.escalate(to, why, by=me, at=ctx.now))
    climbing.arrived(ctx, issue)
    return shown


@commands("issue dispute", may=May.LEAD, examples=("I-1 dispute not in the contract",))
def dispute(ctx: Context, ref: Ref, why: Why) -> Message:
    """Dispute it: those at the top are told, and its clocks stop until one resumes."""
    issue, me = found(ctx, ref)
    calendars = climbing.calendars_of(ctx, issue)
    fact = issue.dispute(why, by=me, at=ctx.now, calendars=calendars)
    shown = said(ctx, issue, fact)
    climbing.tell(ctx, issue, _top(ctx, issue), f"{issue.ref} is disputed.")
    return shown


@commands("issue resume", may=May.ACCEPT, examples=("I-1 resume",))
def resume(ctx: Context, ref: Ref) -> Message:
    """Let its clocks run on, after a pause or a dispute."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.resume(by=me, at=ctx.now))


@commands("issue resolve", may=May.ACCEPT, examples=("I-1 resolve the pump is new",))
def resolve(ctx: Context, ref: Ref, how: Why) -> Message:
    """Say how it was resolved; the other party accepts it or reopens it."""
    issue, me = found(ctx, ref)
    calendars = climbing.calendars_of(ctx, issue)
    fact = issue.resolve(how, by=me, at=ctx.now, calendars=calendars)
    return said(ctx, issue, fact)


@commands("issue accept", may=May.ACCEPT, examples=("I-1 accept",))
def accept(ctx: Context, ref: Ref) -> Message:
    """Accept that it is resolved."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.accept(by=me, at=ctx.now))


@commands("issue reopen", may=May.ACCEPT, examples=("I-1 reopen it broke again",))
def reopen(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say that it is not resolved; its clock runs on with the time that was left."""
    issue, me = found(ctx, ref)
    return said(ctx, issue, issue.reopen(why, by=me, at=ctx.now))


def _owner(
    ctx: Context, named: str | None, audience: Audience
) -> tuple[str | None, Side]:
    """Whoever was named; else the other party's holder of the operational tier."""
    if named:
        owner = enrolment.owner(ctx, named, private=audience.private)
        return owner.person, owner.side
    side = ctx.me.side if audience.private else ctx.me.side.other
    held = climbing.seats_of(ctx).seated(side, Tier.OPERATIONAL)
    return next(iter(held), None), side


def _tell_owner(ctx: Context, issue: Issue) -> None:
    if issue.owner != ctx.speaker.id:
        text = f"{ctx.speaker.name} raised {issue.ref}, and it is yours."
        climbing.tell_owner(ctx, issue, text)


def _top(ctx: Context, issue: Issue) -> Tier:
    """The highest tier anybody sits on."""
    seats, top = climbing.seats_of(ctx), issue.tier
    while up := seats.above(top, Tier.EXECUTIVE, issue.sides):
        top = up
    return top
