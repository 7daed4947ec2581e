"""The cast every test plays with: two parties, one shared room, a clock that waits."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.pool import StaticPool

from bot.app import Bot
from bot.features import all_commands
from bot.message import BODY, Message
from bot.request import Account, Answer, Place, Request
from domain.visibility import CLOCK_SEES
from storage import tables
from storage.engine import open_engine
from storage.sealing import Sealer
from storage.store import SqlStore
from storage.wall import ALL, SEES

HALDEN, ORBIT, THIRD = "demo:halden", "demo:orbit", "demo:third"
NAMES = {HALDEN: "Halden Medical", ORBIT: "Orbit Devices", THIRD: "Third Ltd"}


def account(name: str, organisation: str, **more: Any) -> Account:
    return Account(
        organisation=organisation,
        organisation_name=NAMES[organisation],
        account=name.lower(),
        name=name,
        mail=f"{name.lower()}@{organisation.partition(':')[2]}.example",
        **more,
    )


# The customer is Halden, the supplier Orbit.
ANN = account("Ann", HALDEN)  # the customer's lead, who starts the plan
CAT = account("Cat", HALDEN)  # customer contributor
OLA = account("Ola", HALDEN)  # customer observer
SAM = account("Sam", HALDEN)  # customer sponsor
BOB = account("Bob", ORBIT)  # the supplier's lead
DAN = account("Dan", ORBIT)  # supplier contributor
EVE = account("Eve", ORBIT)  # supplier observer
SUE = account("Sue", ORBIT)  # supplier sponsor
TIM = account("Tim", THIRD)  # nobody to this plan
ZED = account("Zed", ORBIT)  # of the supplier, never enrolled
CAST = (ANN, CAT, OLA, SAM, BOB, DAN, EVE, SUE, TIM, ZED)
PEOPLE = {f"@{who.account}": who for who in CAST} | {who.mail: who for who in CAST}

ROOM = Place(id="room-joint", name="halden-orbit", present=frozenset({HALDEN, ORBIT}))
OURS = Place(id="room-halden", name="halden-only", present=frozenset({HALDEN}))
THEIRS = Place(id="room-orbit", name="orbit-only", present=frozenset({ORBIT}))
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def no_holidays(codes: str) -> frozenset[date]:
    """A calendar of codes without holidays, so that sums are easy to read."""
    del codes
    return frozenset()


@dataclass
class Stage:
    """A bot with a database of its own, and short words to drive it with."""

    engine: Engine
    now: datetime = MONDAY
    sealer: Sealer = field(default_factory=Sealer)
    entropy: Callable[[int], bytes] = secrets.token_bytes
    bot: Bot = field(init=False)

    def __post_init__(self) -> None:
        store = SqlStore(self.engine, sealer=self.sealer, entropy=self.entropy)
        self.bot = Bot(store, all_commands(), no_holidays)

    def ask(
        self, who: Account, words: str, place: Place | None = ROOM, **more: Any
    ) -> Answer:
        """Say something as *who*, as by slash command; None is a direct message."""
        request = Request(text=words, by=who, place=place, people=PEOPLE, **more)
        return self.bot.handle(request, now=self.now)

    def say(
        self, who: Account, words: str, place: Place | None = ROOM, **more: Any
    ) -> str:
        """What the speaker is told, as text."""
        return self.ask(who, words, place, **more).message.twin

    def does(self, who: Account, words: str, place: Place | None = ROOM) -> str:
        """Say something that must run; the answer's text."""
        answer = self.ask(who, words, place)
        assert not answer.refused, f"{words!r}: {answer.message.twin}"
        return answer.message.twin

    def later(self, **gone: float) -> datetime:
        self.now += timedelta(**gone)
        return self.now

    def at(self, moment: datetime) -> None:
        """Move the clock there; what falls due on the way is done at its own time."""
        while (due := self.next_due()) and due <= moment:
            self.now = max(self.now, due)
            self.bot.sweep(self.now)
        self.now = moment

    def next_due(self) -> datetime | None:
        return self.bot.store.run(lambda work: work.agenda.next(), sees=(CLOCK_SEES,))

    def raw(self) -> AbstractContextManager[Connection]:
        """The tables themselves, with what is private to either party."""
        return raw(self.engine)

    def posts(self, lane: str) -> list[Message]:
        """Everything queued for a room or person, oldest first."""
        box = tables.outbox
        with self.raw() as connection:
            rows = connection.execute(
                select(box.c.body).where(box.c.lane == lane).order_by(box.c.id)
            )
            return [BODY.validate_json(row.body) for row in rows]

    def cards(self, place: Place) -> list[tuple[str, Message]]:
        """Each card queued for a room, by its name, oldest first."""
        found = self.rows("outbox", lane=place.id)
        rows = sorted((row for row in found if row["card"]), key=lambda row: row["id"])
        return [(row["card"], BODY.validate_json(row["body"])) for row in rows]

    def heard_in(self, place: Place) -> list[str]:
        return [message.twin for message in self.posts(place.id)]

    def heard_by(self, who: Account) -> list[str]:
        """What *who* was told in direct messages."""
        return [message.twin for message in self.posts(f"@{self.person(who)}")]

    def person(self, who: Account) -> str:
        people = tables.person
        with self.raw() as connection:
            return str(
                connection.scalar(
                    select(people.c.id).where(
                        people.c.organisation == who.organisation,
                        people.c.account == who.account,
                    )
                )
            )

    def row(self, table: str, **where: Any) -> dict[str, Any]:
        """One row of a table as it stands."""
        (found,) = self.rows(table, **where)
        return found

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        """All rows of a table that are like that."""
        found = tables.meta.tables[table]
        asked = select(found).where(*(found.c[k] == v for k, v in where.items()))
        with self.raw() as connection:
            return [dict(row._mapping) for row in connection.execute(asked)]

    def facts(self) -> list[str]:
        """The kinds of all facts, in order."""
        with self.raw() as connection:
            asked = select(tables.facts.c.kind).order_by(
                tables.facts.c.at, tables.facts.c.seq
            )
            return list(connection.scalars(asked))

    def close(self) -> None:
        self.bot.store.close()


@contextmanager
def raw(engine: Engine) -> Iterator[Connection]:
    """The tables as whoever owns them sees them; tests look behind both walls."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"RESET ROLE; SET LOCAL {SEES} TO '{ALL}'"))
        yield connection


@contextmanager
def a_stage(engine: Engine) -> Iterator[Stage]:
    stage = Stage(engine)
    try:
        yield stage
    finally:
        stage.close()


def blank() -> Engine:
    """An SQLite database in memory without any table: one to be brought back into."""
    return open_engine("sqlite://", poolclass=StaticPool)


def memory() -> Engine:
    """An SQLite database in memory with every table."""
    engine = blank()
    tables.meta.create_all(engine)
    return engine


def signed(stage: Stage) -> Stage:
    """The plan of every story: Halden and Orbit, everybody enrolled, both signed."""
    drafted(stage)
    for lead in (ANN, BOB):
        stage.does(lead, stage.ask(lead, "sign").message.buttons[0].line)
    return stage


def drafted(stage: Stage) -> Stage:
    """The plan before anybody signed: two leads and everybody enrolled."""
    stage.does(
        ANN,
        'new "Reduce device downtime" as customer with "Orbit Devices" contract C-2041',
    )
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    for words in (
        "@cat as contributor",
        "@ola as observer",
        "@sam as sponsor tier tactical",
    ):
        stage.does(ANN, f"member add {words}")
    for words in (
        "@dan as contributor",
        "@eve as observer",
        "@sue as sponsor tier tactical",
    ):
        stage.does(BOB, f"member add {words}")
    stage.does(
        ANN,
        'objective add "Downtime under 2 %" benefit customer "More scans"'
        ' benefit supplier "A reference"',
    )
    stage.does(BOB, "milestone add Go-live due 2027-03-31")
    return stage
