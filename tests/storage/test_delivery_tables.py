"""Where cards stand and how soon more may be said, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from adapters.delivery.bucket import Buckets, Limit
from storage.cards import Cards, Standing
from storage.pace import Pace
from tests.storage.conftest import NOW, start

SECOND = timedelta(seconds=1)
ROOM = Limit("room", 1.0)
BURST = Limit("workspace", 0.5, burst=4)


def when(store, *limits, at=NOW):
    def asked(work):
        return Buckets(Pace(work.connection), at).when(limits)

    return store.run(asked)


def call(store, *limits, at=NOW):
    """Whether a call is let through; counted where it is."""

    def asked(work):
        buckets = Buckets(Pace(work.connection), at)
        if buckets.when(limits) > at:
            return False
        buckets.take(limits)
        buckets.keep()
        return True

    return store.run(asked)


def test_one_call_takes_its_time(store):
    assert call(store, ROOM)
    assert not call(store, ROOM)
    assert when(store, ROOM) == NOW + SECOND
    assert call(store, ROOM, at=NOW + SECOND)


def test_some_may_come_at_once_and_then_no_more_than_the_rate(store):
    assert [call(store, BURST) for _ in range(6)] == [True] * 4 + [False] * 2
    assert call(store, BURST, at=NOW + SECOND / 2)
    assert not call(store, BURST, at=NOW + SECOND / 2)


def test_what_was_not_used_does_not_gather_for_ever(store):
    later = NOW + timedelta(hours=1)
    call(store, BURST)
    assert [call(store, BURST, at=later) for _ in range(6)].count(True) == 4


def test_a_call_counts_against_all_its_scopes_or_none(store):
    call(store, ROOM)
    for _ in range(3):
        assert not call(store, BURST, ROOM)
    assert [call(store, BURST) for _ in range(4)] == [True] * 4


def test_what_is_held_lets_nothing_through_before(store):
    def hold(work):
        buckets = Buckets(Pace(work.connection), NOW)
        buckets.hold(BURST, NOW + 10 * SECOND)
        buckets.keep()

    store.run(hold)
    assert not call(store, BURST, at=NOW + 9 * SECOND)
    assert call(store, BURST, at=NOW + 10 * SECOND)


def test_a_minute_never_lets_more_through_than_it_says(store):
    limit, let = Limit.a_minute("w", 60), []
    for tick in range(600):
        at = NOW + tick * SECOND / 2
        if call(store, limit, at=at):
            let.append(at)
    most = max(sum(a <= b < a + 60 * SECOND for b in let) for a in let)
    assert 50 <= most <= 60


def test_several_workers_count_together(store):
    def try_one(_):
        return call(store, BURST)

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(try_one, range(16))) == 4


def test_a_card_is_kept_for_each_room_and_moves_on(store):
    store.run(start)
    first = Standing(posted="1.0", installation="T1", revision=4)
    other = Standing(posted="9.0", installation="T2", revision=5)

    def keep(work):
        cards = Cards(work.connection)
        cards.keep("p", "A-1", "room", first, at=NOW)
        cards.keep("p", "A-1", "annex", other, at=NOW)
        cards.keep(
            "p", "A-1", "room", Standing(**vars(first) | {"revision": 6}), at=NOW
        )

    store.run(keep)
    found = store.run(lambda work: Cards(work.connection).standing("p", "A-1", "room"))
    assert found == Standing(posted="1.0", installation="T1", revision=6)
    assert store.run(lambda w: Cards(w.connection).rooms("p", "A-1")) == [
        "annex",
        "room",
    ]
    store.run(lambda work: Cards(work.connection).forget("p", "A-1", "room"))
    assert store.run(lambda w: Cards(w.connection).rooms("p", "A-1")) == ["annex"]
