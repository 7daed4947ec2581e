"""What is due is done once, in its time, and nothing that fails stops the others."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sweep import DOES, LEASE
from domain.due import Due, Kind
from tests.cast import BOB, MONDAY, Stage


class Poison(Exception):
    """A bug that only one row meets."""


def put(stage: Stage, key: str, at: datetime, **more: str) -> None:
    row = Due(key=key, kind=Kind.SILENCE, at=at, **more)
    stage.bot.store.run(lambda work: work.agenda.put(row))


@pytest.fixture
def done(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[Due]:
    """The rows that were done; those whose key begins with `bad` fail."""
    rows: list[Due] = []

    def do(ctx, row: Due) -> None:
        del ctx
        if row.key.startswith("bad"):
            raise Poison
        rows.append(row)

    monkeypatch.setitem(DOES, Kind.SILENCE, do)
    stage.bot.sweep(stage.now)
    return rows


def tick(stage: Stage, times: int = 3) -> None:
    """What the clock's thread does: a failure ends one look, not the next."""
    for _ in range(times):
        try:
            stage.bot.sweep(stage.now)
        except Poison:
            continue


def test_rows_are_done_once_the_longest_due_first(stage: Stage, done):
    put(stage, "later", MONDAY - timedelta(minutes=1))
    put(stage, "sooner", MONDAY - timedelta(minutes=2))
    put(stage, "tomorrow", MONDAY + timedelta(days=1))

    tick(stage)

    assert [row.key for row in done] == ["sooner", "later"]


def test_a_row_that_fails_does_not_stop_the_others(stage: Stage, done):
    put(stage, "bad", MONDAY - timedelta(minutes=9))
    put(stage, "good", MONDAY - timedelta(minutes=1))

    tick(stage)

    assert [row.key for row in done] == ["good"]


def test_many_rows_that_fail_do_not_starve_the_others(stage: Stage, done):
    for n in range(20):
        put(stage, f"bad {n}", MONDAY - timedelta(minutes=9))
    tick(stage, 20)
    put(stage, "good", MONDAY)

    stage.now += LEASE  # all of them may be tried again, and only one look is left
    tick(stage, 1)

    assert stage.rows("due", key="good") == []
    assert len(stage.rows("due", kind=Kind.SILENCE)) == 20


def test_a_row_that_failed_is_tried_again_with_its_true_time(
    stage: Stage, done, monkeypatch
):
    put(stage, "bad", MONDAY - timedelta(minutes=9))
    tick(stage)
    monkeypatch.setitem(DOES, Kind.SILENCE, lambda _, row: done.append(row))

    tick(stage)
    assert done == []
    stage.now += LEASE
    tick(stage)

    assert [row.at for row in done] == [MONDAY - timedelta(minutes=9)]


def test_what_a_failing_row_did_is_undone(stage: Stage, monkeypatch):
    def do(ctx, row: Due) -> None:
        ctx.due(Due(key="never", kind=Kind.SILENCE, at=row.at))
        raise Poison

    monkeypatch.setitem(DOES, Kind.SILENCE, do)
    put(stage, "bad", MONDAY)
    tick(stage)

    assert stage.row("due", key="bad")["at"] == MONDAY
    assert stage.rows("due", key="never") == []


def test_a_row_answered_between_lease_and_work_is_left_alone(stage: Stage):
    stage.does(BOB, "action add Train the staff")
    stage.does(BOB, "A-1 done")
    stage.now = datetime(2026, 12, 10, 12, tzinfo=UTC)
    lease = stage.now + LEASE
    row = stage.bot.store.run(lambda work: work.agenda.lease(stage.now, until=lease))

    stage.bot.store.run(lambda work: work.agenda.drop(row.key))

    assert not stage.bot.store.run(lambda work: work.agenda.take(row))


def test_two_workers_are_never_given_the_same_row(stage: Stage, done):
    put(stage, "one", MONDAY)
    until = MONDAY + LEASE

    def lease(work):
        return work.agenda.lease(MONDAY, until=until)

    assert stage.bot.store.run(lease).key == "one"
    assert stage.bot.store.run(lease) is None
