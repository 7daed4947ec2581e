"""How rooms are bound: to one plan, and to any other whose people talk there too."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, select

from domain.room import PlanRoom
from storage import tables
from storage.driver import Driver, Row
from storage.mapping import columns

_room, _own = tables.room, tables.room.alias("own")
_of_plan = select(_own.c.room).where(_own.c.plan == bindparam("plan"))
BESIDE = (
    select(*columns(PlanRoom))
    .where(_room.c.room.in_(_of_plan))
    .order_by(_room.c.plan, _room.c.room)
)


def beside(
    driver: Driver, keep: Callable[[Any, Row], Any], plan: str
) -> list[PlanRoom]:
    """Every binding of the rooms that *plan* is bound to."""
    return [keep(PlanRoom, row) for row in driver.rows(BESIDE, {"plan": plan})]
