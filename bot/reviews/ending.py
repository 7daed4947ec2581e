"""The end of a checkpoint: its minutes, made of what was said in the plan meanwhile."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.announce import sentence
from bot.gathering import items_of
from bot.reviews.people import Unnamed
from bot.taken_back import holds
from bot.telling import Telling
from bot.window import PlanView
from domain.checkpoint import Checkpoint
from domain.checkpoint_fact import MinutesTaken
from domain.fact import CLOCK, Fact
from domain.member import Member
from domain.minutes import LONGEST_MINUTES
from domain.visibility import Side
from domain.walltime import wall

MORE = "and more, which the plan's history has."


def close(
    ctx: Telling, checkpoint: Checkpoint, *, at: datetime, by: Member | None = None
) -> None:
    """End it with all that both parties could read meanwhile; *by* None is time."""
    unnamed = Unnamed(ctx.work, ctx.plan.plan_row, None)
    minutes = "\n".join(_fitting(_lines(unnamed, checkpoint, until=at)))
    side = by.side if by else _starter(ctx, checkpoint)
    ctx.record(checkpoint.end(minutes, by=by, side=side, at=at))


def _starter(ctx: Telling, checkpoint: Checkpoint) -> Side:
    """Whose minutes they are, where nobody ended it: those of who was there first."""
    first = next(iter(checkpoint.present), "")
    member = ctx.plan.member(first) if first else None
    return member.side if member else Side.CUSTOMER


def _lines(view: PlanView, checkpoint: Checkpoint, *, until: datetime) -> Iterator[str]:
    told = holds(view.facts(since=checkpoint.started_at))
    facts = list(_of_it(checkpoint, (found.fact for found in told), until))
    items = items_of(view, (fact.ref for fact in facts))
    for fact in facts:
        said = items.get(fact.ref)
        when = f"{wall(fact.at, checkpoint.zone):%H:%M}"
        if isinstance(fact, MinutesTaken):
            yield f"{when} {view.name(fact.by)}: {fact.note}"
        else:
            yield f"{when} {sentence(fact, view, title=said.title if said else '')}"


def _of_it(
    checkpoint: Checkpoint, facts: Iterable[Fact], until: datetime
) -> Iterator[Fact]:
    """What people said from the start on, and nothing about the meeting itself."""
    begun = False
    for fact in facts:
        own = fact.ref == checkpoint.ref
        begun = begun or (own and "started_at" in fact.changes)
        word = not own or isinstance(fact, MinutesTaken)
        if begun and word and fact.by != CLOCK and fact.at <= until:
            yield fact


def _fitting(lines: Iterable[str]) -> Iterator[str]:
    """As many lines as minutes hold; that there are more is said."""
    left = LONGEST_MINUTES - len(MORE) - 1
    for line in lines:
        left -= len(line) + 1
        if left < 0:
            yield MORE
            return
        yield line
