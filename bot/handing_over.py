"""Handing over on a later day: planned, taken back, and done when the day begins."""

from collections.abc import Iterator
from datetime import time

from bot import announce, climbing, recurring
from bot.dates import say_day
from bot.message import Button, Message
from bot.telling import Telling
from bot.window import PlanView
from domain import issue
from domain.action import LIVE, Action
from domain.due import Due, Kind
from domain.issue import Issue
from domain.member import HandedOver, HandOverLapsed, May, Member
from domain.plan import Status
from domain.visibility import private_to
from domain.walltime import instant

Owned = Action | Issue


def open_of(view: PlanView, person: str) -> list[Owned]:
    """What *person* has still to do."""
    return [
        *view.all(Action, owner=person, status=tuple(LIVE)),
        *view.all(Issue, owner=person, status=tuple(issue.LIVE)),
    ]


def give(ctx: Telling, given: list[Owned], to: Member, *, by: Member) -> None:
    """Give each to *to*; a series goes on with its new owner."""
    for item in given:
        ctx.record(item.give_to(to, by=by, at=ctx.now))
        recurring.follow(ctx, item)
        climbing.follow(ctx, item)


def follow(ctx: Telling, giver: Member) -> None:
    """Wait for the day that is planned, in the zone of the party, or for none."""
    ctx.follow((_key(giver),), rows(ctx, giver))


def rows(ctx: Telling, giver: Member) -> Iterator[Due]:
    if giver.hands_on and ctx.plan.plan_row.status is not Status.CLOSED:
        yield Due(
            key=_key(giver),
            kind=Kind.HAND_OVER,
            at=instant(giver.hands_on, time(0), ctx.plan.party(giver.side).zone),
            plan=giver.plan,
            audience=private_to(giver.side),
            person=giver.person,
        )


def tell(ctx: Telling, giver: Member, was: str | None, *, but: str) -> None:
    """Both hear how it stands now, and whoever it *was* planned to go to, but *but*."""
    if giver.hands_to and giver.hands_on:
        on = say_day(giver.hands_on)
        says = f"From {on}, what {{owns}} open in {{key}} is {{whose}}."
        _tell(ctx, giver, giver.hands_to, says, but=but)
    if was and was != giver.hands_to:
        says = "What {owns} open in {key} is not handed over to {to} after all."
        _tell(ctx, giver, was, says, but=but)


def come_due(ctx: Telling, row: Due) -> None:
    """The day begins: look again who is there and what is open, then hand it over."""
    giver = ctx.plan.member(row.person)
    if giver is None or ctx.plan.plan_row.status is Status.CLOSED:
        return
    to, by = (ctx.plan.member(p or "") for p in (giver.hands_to, giver.hands_by))
    if to is None or by is None:
        return
    name = ctx.plan.name(to.person)
    if not (to.may(May.WORK) and to.side is giver.side):
        ctx.record(giver.keep_own(HandOverLapsed, name, by=None, at=ctx.now))
        _lapsed(ctx, giver, name)
    else:
        ctx.record(giver.keep_own(HandedOver, name, by=None, at=ctx.now))
        view = ctx.plan.as_read_by(row.audience)
        give(ctx, open_of(view, giver.person), to, by=by)
        said = f"What {ctx.plan.name(giver.person)} had open is now {name}'s."
        ctx.summary = Message(text=said)
        _tell(
            ctx, giver, to.person, "From today, what {owns} open in {key} is {whose}."
        )
    announce.settle(ctx)


def _lapsed(ctx: Telling, giver: Member, name: str) -> None:
    key, owner = ctx.plan.plan_row.key, ctx.plan.name(giver.person)
    text = (
        f"What {owner} has open in {key} did not go to {name} today: {name} cannot take"
        f" it on any more. Name somebody else: `hand over @{owner} to @x`."
    )
    for lead in ctx.leads(giver.side):
        ctx.tell(lead.person, Message(text=text), audience=private_to(giver.side))


def _tell(ctx: Telling, giver: Member, to: str, says: str, *, but: str = "") -> None:
    key = ctx.plan.plan_row.key
    names = ctx.plan.names([giver.person, to])
    said = {
        giver.person: {"owns": "you have", "whose": f"{names[to]}'s", "to": names[to]},
        to: {"owns": f"{names[giver.person]} has", "whose": "yours", "to": "you"},
    }
    for person, words in said.items():
        if person != but:
            text = says.format(key=key, **words)
            ctx.tell(person, Message(text=text, buttons=(_mine(key),)))


def _mine(key: str) -> Button:
    return Button("Show mine", f"{key} mine")


def _key(giver: Member) -> str:
    return f"hand over {giver.plan} {giver.person}"
