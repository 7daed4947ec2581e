"""Which domain class lives in which table, and the statements built once for each."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
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
    select,
    update,
)
from sqlalchemy.sql import Delete

from domain.action import Action
from domain.decision import Decision
from domain.member import Member
from domain.milestone import Milestone
from domain.note import Note, View
from domain.objective import Objective
from domain.party import Party
from domain.person import Organisation, Person
from domain.plan import Plan
from domain.room import Follow, JoinCode, PlanRoom, Snooze
from storage import tables

P = ParamSpec("P")
T = TypeVar("T")
Kind = Any  # a class with a table

TABLES: Mapping[Kind, Table] = {
    Action: tables.actions,
    Decision: tables.decisions,
    Follow: tables.follow,
    JoinCode: tables.join_code,
    Member: tables.members,
    Milestone: tables.milestones,
    Note: tables.notes,
    Objective: tables.objectives,
    Organisation: tables.organisation,
    Party: tables.party,
    Person: tables.person,
    Plan: tables.plans,
    PlanRoom: tables.room,
    Snooze: tables.snooze,
    View: tables.views,
}


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Build each statement once; typed, as mypy does not count type[T] as hashable."""
    return cast(Callable[P, T], cache(make))


BEFORE = "_before"  # `due_before=…`: the column comes before the value


@once
def names(kind: Kind) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@once
def keys(kind: Kind) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[kind].primary_key)


def values(thing: object) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names(type(thing))}


def identity(kind: Kind, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (kind, *(row[name] for name in keys(kind)))


Asked = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def asked(where: Mapping[str, Any]) -> Asked:
    """Which columns equal a value, are among several, or come before one."""
    before = tuple(sorted(n for n in where if n.endswith(BEFORE)))
    among = tuple(sorted(n for n, v in where.items() if isinstance(v, tuple)))
    equal = tuple(sorted(n for n in where if n not in {*among, *before}))
    return equal, among, before


@once
def selecting(kind: Kind, asked: Asked, order: str, limited: bool) -> Select[Any]:  # noqa: FBT001 - part of the statement's key
    """Rows of *kind*; the key comes last, so that ties have one order everywhere."""
    table = TABLES[kind]
    by = [table.c[name] for name in dict.fromkeys((*order.split(), *keys(kind)))]
    columns = (table.c[name] for name in names(kind))
    found = select(*columns).where(*_where(table, asked)).order_by(*by)
    return found.limit(bindparam("most_")) if limited else found


@once
def counting(kind: Kind, asked: Asked) -> Select[Any]:
    table = TABLES[kind]
    return select(func.count()).select_from(table).where(*_where(table, asked))


def _where(table: Table, asked: Asked) -> list[ColumnElement[bool]]:
    equal, among, before = asked
    return [
        *(table.c[name] == bindparam(name) for name in equal),
        *(table.c[name].in_(bindparam(name, expanding=True)) for name in among),
        *(table.c[name.removesuffix(BEFORE)] < bindparam(name) for name in before),
    ]


@once
def inserting(kind: Kind) -> Insert:
    return insert(TABLES[kind])


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
