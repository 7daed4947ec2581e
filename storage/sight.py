"""What a transaction may see of what is private: PostgreSQL asks it of every row.

The second wall (see `storage.wall`). The first is `PlanView`; neither trusts the other:
here the database itself looks up for which party somebody speaks. SQLite has no rows to
hide behind, so it is never asked.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, func, select

from domain.member import Role, Standing
from storage.driver import Driver
from storage.tables import members
from storage.wall import SEALS, SEES

_own = members.alias("own").c
_said = func.current_setting(SEES, True)  # noqa: FBT003 - PostgreSQL's missing_ok


def seeing(person: Any) -> ColumnElement[str]:  # noqa: ANN401 - a column or a bound value
    """From here on this transaction also sees what the parties of *person* see."""
    theirs = _own.plan.concat(":").concat(cast(_own.side, String))
    own = (
        select(func.string_agg(theirs, " "))
        .where(
            _own.person == person,
            _own.standing == Standing.ACTIVE,
            _own.role != Role.OBSERVER,  # who reads what is joint, and no more
        )
        .scalar_subquery()
    )
    return func.set_config(SEES, func.concat_ws(" ", _said, own), True)  # noqa: FBT003 - of this transaction only


def begun(words: Iterable[str]) -> str:
    """What is said with BEGIN where it is known beforehand what will be seen."""
    said = " ".join(words).replace("'", "''")
    return f"; SET LOCAL {SEES} TO '{said}'" if said else ""


def see_as(driver: Driver, person: str) -> None:
    driver.rows(AS_PERSON, {"who": person})


def seal_open(driver: Driver, plan: str) -> None:
    """For the moment of a seal the heads of *plan* are seen; *plan* is empty after."""
    driver.rows(SEALING, {"plan": plan})


AS_PERSON = select(seeing(bindparam("who")))
SEALING = select(func.set_config(SEALS, bindparam("plan"), True))  # noqa: FBT003 - as above
