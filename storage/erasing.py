"""A person taken out of everything but the record, which never knew who they are.

Facts hold an id of ours that means nothing outside. Names, addresses and accounts stand
in one row of `person`, and in copies of what was said; both are cleared here. What
people wrote about somebody in their own words stays in the record: it is listed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Engine, String, Table, or_, select
from sqlalchemy import update as updating
from sqlalchemy.sql import ColumnElement

from domain.person import Person
from storage.tables import (
    follow,
    inbound,
    last_plan,
    meta,
    outbox,
    person,
    reference,
    said,
    snooze,
    token,
    way_back,
)

NOBODY = "somebody who was erased"
SHORTEST = 3  # letters of a part of a name that is looked for by itself
# Copies of what was said: they may be altered, and prove nothing.
COPIES = ((outbox, outbox.c.body), (said, said.c.body), (inbound, inbound.c.answer))
WISHES = (follow, last_plan, snooze, token, way_back)
KEPT_APART = {"person", "organisation", "reference"}
LASTING = frozenset({*KEPT_APART, *(table.name for table, _ in COPIES)})


@dataclass(frozen=True)
class Mention:
    """A place where people's own words may speak of the person."""

    table: str
    key: str


class Words:
    """What somebody is called, in order of length, as whole words."""

    def __init__(self, who: Person) -> None:
        mail = [who.mail, who.mail.partition("@")[0]] if who.mail else []
        parts = [part for part in who.name.split() if len(part) >= SHORTEST]
        said = {who.name, f"@{who.account}", *mail, *parts} - {""}
        self.all = sorted(said, key=lambda word: -len(word))
        whole = "|".join(re.escape(word) for word in self.all)
        self.pattern = re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)

    def any_in(self, column: Column[Any]) -> ColumnElement[bool]:
        """Rows that may hold one of them: a look at the letters, before the words."""
        return or_(*(column.icontains(word, autoescape=True) for word in self.all))


def erase(connection: Connection, who: Person, *, known_as: str) -> None:
    """Clear what says who they are; from now on they are called *known_as*."""
    words = Words(who)
    for table, column in COPIES:
        _reword(connection, table, column, words)
    for table in WISHES:
        connection.execute(table.delete().where(table.c.person == who.id))
    theirs = f" {who.organisation}/{who.account}"
    connection.execute(
        reference.delete().where(reference.c.id.endswith(theirs, autoescape=True))
    )
    connection.execute(
        updating(person)
        .where(person.c.id == who.id)
        .values(
            name=known_as,
            account=f"erased {who.id}",
            mail="",
            zone="UTC",
            away_from=None,
            away_to=None,
            cover=None,
            digest_on=False,
            version=person.c.version + 1,
        )
    )


def mentions(connection: Connection, who: Person) -> Iterator[Mention]:
    """Where the record and the items may name them, in people's own words."""
    words = Words(who)
    for table in meta.sorted_tables:
        if table.name in LASTING:
            continue
        texts = [c for c in table.columns if isinstance(c.type, String)]
        keys = list(table.primary_key)
        found = select(*keys, *texts).where(or_(*map(words.any_in, texts)))
        for row in connection.execute(found) if texts else ():
            values = row[len(keys) :]
            if any(v and words.pattern.search(str(v)) for v in values):
                yield Mention(table.name, " ".join(map(str, row[: len(keys)])))


def tidy(engine: Engine) -> None:
    """Leave no byte of what was cleared in the file, its log or dead rows."""
    tables = (person, reference, *WISHES, *(table for table, _ in COPIES))
    whole = [f"VACUUM FULL {table.name}" for table in tables]
    file = ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
    raw = engine.raw_connection()  # no transaction: a vacuum runs in none
    try:
        driver: Any = raw.driver_connection
        for statement in file if engine.dialect.name == "sqlite" else whole:
            driver.execute(statement)
    finally:
        raw.close()


def _without(body: str, words: Words) -> str:
    """*body* without them; of JSON only the texts change, never its names."""
    try:
        return json.dumps(_cleared(json.loads(body), words), ensure_ascii=False)
    except ValueError:
        return words.pattern.sub(NOBODY, body)


def _cleared(found: Any, words: Words) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(found, str):
        return words.pattern.sub(NOBODY, found)
    if isinstance(found, list):
        return [_cleared(one, words) for one in found]
    if isinstance(found, dict):
        return {name: _cleared(one, words) for name, one in found.items()}
    return found


def _reword(
    connection: Connection, table: Table, column: Column[Any], words: Words
) -> None:
    keys = list(table.primary_key)
    rows: Sequence[Any] = connection.execute(
        select(*keys, column).where(words.any_in(column))
    ).all()
    for row in rows:
        new = _without(row[-1], words)
        here = (key == value for key, value in zip(keys, row, strict=False))
        connection.execute(updating(table).where(*here).values({column.name: new}))
