"""Which plan a line means where several may be meant: the speaker's last one there."""

from bot.ports import Work
from bot.request import Place
from domain.person import Person
from domain.plan import Plan
from domain.room import LastPlan


def last_plan(work: Work, person: Person, room: str) -> str:
    """The id of the plan they last spoke of in *room*, or nothing."""
    last = work.one(LastPlan, person=person.id, room=room)
    return last.plan if last else ""


def remember(work: Work, person: Person, room: str, plan: Plan) -> None:
    """*plan* is what their next line there means, unless it names another."""
    last = work.one(LastPlan, person=person.id, room=room)
    if last is None:
        work.add(LastPlan(person=person.id, room=room, plan=plan.id))
    elif last.plan != plan.id:
        last.plan = plan.id


def room_of(place: Place | None) -> str:
    """A direct message is a place too."""
    return place.id if place else ""
