"""What is to be said leaves in order, lane by lane, and to one worker at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from domain.post import Post
from storage.tables import State, outbox
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)


def put(store, *posts, at=NOW):
    store.run(lambda work: work.outbox.put(*posts, at=at))


def claim(store, at=NOW, most=10):
    return store.run(lambda work: work.outbox.claim(at, most=most, lease=MINUTE))


def bodies(rows):
    return [row.body for row in rows]


def line(body, lane="room", **more):
    return Post(lane=lane, body=body, plan="p", **more)


def end(store, what, *args):
    return store.run(lambda work: getattr(work.outbox, what)(*args))


def states(store):
    asked = outbox.select().order_by(outbox.c.id)
    return store.run(lambda w: [row.state for row in w.connection.execute(asked)])


def test_a_claim_gives_the_oldest_of_each_lane(store):
    put(store, line("1"), line("2"), line("3", lane="@ann"))

    assert bodies(claim(store)) == ["1", "3"]


def test_what_is_claimed_is_given_to_nobody_else(store):
    put(store, line("1"))
    claim(store)

    assert claim(store) == []


def test_the_next_of_a_lane_follows_when_the_first_has_left(store):
    put(store, line("1"), line("2"))
    (first,) = claim(store)

    assert end(store, "sent", first.id, first.fence)
    assert bodies(claim(store)) == ["2"]


@pytest.mark.parametrize("ended", ["failed", "withdraw"])
def test_what_cannot_be_said_does_not_block_its_lane(store, ended):
    put(store, line("1"), line("2"))
    (first,) = claim(store)

    end(store, ended, first.id, first.fence, "refused")

    assert bodies(claim(store)) == ["2"]


def test_what_is_to_be_tried_again_holds_its_lane_until_then(store):
    put(store, line("1"), line("2"))
    (first,) = claim(store)
    end(store, "retry", first.id, first.fence, NOW + MINUTE, "429")

    assert claim(store) == []
    (again,) = claim(store, NOW + MINUTE)
    assert (again.body, again.attempts, again.doubt) == ("1", 2, False)


def test_what_quiet_hours_hold_back_lets_the_urgent_pass(store):
    put(store, line("later", not_before=NOW + MINUTE), line("critical"))

    assert bodies(claim(store)) == ["critical"]


def test_what_was_held_back_comes_in_its_time(store):
    put(store, line("later", not_before=NOW + MINUTE))

    assert claim(store) == []
    assert bodies(claim(store, NOW + MINUTE)) == ["later"]


def test_a_worker_that_died_leaves_its_row_in_doubt(store):
    put(store, line("1"), line("2"))
    claim(store)

    (again,) = claim(store, NOW + MINUTE)

    assert (again.body, again.doubt) == ("1", True)


def test_a_worker_that_lost_its_lease_ends_nothing(store):
    put(store, line("1"))
    (first,) = claim(store)
    (second,) = claim(store, NOW + MINUTE)

    assert not end(store, "sent", first.id, first.fence)
    assert not end(store, "retry", first.id, first.fence, NOW, "late")
    assert end(store, "sent", second.id, second.fence)
    assert not end(store, "failed", second.id, second.fence, "after the end")
    assert states(store) == [State.SENT]


def test_what_is_in_doubt_comes_back_to_be_looked_for(store):
    put(store, line("1"), line("2"))
    (first,) = claim(store)
    end(store, "doubt", first.id, first.fence, NOW + MINUTE, "timeout")

    assert claim(store) == []
    (again,) = claim(store, NOW + MINUTE)
    assert (again.body, again.doubt, again.marker) == ("1", True, first.marker)


def test_what_was_not_tried_after_all_is_as_before(store):
    put(store, line("1"))
    (first,) = claim(store)
    end(store, "release", first.id, first.fence)

    (again,) = claim(store)
    assert (again.attempts, again.doubt) == (1, False)


def test_a_card_still_waiting_is_brought_up_to_date(store):
    put(store, line("old", card="A-1"), line("other", card="A-2"))
    put(store, line("new", card="A-1"))

    (first,) = claim(store)
    assert first.body == "new"
    assert states(store) == [State.SENDING, State.WAITING]


def test_a_card_being_sent_is_followed_by_the_newer_one(store):
    put(store, line("old", card="A-1"))
    claim(store)
    put(store, line("new", card="A-1"))

    assert states(store) == [State.SENDING, State.WAITING]


def test_a_card_that_must_appear_is_not_held_back_by_one_that_need_not(store):
    put(store, line("update", card="A-1", standing_only=True))
    put(store, line("post", card="A-1"))

    (first,) = claim(store)
    assert (first.body, first.standing_only) == ("post", False)


def test_cards_of_other_plans_in_the_room_are_left_alone(store):
    put(store, line("one", card="A-1"))
    put(store, Post(lane="room", body="two", plan="q", card="A-1"))

    assert len(states(store)) == 2


def test_every_post_has_a_marker_of_its_own(store):
    put(store, line("1"), line("2", lane="b"))

    one, two = claim(store)
    assert one.marker != two.marker


def test_a_claim_takes_no_more_than_asked(store):
    put(store, *(line(str(n), lane=f"room-{n}") for n in range(9)))

    assert bodies(claim(store, most=4)) == ["0", "1", "2", "3"]


def test_many_workers_say_everything_once_and_each_lane_in_order(store):
    put(store, *(line(f"{n}", lane=f"room-{n % 7}") for n in range(70)))
    said = []

    def work(_):
        while rows := claim(store, most=3):
            for row in rows:
                said.append(int(row.body))
                assert end(store, "sent", row.id, row.fence)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))

    lanes = [[n for n in said if n % 7 == lane] for lane in range(7)]
    assert lanes == [list(range(lane, 70, 7)) for lane in range(7)]


def test_what_was_held_back_waits_while_a_later_one_is_on_its_way(store):
    put(store, line("later", not_before=NOW + MINUTE / 2), line("critical"))
    (urgent,) = claim(store)

    assert claim(store, NOW + MINUTE / 2) == []
    end(store, "sent", urgent.id, urgent.fence)
    assert bodies(claim(store, NOW + MINUTE / 2)) == ["later"]


def test_of_several_posts_of_one_card_in_one_breath_the_last_is_kept(store):
    put(store, line("1", card="A-1"), line("between"), line("2", card="A-1"))

    assert bodies(claim(store)) == ["2"]


def test_a_newer_post_of_a_topic_takes_the_place_of_an_older_one(store):
    put(store, line("old", topic="digest"), line("old", "other", topic="digest"))
    put(store, line("new", topic="digest"))

    assert bodies(claim(store)) == ["old", "new"]
    assert states(store)[0] is State.WITHDRAWN


def test_what_no_longer_holds_is_dropped_where_it_waits_still(store):
    put(store, line("asked", topic="confirm"), line("other", topic="else"))
    store.run(lambda work: work.outbox.drop("p", "confirm"))
    store.run(lambda work: work.outbox.drop("another plan", "else"))

    assert bodies(claim(store)) == ["other"]


def test_what_was_in_doubt_stays_so_when_it_is_given_back(store):
    put(store, line("1"))
    (first,) = claim(store)
    end(store, "doubt", first.id, first.fence, NOW, "timeout")
    (again,) = claim(store)
    store.run(lambda work: work.outbox.release(again.id, again.fence, doubt=True))

    assert claim(store)[0].doubt
