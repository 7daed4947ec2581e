"""What waits for somebody's word: answers, a signature, people to confirm."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards.parts import press
from bot.confirming import since, to_confirm
from bot.day.line import Line, Part
from bot.day.plan_day import PlanDay
from bot.message import Button
from bot.waiting import SIGN, Waiting, signature_asked, signature_wanted
from domain.member import May
from domain.nudge import late_causes


def to_sign(day: PlanDay) -> Iterator[Line]:
    """What waits for this lead's signature."""
    for found in day.waits:
        if found.asks == SIGN and found.for_member(day.member):
            yield _answer(day, found)


def lines(day: PlanDay) -> Iterator[Line]:
    yield from _signature(day)
    yield from _people(day)
    for found in day.waits:
        if found.for_member(day.member):
            yield _answer(day, found)


def _answer(day: PlanDay, found: Waiting) -> Line:
    label = found.asks.capitalize()
    answer = press(day.view, found.item, found.asks, label, style="primary")
    show = day.button("Show", found.item.ref)
    return Line(
        part=Part.WAITS,
        text=day.says(found.item, f"waits for you to {found.says}"),
        causes=_causes(day, found.since),
        ref=found.item.ref,
        buttons=(answer, show) if found.for_member(day.reader) else (show,),
    )


def _signature(day: PlanDay) -> Iterator[Line]:
    if signature_wanted(day.view, day.member):
        text = f"{day.key} waits for your signature"
        read = day.button("Read and sign", "sign")
        yield _for_leads(day, text, signature_asked(day.view), read)


def _people(day: PlanDay) -> Iterator[Line]:
    for member in to_confirm(day.view, day.member):
        name, who = day.view.name(member.person), f"<@p:{member.person}>"
        yield _for_leads(
            day,
            f"{day.key} {name} waits for you to confirm them",
            since(day.view, member),
            day.button("Confirm", f"confirm {who}"),
            day.button("Not them", f"not them {who}"),
        )


def _for_leads(day: PlanDay, text: str, began: datetime, *buttons: Button) -> Line:
    return Line(
        part=Part.WAITS,
        text=text,
        causes=_causes(day, began),
        buttons=buttons if day.reader.may(May.LEAD) else (),
    )


def _causes(day: PlanDay, began: datetime) -> bool:
    """It began after the last digest, or has waited long enough to be worth a word."""
    first = began.astimezone(day.now.tzinfo).date()
    late = late_causes(first, **day.gap, calendar=day.calendar)
    return began > day.since or late
