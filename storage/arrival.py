"""What every line begins with, in one statement: who speaks, and of which plans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, literal_column, select

from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan
from domain.room import PlanRoom
from storage import tables
from storage.driver import Driver, Row
from storage.mapping import columns, names
from storage.sight import seeing

Keep = Callable[[Any, Row], Any]

_person, _member = tables.person, tables.members
_plan, _room = tables.plans, tables.room
_answer = (
    select(tables.inbound.c.answer)
    .where(tables.inbound.c.id == bindparam("request"))
    .scalar_subquery()
)
# One row at least, also where nobody knows the speaker and nothing is bound here.
_line = select(literal_column("1").label("one")).subquery("line")
_speaker = _line.outerjoin(
    _person,
    (_person.c.organisation == bindparam("organisation"))
    & (_person.c.account == bindparam("account")),
)
_in_it = (_member.c.plan == _plan.c.id) & (_member.c.person == _person.c.id)
_of_room = (
    _speaker.outerjoin(_room, _room.c.room == bindparam("room"))
    .outerjoin(_plan, _plan.c.id == _room.c.plan)
    .outerjoin(_member, _in_it)
)
_of_speaker = _speaker.outerjoin(
    _member,
    (_member.c.person == _person.c.id) & (_member.c.standing != Standing.REMOVED),
).outerjoin(_plan, _plan.c.id == _member.c.plan)


def _arriving(kinds: Sequence[type], joined: Any) -> dict[bool, Select[Any]]:  # noqa: ANN401 - joined tables
    """With a wall, the speaker also sees from here on what their parties see."""
    of_all = (column for kind in kinds for column in columns(kind))
    found = select(_answer, *of_all).select_from(joined).order_by(_plan.c.id)
    return {False: found, True: found.add_columns(seeing(_person.c.id))}


IN_ROOM = (Person, Plan, Member, PlanRoom)
OWN = (Person, Plan, Member)
HERE, MINE = _arriving(IN_ROOM, _of_room), _arriving(OWN, _of_speaker)


@dataclass(frozen=True)
class Arrival:
    """`answer` is what this delivery was told before, `speaker` None where new.

    `plans` are the room's; where it has none, all that the speaker was not removed
    from; each with the speaker's place in it. `rooms` bind the room to each of them.
    """

    answer: str | None
    speaker: Person | None
    plans: Sequence[tuple[Plan, Member | None]]
    rooms: Sequence[PlanRoom] = ()


def arrive(
    driver: Driver, keep: Keep, *, walled: bool, room: str, **who: str
) -> Arrival:
    if room:
        here = _arrived(driver.rows(HERE[walled], who | {"room": room}), IN_ROOM, keep)
        if here.plans or here.answer:
            return here
    return _arrived(driver.rows(MINE[walled], who), OWN, keep)


def _arrived(rows: Sequence[Row], kinds: Sequence[type], keep: Keep) -> Arrival:
    found = [list(_things(row[1:], kinds, keep)) for row in rows]
    plans = [(plan, member) for _, plan, member, *_ in found if plan]
    rooms = [room for _, _, _, *bound in found for room in bound if room]
    return Arrival(rows[0][0], found[0][0], plans, rooms)


def _things(row: Row, kinds: Sequence[type], keep: Keep) -> Any:  # noqa: ANN401 - one of each kind, or None
    """What was found of each kind, or None."""
    at = 0
    for kind in kinds:
        end = at + len(names(kind))
        yield keep(kind, row[at:end]) if row[at] is not None else None
        at = end
