"""The text both parties sign, word for word, and the digest that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.dates import say_day
from bot.message import Button, Detail, Entry, Message, Section
from bot.telling import Telling
from bot.window import KINDS
from domain.baseline import Agreed, BaselineItem
from domain.fact import Fact
from domain.item import Item
from domain.ladder import TIMED, Ladder, LadderSet, Severity
from domain.milestone import Milestone
from domain.objective import Objective
from domain.party import Party
from domain.person import Organisation
from domain.plan import NOT_THE_CONTRACT, Plan
from domain.series import Series
from domain.visibility import Audience, Side

PAGE = 6_000  # letters of one page: what every platform shows in one message
MOST = 25  # entries of one page
LISTED = 10  # references named in one line
LONGEST_LABEL = 75  # of a button, on the narrowest platform

Line = tuple[str, Entry]

# What the text says: of an objective, of a milestone, of a series, of a party.
SAID = frozenset(
    {"title", "benefit_customer", "benefit_supplier", "kind", "measure", "due"}
    | {"acceptor"}
    | {"unit", "every", "weekday", "nth", "day", "month", "at_time", "start"}
    | {"tier", "chair", "quorum"}
    | {"status", "agreed"}
    | {"name", "organisations", "verified", "zone", "days", "opens", "closes"}
    | {"holidays", "closed"}
)


@dataclass(frozen=True)
class Text:
    """What is shown before a signature. `digest` is that of exactly these words."""

    message: Message

    @property
    def digest(self) -> str:
        return sha256(self.message.twin.encode()).hexdigest()

    def page(self, number: int, plan: Plan, party: Party) -> Message:
        """One page; only the last one has the button that signs for *party*."""
        pages = list(_pages(self.message.sections))
        number = max(1, min(number, len(pages)))
        line = f"{plan.key} sign {self.digest}"
        last = number == len(pages)
        button = (
            Button(f"Sign for {party.name}"[:LONGEST_LABEL], line, style="primary")
            if last
            else Button("Read on", f"{line} page {number + 1}", style="primary")
        )
        of = "" if len(pages) == 1 else f" (page {number} of {len(pages)})"
        answers = plan.signature(party.side.other)
        decline = (Button("Decline…", f"{plan.key} decline"),) if answers else ()
        return replace(
            self.message,
            title=f"{self.message.title}{of}",
            sections=pages[number - 1],
            buttons=(button, *decline),
        )


def plan_text(ctx: Telling) -> Text:
    plan = ctx.plan.plan_row
    sections = (
        _section("Objectives", _objectives(ctx)),
        _section("Milestones", _milestones(ctx)),
        _section("Checkpoints", _series(ctx)),
        _section("Ladder", _ladder(plan)),
        _section("Working days", _calendars(ctx)),
    )
    text = f"Read all of it before you sign. {NOT_THE_CONTRACT}"
    return Text(
        Message(
            title=f"{plan.key} {plan.title}",
            text=text,
            details=(*_parties(ctx), *_contract(plan)),
            sections=sections,
        )
    )


def _section(heading: str, entries: Iterator[Entry]) -> Section:
    return Section(heading, tuple(entries) or (Entry("None."),))


def _parties(ctx: Telling) -> Iterator[Detail]:
    for party in ctx.plan.parties():
        verified = ", ".join(_organisations(ctx, party)) or "not verified"
        says = f"{party.name} (organisation: {verified})"
        yield Detail(f"The {party.side}", says)


def _organisations(ctx: Telling, party: Party) -> list[str]:
    ids = tuple(party.organisations.split())
    found = ctx.work.some(Organisation, id=ids) if ids and party.verified else []
    return [organisation.name for organisation in found]


def _contract(plan: Plan) -> Iterator[Detail]:
    if plan.contract:
        yield Detail("Contract", plan.contract)


def listed(items: Sequence[Item]) -> str:
    """Their references, as many as one line holds."""
    refs = ", ".join(item.ref for item in items[:LISTED])
    more = len(items) - LISTED
    return f"{refs} and {more} more" if more > 0 else refs


def alters(fact: Fact) -> bool:
    """Whether *fact* changes the words of the text, so that signatures are void."""
    kind = KINDS.get(fact.ref.partition("-")[0])
    of_it = fact.ref in set(Side) or (kind and issubclass(kind, BaselineItem))
    joint = fact.audience is Audience.JOINT
    said = bool(of_it) and not SAID.isdisjoint(fact.changes)
    return joint and (said or isinstance(fact, LadderSet))


def offered(item: BaselineItem) -> bool:
    """Whether *item* is in the text: a joint draft that was not taken out."""
    joint = item.audience is Audience.JOINT
    return joint and item.agreed is Agreed.DRAFT and not item.settled


def _objectives(ctx: Telling) -> Iterator[Entry]:
    names = {party.side: party.name for party in ctx.plan.parties()}
    for found in filter(offered, ctx.plan.all(Objective)):
        said = (
            ("Worth to " + names[Side.CUSTOMER], found.benefit_customer),
            ("Worth to " + names[Side.SUPPLIER], found.benefit_supplier),
            ("Kind", found.kind or ""),
            ("Measured by", found.measure),
            ("By", say_day(found.due) if found.due else ""),
        )
        more = [f"{label}: {value}." for label, value in said if value]
        yield Entry(" ".join((f"{found.ref} {found.title}.", *more)), ref=found.ref)


def _milestones(ctx: Telling) -> Iterator[Entry]:
    for found in filter(offered, ctx.plan.all(Milestone)):
        text = f"{found.ref} {found.title}. Due: {say_day(found.due)}."
        if found.acceptor:
            text += f" Accepted by: {ctx.plan.name(found.acceptor)}."
        yield Entry(text, ref=found.ref)


def _series(ctx: Telling) -> Iterator[Entry]:
    for found in filter(offered, ctx.plan.all(Series)):
        said = (
            ("Kind", str(found.kind)),
            ("Tier", found.tier or ""),
            ("Chair", ctx.plan.name(found.chair)),
            ("Quorum", f"{found.quorum} of each party" if found.quorum else ""),
        )
        more = [f"{label}: {value}." for label, value in said if value]
        text = " ".join((f"{found.ref} {found.title}: {found.often}.", *more))
        yield Entry(text, ref=found.ref)


def _ladder(plan: Plan) -> Iterator[Entry]:
    ladder = Ladder.read(plan.ladder)
    for severity in Severity:
        days = (f"{ladder.days(severity, tier)} {tier}" for tier in TIMED)
        yield Entry(f"{severity.capitalize()} issues, working days: {', '.join(days)}.")


def _calendars(ctx: Telling) -> Iterator[Entry]:
    for party in ctx.plan.parties():
        hours = f"{party.opens:%H:%M} to {party.closes:%H:%M}"
        closed = f"; closed {party.closed}" if party.closed else ""
        off = f"holidays {party.holidays or 'none'}{closed}"
        yield Entry(f"{party.name}: {party.days}, {hours}, {party.zone}; {off}")


def _pages(sections: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """The entries in order, cut where a page is full, under their headings."""
    page: list[Line] = []
    for line in _lines(sections):
        size = sum(len(entry.text) for _, entry in (*page, line))
        if page and (size > PAGE or len(page) == MOST):
            yield _grouped(page)
            page = []
        page.append(line)
    yield _grouped(page)


def _lines(sections: tuple[Section, ...]) -> Iterator[Line]:
    for section in sections:
        yield from ((section.heading, entry) for entry in section.entries)


def _grouped(page: list[Line]) -> tuple[Section, ...]:
    headings = dict.fromkeys(heading for heading, _ in page)
    return tuple(
        Section(heading, tuple(entry for at, entry in page if at == heading))
        for heading in headings
    )
