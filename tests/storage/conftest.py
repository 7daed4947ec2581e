"""A store on each database, and one small plan to try it with."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from domain.action import Action
from domain.action_fact import ActionAdded
from domain.member import Member, Role
from domain.person import Person
from domain.plan import Plan, PlanStarted
from domain.visibility import Audience, Side, private_to, rows_of
from storage.engine import open_engine
from storage.store import SqlStore

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANN = Member(plan="p", person="ann", side=Side.CUSTOMER, role=Role.LEAD)
BOTH = tuple(rows_of("p", private_to(side)) for side in Side)  # what a test may see
BOB = Member(plan="p", person="bob", side=Side.SUPPLIER, role=Role.LEAD)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    here = open_engine(database_url)
    yield here
    here.dispose()


@pytest.fixture
def store(engine: Engine) -> Iterator[SqlStore]:
    store = SqlStore(engine)
    yield store
    store.close()


@pytest.fixture
def planned(store: SqlStore) -> SqlStore:
    """A store with the plan `p` and nothing in it."""
    store.run(start)
    return store


def start(work) -> None:
    plan = Plan(id="p", key="P", title="Less downtime", starter="ann", created_at=NOW)
    people = [
        Person(id=name, organisation="o", account=name, name=name)
        for name in ("ann", "bob")
    ]
    work.add(*people, plan)
    work.record(plan.born(PlanStarted, by=ANN, at=NOW))


def add_action(
    work, title="Ship", audience=Audience.JOINT, *, by=ANN, plan="p"
) -> Action:
    number = work.number(plan, audience, "A")
    action = Action(
        plan=plan,
        number=number,
        audience=audience,
        title=title,
        created_by=by.person,
        created_at=NOW,
        owner=by.person,
        owner_side=by.side,
    )
    work.add(action)
    work.record(action.born(ActionAdded, by=by, at=NOW))
    return action


def action(work, number=1, audience=Audience.JOINT) -> Action:
    found = work.one(Action, plan="p", audience=audience, number=number)
    assert found is not None
    return found
