"""How one person wants to be told: zone, language, hour, quiet, away."""

from datetime import time

from bot import digest
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.kinds import Hours, Locale, Span, TimeOrOff, Who, Zone
from bot.message import Message
from domain.errors import DomainError

commands = Commands()


class CoversSelf(DomainError):
    """Somebody else must cover for you while you are away: `cover @x`."""


@commands("timezone", may=None, plan=False, examples=("timezone Europe/Berlin",))
def timezone(ctx: Context, zone: Zone) -> Message:
    """Set your time zone: your dates and your digest follow it."""
    ctx.speaker.zone = zone
    digest.start(ctx, ctx.speaker)
    return Message(text=f"Your time zone is {zone}.", tone="good")


@commands("locale", may=None, plan=False, examples=("locale en-GB",))
def locale(ctx: Context, locale: Locale) -> Message:
    """Set your language and how you write dates."""
    ctx.speaker.locale = locale
    return Message(text=f"Your locale is {locale}.", tone="good")


@commands(
    "digest at",
    "digest",
    may=None,
    plan=False,
    examples=("digest at 08:30", "digest off"),
)
def daily(ctx: Context, at: TimeOrOff) -> Message:
    """Choose the hour of your daily digest, or turn it off."""
    ctx.speaker.digest_on = isinstance(at, time)
    if isinstance(at, time):
        ctx.speaker.digest_at = at
        digest.start(ctx, ctx.speaker)
        said = f"Your digest comes at {at:%H:%M} on working days ({ctx.speaker.zone})."
        return Message(text=said, tone="good")
    return Message(
        text="Your digest is off. `digest at 09:00` turns it on.", tone="good"
    )


@commands("quiet", may=None, plan=False, examples=("quiet 18:00-08:00",))
def quiet(ctx: Context, hours: Hours) -> Message:
    """Set your quiet hours: only what is critical comes through."""
    ctx.speaker.quiet_from, ctx.speaker.quiet_to = hours
    said = f"{hours[0]:%H:%M} to {hours[1]:%H:%M}"
    return Message(text=f"Quiet from {said} and on days off.", tone="good")


@commands(
    "away from",
    "away",
    may=None,
    plan=False,
    examples=("away from 21 Dec to 2 Jan cover @kim",),
)
def away(ctx: Context, days: Span, *, cover: Who | None = None) -> Message:
    """Say when you are away: no digest then; your cover gets your lines."""
    if cover == ctx.speaker.id:
        raise CoversSelf
    first, last = days
    ctx.speaker.away_from, ctx.speaker.away_to = first, last
    ctx.speaker.cover = cover
    text = f"Away from {say_day(first)} to {say_day(last)}.{_covered(ctx, cover)}"
    return Message(text=text, tone="good")


def _covered(ctx: Context, cover: str | None) -> str:
    from domain.person import Person

    person = ctx.work.one(Person, id=cover) if cover else None
    if person is None:
        return " Nobody covers for you."
    return f" {person.name} gets your lines where they are of the same party."
