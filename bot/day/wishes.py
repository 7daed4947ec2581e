"""What somebody asked to hear of later, or to hear of at all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.announce import sentence
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from domain.nudge import ended
from domain.room import Follow, Snooze


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
    """One line for each followed item that somebody else changed."""
    if not day.own:
        return
    wishes = day.work.some(Follow, person=day.member.person, plan=day.view.id)
    for wish in wishes:
        since = max(day.since, wish.since)
        told = [found.fact for found in day.view.facts(ref=wish.ref, since=since)]
        changed = [f for f in told if f.at > since and f.by != day.member.person]
        if changed:
            item = day.view.find(wish.ref)
            says = sentence(changed[-1], day.view, title=item.title)
            more = f" {len(changed)} changes in all." if len(changed) > 1 else ""
            yield _also(day, f"{day.key} {says}{more}", wish.ref, causes=True)


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
