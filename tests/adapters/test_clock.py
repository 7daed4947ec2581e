"""The clock that is moved: it stands still for people, and never for the record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from adapters.clock import MovableClock
from storage.engine import open_engine
from storage.tables import facts
from tests.adapters.seated import ANN, BOB, JOINT, OURS, Seated

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_no_two_moments_are_the_same():
    clock = MovableClock(NINE)
    with ThreadPoolExecutor(4) as several:
        found = list(several.map(lambda _: clock.now(), range(1000)))
    assert len(set(found)) == 1000
    assert min(found) == clock.at == NINE
    assert max(found) - NINE < timedelta(seconds=1)


def test_it_goes_forward_also_where_it_is_moved_less_than_it_has_counted():
    clock = MovableClock(NINE)
    counted = [clock.now() for _ in range(100)][-1]
    clock.at = NINE + timedelta(microseconds=3)
    assert clock.now() > counted
    clock.at = NINE + timedelta(hours=1)
    assert clock.now() == clock.at


def test_it_goes_on_after_an_earlier_run_and_shows_whole_seconds():
    clock = MovableClock(NINE)
    last = NINE + timedelta(microseconds=70)
    clock.resume(last)
    assert clock.at == NINE
    assert clock.now() > last


def test_facts_of_different_logs_share_no_moment_and_nobody_sees_it(
    demo: Seated, seeded_sqlite_url: str
):
    for number in range(3):
        demo.does(ANN, f'action add "Joint {number}"')
        demo.does(ANN, f'action add "Ours {number}" private', OURS)
        demo.does(BOB, f'action add "Theirs {number}" private', None)
    engine = open_engine(seeded_sqlite_url)
    with engine.begin() as connection:
        rows = connection.execute(select(facts.c.line, facts.c.at).distinct()).all()
    engine.dispose()
    assert len({row.at for row in rows}) == len({row.line for row in rows})
    assert {m["at"][19:] for m in demo.heard_in(JOINT)} == {"+00:00"}
    assert demo.client.get("/demo/clock").json()["now"][19:] == "+00:00"
