"""What every item can be asked: show it, put its title or owner right, cancel it."""

from dataclasses import replace
from typing import Any

from bot import climbing, enrolment, recurring, silence
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.reviews import clock, occurring
from bot.showing import card, in_full, saying
from bot.wishes import follows
from bot.words.kinds import Ref, Title, Who, Why
from domain.action import Action
from domain.errors import DomainError
from domain.issue import Issue
from domain.member import May

commands = Commands()

FOLLOWED = "You follow this: your digest tells when it changes."


class NobodyOwnsIt(DomainError):
    """{ref} belongs to both parties; only an action or an issue has an owner. Add one: `action add "TITLE" owner @x for {ref}`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@commands("item show", may=May.READ, changes=False, examples=("A-3",))
def show(ctx: Context, ref: Ref) -> Message:
    """Show an item as it stands, with its notes and evidence."""
    item = ctx.plan.find(ref)
    followed = FOLLOWED if follows(ctx, item) else ""
    return saying(in_full(ctx, item), followed)


@commands("item title", may=May.WORK, examples=('A-3 title "Train all ward staff"',))
def title(ctx: Context, ref: Ref, text: Title) -> Message:
    """Put the title of an item right."""
    item: Any = ctx.plan.find(ref)
    before = item.title
    fact = item.rename(text, by=ctx.me, at=ctx.now)
    ctx.record(replace(fact, note=before))
    return card(ctx, item)


@commands("item owner", may=May.WORK, examples=("A-3 owner @bo",))
def owner(ctx: Context, ref: Ref, who: Who) -> Message:
    """Give an action or an issue to somebody."""
    item = ctx.plan.find(ref)
    if not isinstance(item, Action | Issue):
        raise NobodyOwnsIt(item.ref)
    new = enrolment.owner(ctx, who, private=item.audience.private)
    ctx.record(item.give_to(new, by=ctx.me, at=ctx.now))
    recurring.follow(ctx, item)
    climbing.follow(ctx, item)
    if isinstance(item, Issue) and who != ctx.speaker.id:
        climbing.tell_owner(ctx, item, f"{ctx.speaker.name} gave you {item.ref}.")
    return card(ctx, item)


@commands("item cancel", may=May.WORK, examples=("A-3 cancel bought instead",))
def cancel(ctx: Context, ref: Ref, why: Why) -> Message:
    """Take an item out, with the reason; what comes back, for this time only."""
    item: Any = ctx.plan.find(ref)
    heir = recurring.heir(ctx, item)
    more: dict[str, Any] = {"heir": heir} if heir else {}
    if isinstance(item, Issue):
        more["calendars"] = climbing.calendars_of(ctx, item)
    ctx.record(item.cancel(why, by=ctx.me, at=ctx.now, **more))
    silence.follow(ctx, item)
    climbing.follow(ctx, item)
    clock.follow(ctx, item)
    occurring.end(ctx, item)
    after = recurring.handed_on(ctx, item, heir)
    return saying(card(ctx, item), f"For this time only. {after}" if after else "")
