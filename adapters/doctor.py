"""Looks an installation over: what is well, what wants a look, what is wrong."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Literal

from sqlalchemy import Connection, Engine

from adapters.main import holidays
from adapters.settings import BadSetting, Settings
from adapters.slack.examined import examined
from adapters.slack.settings import slack_settings
from bot.auditing import slips
from domain.plan import Plan
from storage.checking import NEWEST, broken
from storage.copying import reading
from storage.engine import open_engine
from storage.gauges import Gauges, gauges
from storage.migrate import LATEST, require_latest
from storage.record import Record
from storage.sealing import Sealer
from storage.tables import State
from storage.wall import MISSING, unguarded
from storage.work import SqlWork

OVERDUE = timedelta(
    minutes=5
)  # by when a due row has an outcome: TIME.md "The auditor"
SPARE = 1 << 30  # bytes free on the disk that the database file is on
AHEAD = timedelta(minutes=1)  # that clocks of two machines may differ

Level = Literal["ok", "look", "bad"]


@dataclass(frozen=True)
class Finding:
    """`bad` is wrong now; `look` may become so, or is the operator's to decide."""

    level: Level
    text: str


def examine(found: Settings, *, now: datetime) -> Iterator[Finding]:
    """Everything worth a word, one after the other; nothing is changed, nobody waits.

    A database that cannot be read at all is refused as everywhere.
    """
    engine = open_engine(found.database_url, owner=True, reads=True)
    try:
        require_latest(engine)
        yield Finding("ok", f"The database answers and is at step {LATEST}.")
        yield from _settings(found)
        yield from _disk(engine)
        yield from _wall(found.database_url)
        with reading(engine) as connection:
            for check in CHECKS:
                yield from check(connection, now)
    finally:
        engine.dispose()


def _settings(found: Settings) -> Iterator[Finding]:
    if not found.secrets:
        yield Finding(
            "look",
            "JOINTLY_SECRET_KEY is not set: after a restart, seals are signed with"
            " another key. Set it to any text of 32 characters or more.",
        )
    if not found.operator:
        yield Finding(
            "look",
            "JOINTLY_OPERATOR is not set: the card that invites the other party cannot"
            " name who can read everything.",
        )


def _disk(engine: Engine) -> Iterator[Finding]:
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file:
        return
    free = shutil.disk_usage(file).free
    if free < SPARE:
        text = f"Only {free >> 20} MB are free where {file} is. Make room there."
        yield Finding("bad", text)


def _wall(url: str) -> Iterator[Finding]:
    """As a transaction of the program meets it, not as whoever owns the tables."""
    engine = open_engine(url)
    try:
        if missing := unguarded(engine):
            yield Finding("bad", MISSING.format(tables=", ".join(missing)))
    finally:
        engine.dispose()


def _record(connection: Connection, _: datetime) -> Iterator[Finding]:
    found = list(broken(connection))
    for bad in found:
        yield Finding(
            "bad",
            f"The {bad.log} record of {bad.plan} is not as it was recorded from number"
            f" {bad.seq} on. Keep this database as it is, and restore a backup.",
        )
    if not found:
        yield Finding("ok", "Every fact of every plan is as it was recorded.")


def _clock(connection: Connection, now: datetime) -> Iterator[Finding]:
    newest = connection.scalar(NEWEST)
    if newest and newest > now + AHEAD:
        yield Finding(
            "bad",
            f"The newest fact is of {newest:%Y-%m-%d %H:%M} UTC, which is still to come"
            " by this machine's clock. Set the clock right before you serve.",
        )


def _due(connection: Connection, now: datetime) -> Iterator[Finding]:
    piles = gauges(connection).due.values()
    late = [pile for pile in piles if pile.behind(now) > OVERDUE.total_seconds()]
    if late:
        since = min(pile.first for pile in late)
        yield Finding(
            "bad",
            f"Something has been due since {since:%Y-%m-%d %H:%M} UTC and was not done."
            " Is `jointly serve` running?",
        )
    else:
        yield Finding("ok", "Nothing that is due waits.")


def _clocks(connection: Connection, now: datetime) -> Iterator[Finding]:
    """What the auditor would put right."""
    work = SqlWork(connection, Record(Sealer()), token_bytes)
    found = Counter(
        slip.due.kind.value
        for plan in work.some(Plan)
        for slip in slips(work, holidays, now, plan.id)
    )
    if not found:
        yield Finding("ok", "Every clock that runs has its next row.")
        return
    kinds = ", ".join(f"{kind} {many}" for kind, many in sorted(found.items()))
    yield Finding(
        "bad",
        f"Clocks without a next row, or with one that comes too late: {kinds}."
        " `jointly serve` puts them right within ten minutes.",
    )


def _outbox(connection: Connection, now: datetime) -> Iterator[Finding]:
    found = gauges(connection)
    waiting = found.unsaid.get(State.WAITING)
    if waiting and waiting.behind(now) > OVERDUE.total_seconds():
        text = (
            f"Messages have waited since {waiting.first:%Y-%m-%d %H:%M} UTC."
            " Is `jointly serve` running?"
        )
        yield Finding("bad", text)
    yield from _left(found)


def _left(found: Gauges) -> Iterator[Finding]:
    for state, text in LEFT.items():
        if pile := found.unsaid.get(state):
            yield Finding("look", f"Messages {text}: {pile.many}.")


def _slack(connection: Connection, now: datetime) -> Iterator[Finding]:
    try:
        found = slack_settings()
    except BadSetting as wrong:
        yield Finding("bad", str(wrong))
        return
    for level, text in examined(found, connection, now):
        yield Finding(level, text)


LEFT = {
    State.DOUBT: "that may or may not have arrived, and are being looked for",
    State.FAILED: "that could not be delivered (`reason` in `outbox` says why)",
    State.HELD: "held since a restore (`jointly restore` lists them)",
}
Check = Callable[[Connection, datetime], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (_record, _clock, _due, _clocks, _outbox, _slack)
