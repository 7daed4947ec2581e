"""Actions and decisions in pasted text: found and offered, never added unasked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot import identity
from bot.context import Context
from bot.dates import longest_day, say_day
from bot.message import Button, Entry, Section
from bot.words.kind import LONGEST_TITLE
from bot.words.tokens import quote
from domain.action import Action
from domain.errors import DomainError
from domain.item import Item
from domain.member import May

MOST = 10  # offers under one answer
BULLET = re.compile(r"^(?:[-*\u2022\u2013\u2014]|\[ ?\]|\d{1,3}[.)])\s+")
COLON = r"\s*[:.\u2013\u2014-]\s*"
ACTION = re.compile(
    rf"(?:action(?: point| item)?|ap|to-?do|task)\s?\d{{0,3}}(?:{COLON}|\s+(?=<?@))"
    r"(?P<what>.+)",
    re.IGNORECASE,
)
DECISION = re.compile(
    r"(?:(?:it was |we )?(?:agreed|decided)(?: that\b| to\b)?|decision)\s?\d{0,3}"
    rf"(?:{COLON}|\s+)(?P<what>.+)",
    re.IGNORECASE,
)
TO_DO = re.compile(rf"(?:{COLON}|,)?\s*(?:(?:to|will|shall)\s+)?", re.IGNORECASE)
BY_DAY = re.compile(
    r"[\s(,;\u2013\u2014-]+(?:by|due|until|before)\s+(?P<day>[^()]+?)[\s).]*$",
    re.IGNORECASE,
)
ENDS = " \t.,;:()-\u2013\u2014"


@dataclass(frozen=True)
class Found:
    """One line that reads like something to keep. `owner` is a person's id."""

    decision: bool
    title: str
    owner: str | None = None
    due: date | None = None


def section(ctx: Context, text: str, source: str) -> tuple[Section, ...]:
    """What *text* asks for, each with a button that holds the line resolved."""
    known = {(i.NOUN, i.title.casefold()) for i in _kept(ctx, source)}
    offers = [
        _offer(ctx, found, source)
        for found in dict.fromkeys(_found(ctx, text))
        if _may(ctx, found) and (_noun(found), found.title.casefold()) not in known
    ]
    if not offers:
        return ()
    shown = offers[:MOST]
    if more := len(offers) - MOST:
        shown += [Entry(f"and {more} more: paste those alone")] if more > 0 else []
    return (Section("Found in it, and not added", tuple(shown)),)


def _found(ctx: Context, text: str) -> Iterator[Found]:
    people = identity.mentioned(text, ctx.request.people, ctx.work)
    for line in text.splitlines():
        if found := _read(ctx, BULLET.sub("", line.strip()), people):
            yield found


def _read(ctx: Context, line: str, people: Mapping[str, str]) -> Found | None:
    if said := ACTION.fullmatch(line):
        return _action(ctx, said["what"], people)
    begins = next((m for m in people if line.lower().startswith(m)), None)
    if begins and re.match(r"[\s,]+(?:to|will|shall)\s", line[len(begins) :]):
        return _action(ctx, line, people)
    if said := DECISION.fullmatch(line):
        title = _title(said["what"])
        return Found(decision=True, title=title) if title else None
    return None


def _action(ctx: Context, what: str, people: Mapping[str, str]) -> Found | None:
    what, due = _dated(ctx, what)
    what, owner = _owned(what, people)
    title = _title(what)
    return Found(decision=False, title=title, owner=owner, due=due) if title else None


def _owned(what: str, people: Mapping[str, str]) -> tuple[str, str | None]:
    """Who is named first in it, and the words without their name."""
    places = [
        (said.start(), mention)
        for mention in people
        if (said := re.search(rf"{re.escape(mention)}(?!\w)", what, re.IGNORECASE))
    ]
    at, mention = min(places, default=(-1, ""))
    if at < 0:
        return what, None
    before, after = what[:at], what[at + len(mention) :]
    if not before.strip(ENDS):
        after = TO_DO.sub("", after, count=1)
    before = re.sub(r"(?:\bowner|\bby)\s*$", "", before, flags=re.IGNORECASE)
    return f"{before.rstrip('( ')} {after.lstrip(') ')}", people[mention]


def _dated(ctx: Context, what: str) -> tuple[str, date | None]:
    """Until when, where the end of it says a day that has not passed."""
    said = BY_DAY.search(what)
    if not said:
        return what, None
    words = said["day"].split()
    try:
        found = longest_day(
            words,
            today=ctx.today,
            calendar=ctx.calendar(ctx.me.side),
            locale=ctx.speaker.locale,
        )
    except DomainError:
        return what, None
    if not found or found[1] != len(words) or found[0] < ctx.today:
        return what, None
    return what[: said.start()], found[0]


def _title(words: str) -> str:
    title = " ".join(words.split()).strip(ENDS)[:LONGEST_TITLE].strip()
    return title[:1].upper() + title[1:]


def _noun(found: Found) -> str:
    return "decision" if found.decision else Action.NOUN


def _may(ctx: Context, found: Found) -> bool:
    return ctx.me.may(May.LEAD if found.decision else May.WORK)


def _kept(ctx: Context, source: str) -> list[Item]:
    """What was kept from it before, so that a second paste offers only the rest."""
    return [*ctx.plan.all(Action, source=source)]


def _offer(ctx: Context, found: Found, source: str) -> Entry:
    key = ctx.plan.plan_row.key
    if found.decision:
        line = f"{key} decision add {quote(found.title)}"
        return Entry(f"Decision: {found.title}", buttons=(Button("Add it", line),))
    owner = f" owner <@p:{found.owner}>" if found.owner else ""
    due = f" due {found.due.isoformat()}" if found.due else ""
    line = f"{key} action add {quote(found.title)}{owner}{due} from {source} joint"
    said = [found.title, ctx.plan.name(found.owner)]
    said += [f"due {say_day(found.due)}"] if found.due else []
    text = f"Action: {', '.join(filter(None, said))}"
    return Entry(text, buttons=(Button("Add it", line),))
