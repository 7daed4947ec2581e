"""The clocks of issues: rows of due work that follow them, and what each leads to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot import announce
from bot.cards import card
from bot.sealing import ask_seal
from bot.telling import Telling
from domain.clock import Calendars
from domain.due import Due
from domain.fact import CLOCK
from domain.issue import RUNNING, Issue, Status
from domain.item import Item
from domain.ladder import Severity
from domain.member import Tier
from domain.moments import CLOCKS, Ground, moments, next_tier, on_top, silent
from domain.plan import Status as PlanStatus
from domain.seat import Seats
from domain.visibility import Audience, Side

MOMENT = timedelta(microseconds=1)
RESTS = frozenset({PlanStatus.PAUSED, PlanStatus.CLOSED})  # nothing climbs


def seats_of(ctx: Telling) -> Seats:
    return Seats(ctx.plan.members())


def calendars_of(ctx: Telling, issue: Issue) -> Calendars:
    """Whose days and hours count for *issue*."""
    owner = issue.owner_side
    return Calendars(
        owner=ctx.calendar(owner),
        plan=ctx.workdays(issue.audience),
        other=None if issue.audience.private else ctx.calendar(owner.other),
    )


def follow(ctx: Telling, item: Item) -> None:
    """Let the rows of due work follow *item* as it stands now, if it has clocks."""
    if isinstance(item, Issue):
        wind(ctx, item, since=ctx.now)


def follow_all(ctx: Telling) -> None:
    """Do so for every issue of the plan: calendars or seats have changed.

    Cards that stand in rooms are drawn again, for they say where each goes and when.
    """
    found = _all_running(ctx)
    ctx.work.write()
    for issue in found:
        wind(ctx, issue, since=ctx.now)
    announce.draw_again(ctx, found)


def rest_all(ctx: Telling) -> None:
    """The plan is paused: every clock stands still with what is left of it."""
    for issue in _all_running(ctx):
        if issue.ticking:
            calendars = calendars_of(ctx, issue)
            ctx.record(issue.rest(at=ctx.now, calendars=calendars))
            wind(ctx, issue, since=ctx.now)


def go_on_all(ctx: Telling) -> None:
    """The plan is resumed: every clock runs on with the time that was left."""
    for issue in _all_running(ctx):
        if not issue.ticking:
            ctx.record(issue.go_on(at=ctx.now))
        wind(ctx, issue, since=ctx.now)


def wind(ctx: Telling, issue: Issue, *, since: datetime) -> None:
    """One row for each running clock, none that is due before *since*."""
    rests = ctx.plan.plan_row.status in RESTS
    running = {} if rests else moments(issue, ground(ctx, issue), after=since)
    for kind in CLOCKS:
        if kind in running:
            ctx.due(Due.about(issue, kind, max(running[kind], since)))
        else:
            ctx.work.agenda.drop(Due.key_of(kind, issue))


def ground(ctx: Telling, issue: Issue) -> Ground:
    known = issue.status is Status.ACKNOWLEDGED
    word = _last_word(ctx, issue) if known else None
    return Ground(calendars_of(ctx, issue), seats_of(ctx), word)


def climb(ctx: Telling, row: Due) -> None:
    """Up it goes, and the people of that tier hear it on both sides at once."""
    if (issue := _due(ctx, row)) is None:
        return
    if to := next_tier(issue, seats_of(ctx)):
        ctx.record(issue.climb(to, at=row.at))
        wind(ctx, issue, since=row.at)
        arrived(ctx, issue)
    announce.settle(ctx)


def arrived(ctx: Telling, issue: Issue) -> None:
    """Tell the people of its tier, and seal the record."""
    text = f"{issue.ref} went up to you: the {issue.tier} tier."
    tell(ctx, issue, issue.tier, text)
    if not issue.audience.private:
        ask_seal(ctx, f"{issue.ref} went up")


def lapse(ctx: Telling, row: Due) -> None:
    """Nobody acknowledged it in time: owner and deputy are told once more."""
    if (issue := _due(ctx, row)) is None:
        return
    ctx.record(issue.tell_again(at=row.at))
    wind(ctx, issue, since=row.at)
    text = f"{issue.ref} is yours, and nobody has acknowledged it yet."
    tell_owner(ctx, issue, text, deputy=True)
    announce.settle(ctx)


def still(ctx: Telling, row: Due) -> None:
    """Ask once whether somebody is still on it; where nobody answers, nobody is."""
    if (issue := _due(ctx, row)) is None:
        return
    asked = silent(issue, _last_word(ctx, issue))
    ctx.record(issue.lapse(at=row.at) if asked else issue.ask_still(at=row.at))
    wind(ctx, issue, since=row.at)
    gone = f"Nothing was heard of {issue.ref}: please acknowledge it again."
    tell_owner(ctx, issue, gone if asked else f"Are you still on {issue.ref}?")
    announce.settle(ctx)


def remind(ctx: Telling, row: Due) -> None:
    """Weekly: those at the top, or both leads where nobody is named above."""
    if (issue := _due(ctx, row)) is None:
        return
    wind(ctx, issue, since=row.at)
    if on_top(issue, seats_of(ctx)):
        text = f"{issue.ref} is on your tier, the {issue.tier} one, and not settled."
        tell(ctx, issue, issue.tier, text)
    else:
        text = f"{issue.ref} has had its time on the {issue.tier} tier."
        leads = (p for side in issue.sides for p in seats_of(ctx).leads(side))
        _tell(ctx, issue, leads, text)
    announce.settle(ctx)


def tell(ctx: Telling, issue: Issue, tier: Tier, text: str) -> None:
    """Tell whoever sits on *tier*, on all sides at the same moment."""
    seats, sides = seats_of(ctx), issue.sides
    _tell(ctx, issue, (p for s in sides for p in seats.hears(s, tier, sides)), text)


def tell_owner(ctx: Telling, issue: Issue, text: str, *, deputy: bool = False) -> None:
    """Tell the owner; its party's leads where nobody owns it any more."""
    seats = seats_of(ctx)
    present = bool(issue.owner and seats.present(issue.owner))
    owners = (issue.owner,) if present else seats.leads(issue.owner_side)
    more = [seats.deputy(person) for person in owners] if deputy else []
    _tell(ctx, issue, filter(None, (*owners, *more)), text)


def _tell(ctx: Telling, issue: Issue, people: Iterable[str], text: str) -> None:
    ctx.work.write()  # so that buttons carry the version they will meet
    view = ctx.plan.as_read_by(issue.audience)
    members = {member.person: member for member in view.members()}
    critical = issue.severity is Severity.CRITICAL
    for person in dict.fromkeys(people):
        shown = card(issue, view, members[person])
        told = replace(shown, text=f"{text} {shown.text}".strip())
        ctx.tell(person, told, audience=issue.audience, critical=critical)


def _due(ctx: Telling, row: Due) -> Issue | None:
    """The issue whose clock is over; None where it stopped, or now ends later."""
    issue = ctx.plan.as_read_by(row.audience).find(row.ref, Issue)
    if ctx.plan.plan_row.status in RESTS:
        return None
    running = moments(issue, ground(ctx, issue), after=row.at - MOMENT)
    if row.kind in running and running[row.kind] <= row.at:
        return issue
    wind(ctx, issue, since=row.at)
    return None


def _last_word(ctx: Telling, issue: Issue) -> datetime | None:
    """When the owner's party last said something where everybody of it reads it."""
    told = ctx.plan.as_read_by(issue.audience).facts(ref=issue.ref)
    facts = (found.fact for found in told)
    words = (
        fact.at
        for fact in facts
        if fact.by != CLOCK
        and fact.side is issue.owner_side
        and fact.audience is issue.audience
    )
    return max(words, default=None)


def _all_running(ctx: Telling) -> list[Issue]:
    found: dict[tuple[Audience, str], Issue] = {}
    for side in Side:
        view = ctx.plan.as_read_by(Audience(side.value))
        for issue in view.all(Issue, status=tuple(RUNNING)):
            found[issue.audience, issue.ref] = issue
    return list(found.values())
