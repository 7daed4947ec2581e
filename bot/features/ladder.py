"""The ladder: who sits on which tier, and how long an issue stays there."""

from collections.abc import Iterator
from typing import Annotated

from bot import climbing
from bot.command import Commands
from bot.context import Context
from bot.message import Entry, Message, Section
from bot.words.kinds import TierName, Whole, choice
from domain.ladder import (
    STOPS,
    TIMED,
    WINDOW_DAYS,
    WINDOW_HOURS,
    Ladder,
    Severity,
)
from domain.member import May, Tier
from domain.visibility import Side

commands = Commands()
Level = Annotated[Severity, choice(Severity)]


@commands("ladder show", may=May.READ, changes=False, examples=("ladder show",))
def show(ctx: Context) -> Message:
    """Show who sits on which tier, and how long each severity stays there."""
    ladder = Ladder.read(ctx.plan.plan_row.ladder)
    return Message(
        title=f"{ctx.plan.plan_row.key}: the ladder",
        text="An issue climbs when it is not settled in time; both sides hear it"
        " together. Issues raised before keep the days of then.",
        sections=(
            Section("Who sits where", tuple(_seats(ctx))),
            Section("Working days on each tier", tuple(_days(ladder))),
            Section("Time to acknowledge", tuple(_windows())),
        ),
    )


@commands(
    "ladder set",
    may=May.LEAD,
    examples=("ladder set tactical days 3 severity high",),
)
def set_(ctx: Context, tier: TierName, *, days: Whole, severity: Level) -> Message:
    """Set how many working days a severity stays on a tier; both parties sign it."""
    plan = ctx.plan.plan_row
    ladder = Ladder.read(plan.ladder).with_days(severity, tier, days)
    note = f"{severity} issues stay {_several(days)} on the {tier} tier"
    ctx.record(plan.set_ladder(ladder.text, note, by=ctx.me, at=ctx.now))
    return show(ctx)


def _seats(ctx: Context) -> Iterator[Entry]:
    seats = climbing.seats_of(ctx)
    for tier in Tier:
        held = {side: seats.seated(side, tier) for side in Side}
        names = ctx.plan.names(p for people in held.values() for p in people)
        said = (
            f"{ctx.plan.party(side).name}: "
            + (", ".join(names[p] for p in people) or "nobody")
            for side, people in held.items()
        )
        yield Entry(f"{tier}: {'; '.join(said)}")


def _days(ladder: Ladder) -> Iterator[Entry]:
    for severity in Severity:
        timed = (f"{ladder.days(severity, tier)} {tier}" for tier in TIMED)
        yield Entry(f"{severity}: {', '.join(timed)}; stops at {_stop(severity)}")


def _stop(severity: Severity) -> str:
    stop = STOPS[severity]
    return "the top" if stop is Tier.EXECUTIVE else f"the {stop} tier"


def _windows() -> Iterator[Entry]:
    for severity in Severity:
        days = WINDOW_DAYS.get(severity)
        said = _several(days) if days else f"{WINDOW_HOURS} working hours"
        yield Entry(f"{severity}: {said} of the owner's party, then once more as long")


def _several(days: int) -> str:
    return "1 working day" if days == 1 else f"{days} working days"
