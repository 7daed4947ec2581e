"""One transaction: all of it happens, or none of it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby, product
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, bindparam, insert, select

from domain.fact import Fact
from domain.room import PlanRoom
from domain.visibility import Audience
from storage import mapping, tables
from storage.agenda import Agenda
from storage.arrival import Arrival, arrive
from storage.driver import Driver, Row
from storage.faults import Stale
from storage.outbox import Outbox
from storage.record import Record, Told, log, openings, retold, seals, telling
from storage.rooms import beside
from storage.sealing import Entropy, Opening, Seal
from storage.series import NEXT
from storage.sight import seal_open, see_as
from storage.told import require_told

T = TypeVar("T")


class SqlWork:
    """Objects are read once, changed freely, and written when the work ends."""

    def __init__(
        self, connection: Connection, record: Record, entropy: Entropy
    ) -> None:
        self.connection = connection
        self.line = ""
        self._driver = Driver(connection)
        self._walled = connection.dialect.name == "postgresql"
        self._record = record
        self._read: dict[tuple[Any, ...], tuple[Any, dict[str, Any]]] = {}
        self._asked: dict[tuple[Any, ...], list[Any]] = {}
        self._new: list[Any] = []
        self._facts: list[Fact] = []
        self._written = 0
        self.outbox = Outbox(connection, entropy)
        self.agenda = Agenda(connection)

    def one(self, kind: type[T], **key: Any) -> T | None:  # noqa: ANN401 - column values
        """The one thing with this key, or None."""
        return next(iter(self.some(kind, **key)), None)

    def some(
        self,
        kind: type[T],
        *,
        order: str = "",
        most: int | None = None,
        **where: Any,  # noqa: ANN401 - column values
    ) -> list[T]:
        """Things of *kind* whose columns have these values, *most* at the most.

        A tuple is any of its values; `due_before=day` asks for what comes before.
        """
        if () in where.values():
            return []
        if (known := self._known(kind, where)) is not None:
            return known
        asked = (kind, order, most, *where.items())
        if asked not in self._asked:
            shape, limited = mapping.asked(where), most is not None
            statement = mapping.selecting(kind, shape, order, limited)
            rows = self._driver.rows(statement, mapping.said(where) | {"most_": most})
            found = [self._keep(kind, row) for row in rows]
            if not (order or limited):
                found.sort(key=mapping.by_key(kind))
            self._asked[asked] = found
        return list(self._asked[asked])

    def _known(self, kind: type[T], where: dict[str, Any]) -> list[T] | None:
        """What is asked for by whole keys, where all of it was read before."""
        if where.keys() != set(keys := mapping.keys(kind)):
            return None
        given = (v if isinstance(v := where[k], tuple) else (v,) for k in keys)
        found = [self._read.get((kind, *key)) for key in sorted(set(product(*given)))]
        return [known[0] for known in found if known] if all(found) else None

    def count(self, kind: type[T], *, most: int, **where: Any) -> int:  # noqa: ANN401 - column values
        """How many things `some` would find; not counted beyond *most*."""
        if () in where.values():
            return 0
        statement = mapping.counting(kind, mapping.asked(where))
        values = mapping.said(where) | {"most_": most}
        return int(self._driver.rows(statement, values)[0][0])

    def _keep(self, kind: type[T], values: Row) -> T:
        row = dict(zip(mapping.names(kind), values, strict=True))
        identity = mapping.identity(kind, row)
        if identity not in self._read:
            self._read[identity] = (kind(**row), row)
        return cast(T, self._read[identity][0])

    def arrive(self, **who: str) -> Arrival:
        """Who speaks, in which plans, and what this delivery was told before."""
        return arrive(self._driver, self._keep, walled=self._walled, **who)

    def see_as(self, person: str) -> None:
        """See what *person* may of what is private; else PostgreSQL shows nothing."""
        if self._walled:
            self._asked.clear()
            see_as(self._driver, person)

    def beside(self, plan: str) -> list[PlanRoom]:
        """How every room of *plan* is bound: to it, and to any other plan."""
        return beside(self._driver, self._keep, plan)

    def add(self, *things: object) -> None:
        """Keep new things. Each is written when the work ends, in this order."""
        self._new.extend(things)

    def drop(self, thing: object) -> None:
        """Forget a personal wish (a snooze, a follow, a room's binding)."""
        row = mapping.values(thing)
        key = {f"k_{name}": row[name] for name in mapping.keys(type(thing))}
        self._read.pop(mapping.identity(type(thing), row), None)
        self._asked.clear()
        self._driver.run(mapping.deleting(type(thing)), key)

    def number(
        self, plan: str, audience: Audience, prefix: str, *, many: int = 1
    ) -> int:
        """The first of the next *many* numbers of a series.

        Each party's private series is its own. Whoever else counts it waits for the
        end of this work, so what was read before may have changed.
        """
        self._asked.clear()
        key = {"plan": plan, "audience": audience, "prefix": prefix, "many": many}
        counted = NEXT[self.connection.dialect.name]
        return int(self._driver.rows(counted, key)[0][0]) - many + 1

    def record(self, *facts: Fact) -> None:
        """Write down what happened, in the log of whoever may know."""
        self._facts.extend(facts)

    def facts(
        self,
        plan: str,
        audiences: tuple[Audience, ...],
        **where: Any,  # noqa: ANN401 - ref, by, line, or since
    ) -> list[Told]:
        """Facts in order of time: of an item, a person, a line, or since a moment."""
        if since := where.pop("since", None):
            where["at_since"] = since
        where |= {"plan": plan, "log": audiences}
        rows = self._driver.rows(telling(mapping.asked(where)), mapping.said(where))
        return [retold(*row) for row in rows]

    def answered(self, request: str) -> str | None:
        """What was answered when this delivery first came, if it did."""
        rows = self._driver.rows(ANSWER, {"id": request})
        return str(rows[0][0]) if rows else None

    def remember(self, request: str, answer: str, *, at: datetime) -> None:
        row = {"id": request, "at": at, "answer": answer}
        self._driver.run(REMEMBER, row)

    def seal(self, plan: str, *, at: datetime) -> Seal:
        """Seal the plan's record with all that this work has told so far."""
        self._write()
        if not self._walled:
            return self._record.seal(self.connection, plan, at)
        seal_open(self._driver, plan)
        made = self._record.seal(self.connection, plan, at)
        seal_open(self._driver, "")
        return made

    def seals(self, plan: str) -> list[Seal]:
        """All seals of a plan, oldest first."""
        return seals(self.connection, plan)

    def openings(self, plan: str, audience: Audience) -> list[Opening]:
        """What *audience* may open of each seal, oldest first."""
        return openings(self.connection, plan, audience)

    def log(self, plan: str, audience: Audience) -> list[dict[str, Any]]:
        """One log word for word, as exports and their verifier want it."""
        return log(self.connection, plan, audience)

    def write(self) -> None:
        """Write what is new, so that it can be read; what was told stays to be told."""
        self._write()

    def flush(self) -> None:
        """Write everything; refuse what no fact tells."""
        self._write()
        self._facts, self._written = [], 0

    @property
    def told(self) -> Sequence[Fact]:
        """The facts of this work since it was last flushed."""
        return self._facts

    def _write(self) -> None:
        changed, fresh = self._changed(), self._facts[self._written :]
        require_told(fresh, changed, self._new)
        kinds = {type(one) for one in (*self._new, *(thing for thing, _, _ in changed))}
        for asked in [known for known in self._asked if known[0] in kinds]:
            del self._asked[asked]
        self._insert()
        for thing, row, names in changed:
            self._update(thing, row, names)
        self._record.append(self._driver, fresh, line=self.line)
        self._new, self._written = [], len(self._facts)

    def _insert(self) -> None:
        """New things in the order they came, neighbours of one kind together."""
        for kind, things in groupby(self._new, key=type):
            new = [(thing, mapping.values(thing)) for thing in things]
            self._driver.run_each(mapping.inserting(kind), [row for _, row in new])
            for thing, row in new:
                self._read[mapping.identity(kind, row)] = (thing, row)

    def _changed(self) -> list[tuple[Any, dict[str, Any], tuple[str, ...]]]:
        found = []
        for thing, row in self._read.values():
            here = vars(thing)
            if here != row and (names := tuple(n for n in row if here[n] != row[n])):
                found.append((thing, row, names))
        return found

    def _update(self, thing: Any, row: dict[str, Any], names: tuple[str, ...]) -> None:  # noqa: ANN401 - any kept thing
        kind = type(thing)
        thing.version = row["version"] + 1
        now = mapping.values(thing)
        key = {f"k_{n}": row[n] for n in (*mapping.keys(kind), "version")}
        changed = (*names, "version")
        values = key | {name: now[name] for name in changed}
        if self._driver.run(mapping.updating(kind, changed), values) != 1:
            raise Stale
        row.update(now)


ANSWER = select(tables.inbound.c.answer).where(tables.inbound.c.id == bindparam("id"))
REMEMBER = insert(tables.inbound)
