"""Who gets an absent person's lines and notices: their cover, of the same party."""

from datetime import datetime

from bot.ports import Work
from bot.window import PlanView
from domain.member import Member
from domain.person import Person


def covered_by(person: Person, work: Work, now: datetime) -> list[Person]:
    """Everybody who is away and whose lines *person* gets, also through an absent
    cover.
    """
    found = [person]
    for cover in found:
        away = work.some(Person, cover=cover.id)
        found += [p for p in away if is_away(p, now) and p not in found]
    return found[1:]


def stand_in(person: Person, view: PlanView, work: Work, now: datetime) -> Person:
    """Who hears in *person*'s place: themselves, where nobody present covers."""
    side, seen = _side(view, person), [person]
    while is_away(seen[-1], now) and (cover := _cover(seen[-1], work)):
        if cover in seen or side is None or _side(view, cover) is not side:
            return person
        seen.append(cover)
    return person if is_away(seen[-1], now) else seen[-1]


def is_away(person: Person, now: datetime) -> bool:
    return person.away(person.local(now).date())


def _cover(person: Person, work: Work) -> Person | None:
    return work.one(Person, id=person.cover) if person.cover else None


def _side(view: PlanView, person: Person) -> object:
    member: Member | None = view.member(person.id)
    return member.side if member and member.active else None
