"""One transaction: what is read, changed, told, and written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta, timezone
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import text

from domain.action import Action
from domain.errors import Said
from domain.person import Person
from domain.visibility import Audience
from storage.faults import Stale
from storage.told import UnrecordedChange
from tests.storage.conftest import ANN, BOTH, NOW, action, add_action


def test_what_was_written_is_read_again(planned):
    planned.run(add_action)

    found = planned.run(action)

    assert (found.title, found.created_at, found.version) == ("Ship", NOW, 0)


def test_a_refusal_undoes_everything(planned):
    def refused(work):
        add_action(work)
        work.flush()
        raise Said("No.")

    with pytest.raises(Said):
        planned.run(refused)

    assert planned.run(lambda work: work.some(Action, plan="p")) == []


def test_every_change_counts_the_version_up(planned):
    planned.run(add_action)
    planned.run(lambda work: work.record(action(work).start(by=ANN, at=NOW)))

    assert planned.run(action).version == 1


def test_a_change_without_a_fact_is_refused(planned):
    planned.run(add_action)

    def silently(work):
        action(work).title = "Something else"

    with pytest.raises(UnrecordedChange):
        planned.run(silently)
    assert planned.run(action).title == "Ship"


def test_a_fact_that_names_another_field_does_not_cover_a_change(planned):
    planned.run(add_action)

    def silently(work):
        found = action(work)
        work.record(found.start(by=ANN, at=NOW))
        found.title = "Something else"

    with pytest.raises(UnrecordedChange):
        planned.run(silently)


def test_a_new_thing_without_a_fact_is_refused(planned):
    def silently(work):
        number = work.number("p", Audience.JOINT, "A")
        made = {"title": "Ship", "created_by": "ann", "created_at": NOW}
        work.add(Action(plan="p", audience=Audience.JOINT, number=number, **made))

    with pytest.raises(UnrecordedChange):
        planned.run(silently)


def test_a_change_of_what_somebody_else_changed_meanwhile_is_stale(planned):
    planned.run(add_action)

    def overtaken(work):
        found = action(work)
        work.connection.execute(text("UPDATE action SET version = 7"))
        work.record(found.start(by=ANN, at=NOW))

    with pytest.raises(Stale):
        planned.run(overtaken)


def test_two_things_with_one_key_clash(planned):
    planned.run(add_action)

    def twin(work):
        work.connection.execute(text("UPDATE series SET last = 0"))
        add_action(work)

    with pytest.raises(Stale):
        planned.run(twin)


def test_numbers_count_for_each_party_by_themselves(planned):
    audiences = (Audience.JOINT, Audience.CUSTOMER, Audience.JOINT, Audience.SUPPLIER)

    numbers = planned.run(
        lambda work: [work.number("p", audience, "A") for audience in audiences],
        sees=BOTH,
    )

    assert numbers == [1, 1, 2, 1]


def test_numbers_taken_together_are_nobody_elses(planned):
    numbers = planned.run(
        lambda work: [
            work.number("p", Audience.JOINT, "A", many=many) for many in (3, 1, 2)
        ]
    )

    assert numbers == [1, 4, 5]


def test_a_list_asked_for_again_knows_what_was_written_meanwhile(planned):
    def twice(work):
        before = len(work.some(Action, plan="p"))
        add_action(work)
        work.write()
        return before, len(work.some(Action, plan="p"))

    assert planned.run(twice) == (0, 1)


def test_a_list_may_be_sorted_and_cut_by_whoever_asked_for_it(planned):
    planned.run(add_action)

    def twice(work):
        work.some(Action, plan="p").clear()
        return len(work.some(Action, plan="p"))

    assert planned.run(twice) == 1


def test_several_keys_find_those_that_are_there_by_key(planned):
    planned.run(lambda work: [add_action(work) for _ in range(5)])

    def some(work):
        action(work, 4)
        key = {"plan": "p", "audience": (Audience.JOINT, Audience.CUSTOMER)}
        found = work.some(Action, **key, number=(5, 9, 4, 1, 4))
        return [a.number for a in found]

    assert planned.run(some) == [1, 4, 5]
    assert planned.run(lambda work: work.some(Action, plan="p", number=())) == []


def test_many_at_once_lose_no_number_and_break_no_chain(planned):
    ready = Barrier(8)

    def one(turn):
        ready.wait()
        planned.run(lambda work: add_action(work, f"No. {turn}"))

    with ThreadPoolExecutor(8) as people:
        list(people.map(one, range(8)))

    found = planned.run(lambda work: work.some(Action, plan="p"))
    told = planned.run(lambda work: work.facts("p", (Audience.JOINT,)))
    assert [a.number for a in found] == list(range(1, 9))
    assert sorted(t.seq for t in told) == list(range(1, 10))


def test_two_who_change_one_thing_at_once_both_get_through(planned):
    planned.run(add_action)
    ready = Barrier(2, timeout=1)

    def one(percent):
        def job(work):
            found = action(work)
            _meet(ready)
            work.record(found.progress_to(percent, by=ANN, at=NOW))

        planned.run(job)

    with ThreadPoolExecutor(2) as people:
        list(people.map(one, (30, 60)))

    assert planned.run(action).version == 2


def test_two_who_wait_for_each_other_both_get_through(planned):
    planned.run(lambda work: [add_action(work), add_action(work)])
    ready = Barrier(2, timeout=1)

    def one(numbers):
        def job(work):
            first, second = numbers
            work.record(action(work, first).progress_to(first, by=ANN, at=NOW))
            work.flush()
            _meet(ready)
            work.record(action(work, second).progress_to(first, by=ANN, at=NOW))

        planned.run(job)

    with ThreadPoolExecutor(2) as people:
        list(people.map(one, ((1, 2), (2, 1))))

    assert [planned.run(lambda w, n=n: action(w, n).version) for n in (1, 2)] == [2, 2]


def test_a_delivery_that_comes_twice_at_once_is_answered_once(planned):
    ready = Barrier(2, timeout=1)

    def once(_):
        def job(work):
            if first := work.answered("delivery"):
                return first
            _meet(ready)
            work.remember("delivery", "A-1 added.", at=NOW)
            add_action(work)
            return "A-1 added."

        return planned.run(job)

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(once, range(2)))

    assert answers == ["A-1 added."] * 2
    assert len(planned.run(lambda work: work.some(Action, plan="p"))) == 1


def test_moments_come_back_in_utc_whatever_zone_they_came_in(planned):
    berlin = datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=2)))

    planned.run(lambda work: work.remember("r", "ok", at=berlin))

    def kept(work):
        told = work.connection.exec_driver_sql("SELECT at FROM inbound").scalar()
        return str(told)[:19]

    assert planned.run(kept) == "2026-07-01 07:00:00"


def test_days_and_times_of_day_come_back_as_they_went(planned):
    def away(work):
        ann = work.one(Person, id="ann")
        ann.away_from, ann.digest_at = date(2028, 2, 29), time(7, 30)

    planned.run(away)

    ann = planned.run(lambda work: work.one(Person, id="ann"))
    assert (ann.away_from, ann.digest_at, ann.away_to) == (
        date(2028, 2, 29),
        time(7, 30),
        None,
    )


def test_a_moment_without_a_zone_is_a_bug(planned):
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the point of the test

    with pytest.raises(Exception, match="without a zone"):
        planned.run(lambda work: work.remember("r", "ok", at=naive))


def test_a_thing_is_read_once_and_stays_itself(planned):
    planned.run(add_action)

    def twice(work):
        return action(work) is work.some(Action, plan="p")[0]

    assert planned.run(twice)


def test_a_private_fact_stays_in_its_own_log(planned):
    planned.run(
        lambda work: add_action(work, "Our fallback", Audience.CUSTOMER), sees=BOTH
    )

    told = planned.run(
        lambda work: work.facts("p", (Audience.JOINT, Audience.SUPPLIER)), sees=BOTH
    )

    assert [t.fact.kind for t in told] == ["PlanStarted"]


def _meet(ready: Barrier) -> None:
    """Wait for the other where both can be inside at once; go on where not."""
    try:
        ready.wait()
    except BrokenBarrierError:
        return
