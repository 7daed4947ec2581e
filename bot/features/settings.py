"""How one person wants to be told: zone, language, digest, quiet hours."""

from datetime import date, datetime, time, timedelta

from bot import digest, way_back
from bot.command import Commands
from bot.context import Context
from bot.dates import say_day
from bot.day import all_plans
from bot.message import Message
from bot.words.kinds import Hours, Locale, Since, TimeOrOff, Zone
from bot.words.list_kinds import Page
from domain.errors import DomainError

commands = Commands()

NOTHING = "Nothing is due and nothing waits for your word in any of your plans."


class OnlyForYou(DomainError):
    """Your day is for you alone. Ask me in a direct message: `digest show`."""


@commands("timezone", may=None, plan=False, examples=("timezone Europe/Berlin",))
def timezone(ctx: Context, zone: Zone) -> Message:
    """Set your time zone: your dates and your digest follow it."""
    way_back.keep(ctx, f"timezone {ctx.speaker.zone}")
    ctx.speaker.zone = zone
    digest.move(ctx, ctx.speaker)
    clock = f"{ctx.speaker.local(ctx.now):%H:%M}"
    return _done(f"Your time zone is {zone}, where it is {clock} now.")


@commands("locale", may=None, plan=False, examples=("locale en-GB",))
def locale(ctx: Context, locale: Locale) -> Message:
    """Set your language and region: dates are read the way you write them."""
    way_back.keep(ctx, f"locale {ctx.speaker.locale}")
    ctx.speaker.locale = locale
    return _done(f"Your locale is {locale}.")


@commands(
    "digest at",
    "digest",
    may=None,
    plan=False,
    examples=("digest at 08:30", "digest off"),
)
def daily(ctx: Context, at: TimeOrOff) -> Message:
    """Choose the hour of your daily digest, or turn it off."""
    before = f"at {ctx.speaker.digest_at:%H:%M}" if ctx.speaker.digest_on else "off"
    way_back.keep(ctx, f"digest {before}")
    ctx.speaker.digest_on = isinstance(at, time)
    if not isinstance(at, time):
        return _done("Your digest is off. `digest at 09:00` turns it on again.")
    ctx.speaker.digest_at = at
    first = digest.move(ctx, ctx.speaker)
    when = f"at {at:%H:%M} ({ctx.speaker.zone}) on working days"
    return _done(f"Your digest comes {when}, from {say_day(first)} on.")


@commands("digest show", may=None, plan=False, changes=False, examples=("digest show",))
def day(ctx: Context, *, since: Since | None = None, page: Page = 1) -> Message:
    """Show your whole day across all your plans, here and now."""
    if ctx.request.place:
        raise OnlyForYou
    from_ = _moment(ctx, since) if since else ctx.now - timedelta(days=1)
    days = list(all_plans.days_of(ctx, ctx.speaker, since=from_))
    found = all_plans.lines_of(days)
    if not found:
        return Message(text=NOTHING)
    return all_plans.message_of(days, found, page)


@commands("quiet", may=None, plan=False, examples=("quiet 18:00-08:00",))
def quiet(ctx: Context, hours: Hours) -> Message:
    """Set your quiet hours: only what is critical comes through."""
    before = f"{ctx.speaker.quiet_from:%H:%M}-{ctx.speaker.quiet_to:%H:%M}"
    way_back.keep(ctx, f"quiet {before}")
    ctx.speaker.quiet_from, ctx.speaker.quiet_to = hours
    if hours[0] == hours[1]:
        return _done("You have no quiet hours; days off stay quiet.")
    said = f"from {hours[0]:%H:%M} to {hours[1]:%H:%M} and on days off"
    return _done(f"Quiet {said}. Only what is critical comes through.")


def _moment(ctx: Context, since: date) -> datetime:
    return ctx.speaker.digest_hour(since)


def _done(text: str) -> Message:
    return Message(text=text, tone="good")
