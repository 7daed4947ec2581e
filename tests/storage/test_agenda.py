"""Due work: what happens next is a row, given to one worker at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.due import Due, Kind
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)


def plan(store, *rows):
    store.run(lambda work: work.agenda.put(*rows))


def due(key="a", at=NOW):
    return Due(key=key, kind=Kind.SILENCE, at=at, plan="p", ref="A-1")


def lease(store, now=NOW):
    return store.run(lambda work: work.agenda.lease(now, until=now + MINUTE))


def take(store, row):
    return store.run(lambda work: work.agenda.take(row))


def upcoming(store):
    return store.run(lambda work: work.agenda.next())


def test_what_is_planned_comes_back_when_it_is_due(store):
    plan(store, due(at=NOW + MINUTE))

    assert lease(store) is None
    assert lease(store, NOW + MINUTE) == due(at=NOW + MINUTE)


def test_the_longest_due_comes_first(store):
    plan(store, due("b", NOW), due("a", NOW - MINUTE))

    row = lease(store)
    assert row is not None
    assert row.key == "a"


def test_a_row_of_the_same_key_replaces_the_one_before(store):
    plan(store, due(at=NOW))
    plan(store, due(at=NOW + MINUTE))

    assert lease(store) is None
    assert upcoming(store) == NOW + MINUTE


def test_what_is_leased_is_given_to_nobody_else_until_then(store):
    plan(store, due())
    lease(store)

    assert lease(store) is None
    assert lease(store, NOW + MINUTE) == due()


def test_what_is_taken_is_gone(store):
    plan(store, due())

    row = lease(store)
    assert take(store, row)
    assert not take(store, row)
    assert upcoming(store) is None


def test_what_was_dropped_meanwhile_cannot_be_taken(store):
    plan(store, due())
    row = lease(store)
    store.run(lambda work: work.agenda.drop("a"))

    assert not take(store, row)


def test_what_was_moved_meanwhile_cannot_be_taken(store):
    plan(store, due())
    row = lease(store)
    plan(store, due(at=NOW + MINUTE))

    assert not take(store, row)
    assert upcoming(store) == NOW + MINUTE


def test_a_moment_keeps_its_microseconds(store):
    exact = NOW + timedelta(microseconds=123456)
    plan(store, due(at=exact))

    assert upcoming(store) == exact


def test_many_workers_take_every_row_once(store):
    plan(store, *(due(f"{n}") for n in range(30)))

    def work(_):
        done = []
        while row := lease(store):
            if take(store, row):
                done.append(row.key)
        return done

    with ThreadPoolExecutor(4) as workers:
        done = [key for found in workers.map(work, range(4)) for key in found]

    assert sorted(done, key=int) == [str(n) for n in range(30)]


def test_when_rows_are_due_is_told_by_their_keys(store):
    plan(store, due("a", NOW), due("b", NOW + MINUTE), due("c", NOW))

    times = store.run(lambda work: work.agenda.times("b", "a", "missing"))

    assert times == {"a": NOW, "b": NOW + MINUTE}
    assert store.run(lambda work: work.agenda.times()) == {}
