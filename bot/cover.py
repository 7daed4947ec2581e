"""Who gets an absent person's lines and notices: somebody present of their party."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Work
from bot.window import PlanView
from domain.member import May, Member
from domain.person import Person
from domain.visibility import Audience

Away = Callable[[Person], bool]
ZONES = timedelta(days=1)  # a day may be over here and not yet elsewhere


@dataclass
class Line:
    """The line of succession in one plan: the named cover, the deputy, then a lead.

    Whoever of them is away is followed to their own cover and deputy. *audience* is of
    what is to be heard: an observer hears nothing private.
    """

    view: PlanView
    away: Away
    audience: Audience = Audience.JOINT
    _seen: set[str] = field(default_factory=set)

    def after(self, person: Person) -> Person | None:
        """Whoever stands in for *person*; None where nobody present can."""
        member = self.view.member(person.id)
        if member is None or not member.active:
            return None
        self._seen = {person.id}
        return self._next(person, member) or self._lead(member)

    def _next(self, person: Person, member: Member) -> Person | None:
        for other in self._of_party(member, (person.cover, member.deputy)):
            who = self.view.person(other.person)
            found = self._next(who, other) if self.away(who) else who
            if found:
                return found
        return None

    def _of_party(
        self, member: Member, people: tuple[str | None, ...]
    ) -> Iterator[Member]:
        """Those of *people* not asked yet, in the plan and of the same party."""
        for id_ in people:
            other = self.view.member(id_) if id_ and id_ not in self._seen else None
            if other and other.active and other.side is member.side:
                self._seen.add(other.person)
                if other.reads or not self.audience.private:
                    yield other

    def _lead(self, member: Member) -> Person | None:
        """The first lead of the party who is there."""
        mates = self.view.active(side=member.side)
        leads = (m.person for m in mates if m.may(May.LEAD))
        people = (self.view.person(id_) for id_ in leads if id_ != member.person)
        return next((who for who in people if not self.away(who)), None)


def stand_in(
    person: Person, view: PlanView, now: datetime, audience: Audience = Audience.JOINT
) -> Person:
    """Who hears in *person*'s place: themselves, where nobody present covers."""
    if not is_away(person, now):
        return person
    return Line(view, lambda who: is_away(who, now), audience).after(person) or person


def absent_for(
    person: Person, member: Member, view: PlanView, work: Work, now: datetime
) -> list[Member]:
    """Whose lines *person* gets in this plan: colleagues who are away."""
    mates = {m.person: m for m in view.active(side=member.side)}
    yesterday = (now - ZONES).date()
    ids = tuple(sorted(mates.keys() - {person.id}))
    found = work.some(Person, id=ids, away_to_since=yesterday)
    away = (other for other in found if is_away(other, now))
    return [mates[p.id] for p in away if stand_in(p, view, now) is person]


def is_away(person: Person, now: datetime) -> bool:
    return person.away(person.local(now).date())
