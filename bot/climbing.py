"""The clocks of issues: rows of due work that follow them, and what each leads to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import announce
from bot.cards import card
from bot.sealing import ask_seal
from bot.telling import Telling
from domain.clock import Calendars
from domain.due import Due
from domain.fact import CLOCK, Fact
from domain.issue import RUNNING, Issue, Status
from domain.item import Item
from domain.ladder import Severity
from domain.member import Tier
from domain.moments import CLOCKS, Ground, moments, next_tier, on_top, silent
from domain.seat import Seats
from domain.visibility import Audience

MOMENT = timedelta(microseconds=1)


def seats_of(ctx: Telling) -> Seats:
    return Seats(ctx.plan.members())


def calendars_of(ctx: Telling, issue: Issue) -> Calendars:
    """Whose days and hours count for *issue*."""
    owner = issue.owner_side
    return Calendars(
        owner=ctx.calendar(owner),
        plan=ctx.workdays(issue.audience),
        other=None if issue.audience.private else ctx.calendar(owner.other),
        pauses=ctx.plan.plan_row.pauses,
    )


def follow(ctx: Telling, item: Item) -> None:
    """Let the rows of due work follow *item* as it stands now, if it has clocks."""
    if isinstance(item, Issue):
        wind(ctx, item, since=ctx.now)


def follow_all(ctx: Telling, *audiences: Audience) -> None:
    """Do so for every issue of *audiences*: calendars or seats have changed.

    Cards that stand in rooms are drawn again, for they say where each goes and when.
    """
    ctx.work.write()
    for audience in audiences or tuple(Audience):
        found = running(ctx, audience)
        words = last_words(ctx, found)
        for issue in found:
            _wind(ctx, issue, words.get(issue.ref), since=ctx.now)
        announce.draw_again(ctx, found)


def wind(ctx: Telling, issue: Issue, *, since: datetime) -> None:
    """One row for each running clock, none that is due before *since*."""
    word = last_words(ctx, (issue,)).get(issue.ref)
    _wind(ctx, issue, word, since=since)


def rows(
    ctx: Telling, issue: Issue, word: datetime | None, *, after: datetime
) -> Iterator[Due]:
    """What is due next of *issue*; weekly words come later than *after*.

    *word* is when its owner's party last spoke of it. Nothing where the plan rests.
    """
    if ctx.plan.plan_row.rests:
        return
    on = Ground(calendars_of(ctx, issue), seats_of(ctx), word)
    for kind, at in moments(issue, on, after=after).items():
        yield Due.about(issue, kind, at)


def running(ctx: Telling, audience: Audience) -> list[Issue]:
    """The issues of *audience* whose clocks run, if the plan does not rest."""
    view = ctx.plan.as_read_by(audience)
    return [i for i in view.all(Issue, status=tuple(RUNNING)) if i.audience is audience]


def last_words(ctx: Telling, issues: Sequence[Issue]) -> dict[str, datetime]:
    """When the owner's party last said something where everybody of it reads it.

    Of *issues* of one audience; only of those that are acknowledged does it count.
    """
    known = {i.ref: i for i in issues if i.status is Status.ACKNOWLEDGED}
    if not known:
        return {}
    view = ctx.plan.as_read_by(issues[0].audience)
    facts = (found.fact for found in view.facts(ref=tuple(known)))
    return {fact.ref: fact.at for fact in facts if _by_owner(fact, known[fact.ref])}


def _by_owner(fact: Fact, issue: Issue) -> bool:
    theirs = fact.by != CLOCK and fact.side is issue.owner_side
    return theirs and fact.audience is issue.audience


def _wind(
    ctx: Telling,
    issue: Issue,
    word: datetime | None,
    *,
    since: datetime,
    after: datetime | None = None,
) -> None:
    due = rows(ctx, issue, word, after=after or since)
    keys = (Due.key_of(kind, issue) for kind in CLOCKS)
    ctx.follow(keys, (replace(row, at=max(row.at, since)) for row in due))


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
    asked = silent(issue, last_words(ctx, (issue,)).get(issue.ref))
    ctx.record(issue.lapse(at=row.at) if asked else issue.ask_still(at=row.at))
    wind(ctx, issue, since=row.at)
    gone = f"Nothing was heard of {issue.ref}: please acknowledge it again."
    tell_owner(ctx, issue, gone if asked else f"Are you still on {issue.ref}?")
    announce.settle(ctx)


def remind(ctx: Telling, row: Due) -> None:
    """Weekly: those at the top, or both leads where nobody is named above."""
    if (issue := _due(ctx, row)) is None:
        return
    word = last_words(ctx, (issue,)).get(issue.ref)
    _wind(ctx, issue, word, since=row.at, after=ctx.now)  # one for a whole outage
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
    word = last_words(ctx, (issue,)).get(issue.ref)
    due = {d.kind: d.at for d in rows(ctx, issue, word, after=row.at - MOMENT)}
    if row.kind in due and due[row.kind] <= row.at:
        return issue
    _wind(ctx, issue, word, since=row.at)
    return None
