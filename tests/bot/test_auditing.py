"""The auditor: whatever clock or row is spoilt, it finds it, puts it right, once."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.auditing import Fault
from domain.due import Kind
from storage.engine import open_engine
from storage.tables import State, due, outbox
from tests.bot.changing import sign
from tests.cast import ANN, BOB, ROOM, Stage, a_stage, signed

YEAR = timedelta(days=365)
SPOILT = 200
MANY = 24  # of each noun that has clocks
FAULTS = (Fault.MISSING, Fault.LATE, Fault.HELD)


@pytest.fixture
def stage(database_url: str) -> Iterator[Stage]:
    with a_stage(open_engine(database_url)) as here:
        yield signed(here)


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def crowd(stage: Stage) -> None:
    """Clocks of every kind, joint ones and those of one party alone."""
    for n in range(1, MANY + 1):
        stage.does(ANN, f'issue raise "Pump {n}" severity low')
        stage.does(ANN, f'issue raise "Stock {n}" severity high private', None)
        stage.does(BOB, f'action add "Train {n}"')
        stage.does(BOB, f"A-{n} done")
        day = 3 + n
        stage.does(ANN, f'checkpoint add "Review {n}" on 2026-12-{day:02} at 14:00')
    for n in range(1, MANY + 1):
        stage.does(ANN, f'action add "Read {n}" owner @cat every week on monday')
        stage.does(BOB, f"I-{n} ack")
        if n % 2:
            stage.does(ANN, f"I-{n} escalate it matters")
    stage.does(ANN, "hand over @cat to @ann from 7 Dec")
    stage.at(stage.now)  # the seal


def rows(stage: Stage) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in stage.rows("due")}


def spoil(stage: Stage) -> Counter[tuple[str, Fault]]:
    """Delete rows, move them to next year, lease them for ever; how many of each."""
    chance = random.Random(2026)  # noqa: S311 - the same rows each time
    found = [row for row in rows(stage).values() if row["at"] > stage.now]
    picked = chance.sample(sorted(found, key=lambda row: row["key"]), SPOILT)
    far = stage.now + YEAR
    with stage.raw() as connection:
        for n, row in enumerate(picked):
            one = due.c.key == row["key"]
            spoils = (
                delete(due).where(one),
                update(due).where(one).values(at=far, free=far),
                update(due).where(one).values(free=far),
            )
            connection.execute(spoils[n % len(spoils)])
    kinds = enumerate(row["kind"].value for row in picked)
    return Counter((kind, FAULTS[n % len(FAULTS)]) for n, kind in kinds)


def test_200_spoilt_clocks_of_all_kinds_are_each_put_right_once(stage: Stage) -> None:
    crowd(stage)
    before = rows(stage)
    assert stage.bot.audit(stage.now) == Counter()
    spoilt = spoil(stage)
    assert {Kind(kind) for kind, _ in spoilt} >= {
        Kind.AGAIN,
        Kind.AGENDA,
        Kind.CLIMB,
        Kind.MISSED,
        Kind.SILENCE,
        Kind.STILL,
        Kind.WINDOW,
    }

    assert stage.bot.audit(stage.now) == spoilt

    assert rows(stage) == before
    assert stage.bot.audit(stage.now) == Counter()


@pytest.mark.parametrize("kind", [Kind.DIGEST, Kind.HAND_OVER, Kind.SEAL, Kind.WEEKLY])
@pytest.mark.parametrize("fault", FAULTS)
def test_of_what_there_is_little_each_is_found_as_well(
    stage: Stage, kind: Kind, fault: Fault
) -> None:
    stage.does(ANN, 'action add "Read the log" owner @cat')
    stage.does(ANN, "hand over @cat to @ann from 7 Dec")
    stage.does(ANN, 'issue raise "Pumps fail" severity low')
    stage.does(ANN, "I-1 escalate it matters")
    stage.at(stage.now)
    before, far = rows(stage), stage.now + YEAR
    some = next(row for row in before.values() if row["kind"] is kind)
    one = due.c.key == some["key"]
    with stage.raw() as connection:
        if fault is Fault.MISSING:
            connection.execute(delete(due).where(one))
        elif fault is Fault.LATE:
            connection.execute(update(due).where(one).values(at=far, free=far))
        else:
            connection.execute(update(due).where(one).values(free=far))

    assert stage.bot.audit(stage.now) == {(kind.value, fault): 1}

    assert rows(stage) == before


def test_a_clock_that_was_over_acts_at_its_true_time_once_it_is_found(
    stage: Stage,
) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity high')
    with stage.raw() as connection:
        connection.execute(delete(due).where(due.c.kind == Kind.CLIMB))
    stage.at(utc("2026-11-27 15:00"))
    with stage.raw() as connection:
        connection.execute(delete(due).where(due.c.kind == Kind.CLIMB))

    stage.bot.audit(stage.now)
    stage.at(stage.now)

    assert stage.facts().count("IssueClimbed") == 1
    assert stage.row("issue", number=1)["clock_from"] == utc("2026-11-25 10:00")


def test_a_row_somebody_works_on_is_left_to_them(stage: Stage) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity high')
    stage.now = utc("2026-11-25 10:00")
    with stage.raw() as connection:
        leased = stage.now + timedelta(minutes=2)
        connection.execute(update(due).values(free=leased))

    assert stage.bot.audit(stage.now) == Counter()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"state": State.WAITING, "not_before": utc("2027-11-25 10:00")},
        {"state": State.DOUBT, "not_before": utc("2027-11-25 10:00")},
        {"state": State.SENDING, "lease": utc("2027-11-25 10:00")},
        {"state": State.SENDING, "lease": None},
    ],
)
def test_a_message_that_nobody_would_try_again_is_tried_now(
    stage: Stage, spoilt: dict[str, Any]
) -> None:
    last = stage.rows("outbox", lane=ROOM.id)[-1]["id"]
    with stage.raw() as connection:
        connection.execute(update(outbox).where(outbox.c.id == last).values(**spoilt))

    assert stage.bot.audit(stage.now) == {("message", Fault.HELD): 1}

    assert stage.bot.audit(stage.now) == Counter()
    row = stage.row("outbox", id=last)
    when = row["lease"] if row["state"] is State.SENDING else row["not_before"]
    assert when == stage.now


def test_in_a_paused_plan_nothing_is_missing(stage: Stage) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity high')
    stage.does(ANN, "pause the ward moves")
    sign(stage, BOB)
    stage.at(utc("2026-12-14 10:00"))
    assert stage.bot.audit(stage.now) == Counter()

    stage.does(BOB, "resume")
    stage.at(stage.now)

    assert stage.bot.audit(stage.now) == Counter()
