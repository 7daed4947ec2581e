"""After an outage of any length nothing is lost or said twice, nobody is flooded."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.catching_up import LATE
from bot.message import BODY
from domain.due import Kind
from storage import tables
from tests.cast import (
    ANN,
    BOB,
    CAT,
    OURS,
    ROOM,
    SAM,
    Stage,
    a_stage,
    blank,
    memory,
    signed,
)
from tests.frozen import freeze, thaw

GONE = [timedelta(hours=72), timedelta(days=30)]
BEGUN = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLANS, EACH = 50, 20
SEVERITIES = ("low", "medium", "high", "critical")
TAKES_EFFECT = {"IssueClimbed", "OwnerToldAgain", "ActionNotObjected"}
CAUGHT_UP = "could not work for a while"


def caught_up(stage: Stage) -> None:
    while stage.bot.sweep(stage.now):
        pass


def effects(stage: Stage) -> list[tuple[str, str, str, datetime]]:
    """What took effect by time alone, in the order of each record."""
    f = tables.facts.c
    with stage.raw() as connection:
        asked = select(f.plan, f.ref, f.kind, f.at).order_by(f.plan, f.log, f.seq)
        found = [tuple(row) for row in connection.execute(asked)]
    return [row for row in found if row[2] in TAKES_EFFECT]


def texts(stage: Stage, lane: str, since: int) -> list[str]:
    found = (r for r in stage.rows("outbox", lane=lane) if r["id"] > since)
    shown = (BODY.validate_json(r["body"]).twin for r in found if not r["card"])
    return [text for text in shown if "sealed" not in text]


def last(stage: Stage) -> int:
    return max(row["id"] for row in stage.rows("outbox"))


def busy(stage: Stage) -> Stage:
    for severity in SEVERITIES:
        stage.does(ANN, f'issue raise "{severity}" severity {severity}')
        stage.does(
            ANN, f'issue raise "Our {severity}" severity {severity} private', None
        )
        stage.does(BOB, f'action add "Train for {severity}"')
    for number in range(1, len(SEVERITIES) + 1):
        stage.does(BOB, f"A-{number} done")
    stage.does(ANN, "RDD room private", OURS)
    stage.at(BEGUN)
    return stage


@pytest.mark.parametrize("gone", GONE)
def test_all_takes_effect_once_at_the_times_it_would_have_had(
    stage: Stage, gone: timedelta
) -> None:
    kept = freeze(busy(stage))
    stage.at(BEGUN + gone)  # without an outage
    with a_stage(blank()) as other:
        thaw(other, kept)
        other.now = BEGUN + gone

        caught_up(other)

        assert Counter(effects(other)) == Counter(effects(stage))
        for ref in {ref for _, ref, _, _ in effects(other)}:
            times = [at for _, where, _, at in effects(other) if where == ref]
            assert times == sorted(times)
        before = effects(other), last(other)
        caught_up(other)
        assert (effects(other), last(other)) == before


@pytest.mark.parametrize("gone", GONE)
def test_each_room_hears_of_it_in_one_line(stage: Stage, gone: timedelta) -> None:
    since = last(busy(stage))
    stage.now = BEGUN + gone

    caught_up(stage)

    for room in (ROOM, OURS):
        [said] = texts(stage, room.id, since)
        assert CAUGHT_UP in said
    assert "Our" not in "".join(texts(stage, ROOM.id, since))
    assert not [m for m in stage.heard_by(SAM) if CAUGHT_UP in m]


def test_one_thing_that_is_late_says_itself_what_it_is(stage: Stage) -> None:
    stage.does(BOB, 'action add "Train the staff"')
    stage.does(BOB, "A-1 done")
    stage.at(BEGUN)
    since = last(stage)
    with stage.raw() as connection:
        connection.execute(tables.due.delete().where(tables.due.c.kind != Kind.SILENCE))
    stage.now = datetime(2026, 12, 3, 12, tzinfo=UTC)

    caught_up(stage)

    [said] = texts(stage, ROOM.id, since)
    assert "Nobody objected" in said


def test_what_is_done_in_time_is_told_as_ever(stage: Stage) -> None:
    since = last(busy(stage))
    stage.at(BEGUN + GONE[1])

    assert not [t for t in texts(stage, ROOM.id, since) if CAUGHT_UP in t]
    assert GONE[0] > LATE


@pytest.mark.parametrize("gone", GONE)
def test_a_weekly_word_is_said_once_for_all_the_weeks(
    stage: Stage, gone: timedelta
) -> None:
    stage.does(ANN, 'issue raise "Labels peel" severity low')
    stage.does(ANN, "I-1 escalate it matters")
    stage.does(BOB, "I-1 ack")
    stage.at(BEGUN)
    heard = len(stage.heard_by(SAM))
    stage.now = BEGUN + gone

    caught_up(stage)

    told = [m for m in stage.heard_by(SAM)[heard:] if "is on your tier" in m]
    assert len(told) == (gone > timedelta(days=7))


@pytest.mark.parametrize("gone", GONE)
def test_a_thousand_things_in_fifty_plans_flood_nobody(gone: timedelta) -> None:
    with a_stage(memory()) as stage:
        rooms = fifty_plans(signed(stage))
        since = last(stage)
        stage.now = BEGUN + gone

        caught_up(stage)

        for room in rooms:
            assert len(texts(stage, room, since)) == 1
        told = effects(stage)
        assert len(set(told)) == len(told) >= PLANS * EACH / 2
        for who in (ANN, BOB, CAT):
            lane = f"@{stage.person(who)}"
            rows_of = [r for r in stage.rows("outbox", lane=lane) if r["id"] > since]
            assert sum(row["topic"] == "digest" for row in rows_of) <= 1
        before = told, last(stage)
        caught_up(stage)
        assert (effects(stage), last(stage)) == before


def fifty_plans(stage: Stage) -> list[str]:
    """Half of what is in each was done and waits, half is in the way."""
    rooms = [ROOM, *(replace(ROOM, id=f"room-{n}") for n in range(1, PLANS))]
    for n, room in enumerate(rooms):
        if n:
            stage.does(ANN, f'new "Plan {n}" as customer with "Orbit Devices"', room)
        for number in range(1, EACH // 2 + 1):
            stage.does(ANN, f'action add "Train {number}"', room)
            stage.does(ANN, f"A-{number} done", room)
            severity = SEVERITIES[number % len(SEVERITIES)]
            stage.does(ANN, f'issue raise "Pump {number}" severity {severity}', room)
    stage.at(BEGUN)
    return [room.id for room in rooms]
