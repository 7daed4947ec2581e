"""What somebody asked to hear of later, or to hear of at all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.announce import sentence
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.taken_back import holds
from domain import issue_fact
from domain.action import Action
from domain.action_fact import (
    ActionAccepted,
    ActionAdded,
    ActionMoved,
    ActionReopened,
    ActionSentBack,
    OwnerSet,
)
from domain.fact import Fact, Undone
from domain.issue import Issue
from domain.issue_ask import AGREED
from domain.nudge import ended
from domain.room import Follow, Snooze

# What an owner hears of without following, where somebody else did it.
TO_OWNERS: frozenset[type[Fact]] = frozenset(
    {ActionAdded, OwnerSet, ActionSentBack, ActionReopened, ActionMoved, ActionAccepted}
    | {Undone}
    | {issue_fact.IssueClimbed, issue_fact.IssueEscalated, issue_fact.SeverityRaised}
    | {issue_fact.IssueReopened, issue_fact.IssueAccepted, issue_fact.IssueDisputed}
    | {issue_fact.IssueResumed, issue_fact.OptionProposed, issue_fact.AskDeclined}
    | set(AGREED.values())
)


def heeded(day: PlanDay, found: Iterable[Line]) -> Iterator[Line]:
    """*found* without what is snoozed; a snooze that ended causes a digest."""
    until = _snoozed(day)
    today = day.now.date()
    told = set()
    for line in found:
        told.add(line.ref)
        if until.get(line.ref, today) <= today:
            woken = ended(until.get(line.ref), **day.gap)
            yield replace(line, causes=line.causes or woken)
    if day.own:
        yield from _woken(day, set(until) - told, until)


def followed(day: PlanDay) -> Iterator[Line]:
    """One line for each item followed or owned that somebody else changed."""
    if not day.own:
        return
    told = [found.fact for found in holds(day.view.facts(since=day.since))]
    others = [f for f in told if f.at > day.since and f.by != day.member.person]
    changed = _by_ref((*_wished(day, others), *_owned(day, others)))
    for ref, facts in changed.items():
        item = day.view.find(ref)
        says = sentence(facts[-1], day.view, title=item.title)
        more = f" {len(facts)} changes in all." if len(facts) > 1 else ""
        yield _also(day, f"{day.key} {says}{more}", ref, causes=True)


def _wished(day: PlanDay, facts: Iterable[Fact]) -> Iterator[Fact]:
    """What happened to the items they follow, since they follow them."""
    wishes = day.work.some(Follow, person=day.member.person, plan=day.view.id)
    since = {wish.ref: wish.since for wish in wishes}
    yield from (
        fact for fact in facts if fact.ref in since and fact.at > since[fact.ref]
    )


def _owned(day: PlanDay, facts: Iterable[Fact]) -> Iterator[Fact]:
    """What others did to what is theirs that changes what they have to do."""
    found = [fact for fact in facts if type(fact) in TO_OWNERS]
    if found:
        mine = {
            item.ref
            for kind in (Action, Issue)
            for item in day.view.all(kind, owner=day.member.person)
        }
        yield from (fact for fact in found if fact.ref in mine)


def _by_ref(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Each fact once, under its item, oldest first."""
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact not in (known := grouped.setdefault(fact.ref, [])):
            known.append(fact)
    return {ref: sorted(told, key=lambda f: f.at) for ref, told in grouped.items()}


def _snoozed(day: PlanDay) -> dict[str, date]:
    """Until when, by the reader or by whom they cover for; the later day holds."""
    people = (day.reader.person, day.member.person)
    wishes = day.work.some(Snooze, person=people, plan=day.view.id)
    ordered = sorted(wishes, key=lambda wish: wish.until)
    return {wish.ref: wish.until for wish in ordered}


def _woken(day: PlanDay, refs: set[str], until: dict[str, date]) -> Iterator[Line]:
    """What would not be told of today, but they asked to hear of it from today on."""
    for ref in sorted(refs):
        if ended(until[ref], **day.gap):
            item = day.view.find(ref)
            if not item.settled:
                text = day.says(item, "you asked to hear of it again")
                yield _also(day, text, ref, causes=True)


def _also(day: PlanDay, text: str, ref: str, *, causes: bool) -> Line:
    show = (day.button("Show", ref),)
    return Line(part=Part.ALSO, text=text, causes=causes, ref=ref, buttons=show)
