"""Which domain class lives in which table, and the statements built once for each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.sql import Delete

from domain.action import Action
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.issue import Issue
from domain.member import Member
from domain.milestone import Milestone
from domain.note import Note, View
from domain.objective import Objective
from domain.party import Party
from domain.person import Organisation, Person
from domain.plan import Plan
from domain.room import (
    Follow,
    JoinCode,
    LastPlan,
    PlanRoom,
    RoomCode,
    Snooze,
    WayBack,
)
from domain.series import Series
from storage import tables

P = ParamSpec("P")
T = TypeVar("T")
Kind = Any  # a class with a table

TABLES: Mapping[Kind, Table] = {
    Action: tables.actions,
    Checkpoint: tables.checkpoints,
    Change: tables.changes,
    Decision: tables.decisions,
    Follow: tables.follow,
    Issue: tables.issues,
    JoinCode: tables.join_code,
    LastPlan: tables.last_plan,
    Member: tables.members,
    Milestone: tables.milestones,
    Note: tables.notes,
    Objective: tables.objectives,
    Organisation: tables.organisation,
    Party: tables.party,
    Person: tables.person,
    Plan: tables.plans,
    PlanRoom: tables.room,
    RoomCode: tables.room_code,
    Series: tables.checkpoint_series,
    Snooze: tables.snooze,
    View: tables.views,
    WayBack: tables.way_back,
}


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Build each statement once; typed, as mypy does not count type[T] as hashable."""
    return cast(Callable[P, T], cache(make))


BEFORE = "_before"  # `due_before=…`: the column comes before the value
SINCE = "_since"  # `at_since=…`: it does not
NOTHING = -1  # `due=None`: the column holds no value


@once
def names(kind: Kind) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@once
def keys(kind: Kind) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[kind].primary_key)


def values(thing: object) -> dict[str, Any]:
    here = vars(thing)
    return {name: here[name] for name in names(type(thing))}


def identity(kind: Kind, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (kind, *[row[name] for name in keys(kind)])


@once
def by_key(kind: Kind) -> Callable[[Any], Any]:
    """Sorts things by their key."""
    return attrgetter(*keys(kind))


def columns(kind: Kind) -> list[Any]:
    """The columns of *kind*, in the order of its fields."""
    return [TABLES[kind].c[name] for name in names(kind)]


Asked = tuple[tuple[str, int], ...]  # each column, and among how many values


def asked(where: Mapping[str, Any]) -> Asked:
    """Which columns equal a value, are among several, or hold none."""
    return tuple((n, _places(v)) for n, v in where.items())


def said(where: Mapping[str, Any]) -> dict[str, Any]:
    """The values of *where* for a statement of the same shape; the last fills up."""
    found = {}
    for name, value in where.items():
        if isinstance(value, tuple):
            for place in range(_places(value)):
                found[f"{name}_{place}"] = value[min(place, len(value) - 1)]
        elif value is not None:
            found[name] = value
    return found


def _places(value: object) -> int:
    """Two, four, eight …: so that few statements serve lists of any length."""
    if value is None:
        return NOTHING
    if not isinstance(value, tuple):
        return 0
    return 1 << (len(value) - 1).bit_length()


@once
def selecting(kind: Kind, asked: Asked, order: str, limited: bool) -> Select[Any]:  # noqa: FBT001 - part of the statement's key
    """Rows of *kind*; the key comes last, so that ties have one order everywhere.

    Without *order* or limit in none: asked for its key's, SQLite reads a whole plan.
    """
    table = TABLES[kind]
    found = select(*columns(kind)).where(*matching(table, asked))
    if not (order or limited):
        return found
    by = dict.fromkeys((*order.split(), *keys(kind)))
    found = found.order_by(*(_ordered(table, name) for name in by))
    return found.limit(bindparam("most_")) if limited else found


def _ordered(table: Table, name: str) -> ColumnElement[Any]:
    """`-ended_at` is the last one first."""
    column = table.c[name.removeprefix("-")]
    return column.desc() if name.startswith("-") else column


@once
def counting(kind: Kind, asked: Asked) -> Select[Any]:
    """How many rows, counted no further than to a limit."""
    there = select(literal(1)).where(*matching(TABLES[kind], asked))
    return select(func.count()).select_from(there.limit(bindparam("most_")).subquery())


def matching(table: Table, asked: Asked) -> Iterator[ColumnElement[bool]]:
    for name, among in asked:
        column = table.c[name.removesuffix(BEFORE).removesuffix(SINCE)]
        if among == NOTHING:
            yield column.is_(None)
        elif among:
            places = [bindparam(f"{name}_{n}", type_=column.type) for n in range(among)]
            yield column.in_(places)
        elif name.endswith(BEFORE):
            yield column < bindparam(name)
        elif name.endswith(SINCE):
            yield column >= bindparam(name)
        else:
            yield column == bindparam(name)


@once
def inserting(kind: Kind) -> Insert:
    return insert(TABLES[kind]).values({name: bindparam(name) for name in names(kind)})


@once
def updating(kind: Kind, changed: tuple[str, ...]) -> Update:
    """Set *changed* where key and version are still what was read."""
    table = TABLES[kind]
    where = [table.c[name] == bindparam(f"k_{name}") for name in keys(kind)]
    where.append(table.c.version == bindparam("k_version"))
    return update(table).where(*where).values({n: bindparam(n) for n in changed})


@once
def deleting(kind: Kind) -> Delete:
    table = TABLES[kind]
    where = [table.c[name] == bindparam(f"k_{name}") for name in keys(kind)]
    return delete(table).where(*where)
