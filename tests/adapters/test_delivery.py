"""What waits, what is given up, what may repeat, and what a stop leaves behind."""

from datetime import timedelta
from itertools import pairwise

import anyio
import pytest

from adapters.delivery.chat import Method
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.delivery.saying import MAY_REPEAT
from domain.post import Post
from tests.adapters.delivering import NOW, PLAN, Delivery, body, deliver, founded, line
from tests.chat import ALWAYS, Fault

MINUTE = timedelta(minutes=1)
DOUBT = NotSaid(Outcome.DOUBT, "502")


def card(text: str, lane: str = "room", **more) -> Post:
    return Post(lane=lane, body=body(text), plan=PLAN, card="A-1", **more)


def moments(here: Delivery, lane: str) -> list[float]:
    """When each message of a lane was said, in seconds."""
    return [
        (said_at(said) - NOW).total_seconds() for said in here.chat.ledger.history(lane)
    ]


def said_at(said):
    return type(NOW).fromisoformat(said["at"])


def test_a_room_is_given_a_second_between_two():
    async def story(here: Delivery) -> None:
        here.put(*(line(str(n)) for n in range(5)))
        await here.all_said()

    here = deliver(story)
    at = moments(here, "room")
    assert all(b - a >= 1 for a, b in pairwise(at))
    assert at[-1] < 8
    assert not here.chat.refused


def test_a_second_is_counted_from_the_answer_however_long_the_way_was():
    """Sent long ago it may have been accepted just now."""
    ways = iter([(3.0, 0.1), (0.0, 0.1)])

    async def story(here: Delivery) -> None:
        here.chat.latency = lambda: next(ways)
        here.put(line("1"), line("2"))
        await here.all_said()

    assert not deliver(story).chat.refused


def test_what_is_found_is_not_said_again():
    async def story(here: Delivery) -> None:
        here.chat.faults = [Fault(DOUBT, accepted=True)]
        here.put(line("it"))
        await here.all_said()

    here = deliver(story)
    assert here.chat.calls == {Method.POST: 1, Method.LOOK_BACK: 1}


def test_nobody_looks_before_it_can_have_arrived():
    """A message cut off at its timeout may arrive a moment later."""

    async def story(here: Delivery) -> None:
        here.chat.faults = [Fault(accepted=True)]
        here.put(line("it"))
        await here.all_said(within=timedelta(seconds=3 * here.chat.timeout))
        assert here.chat.calls[Method.LOOK_BACK] == 0
        await here.all_said()

    assert deliver(story).states() == ["sent"]


def test_what_a_platform_holds_holds_nothing_else():
    wait = timedelta(minutes=5)

    async def story(here: Delivery) -> None:
        refused = NotSaid(Outcome.LATER, "429", after=wait, scope="post T1 held")
        here.chat.faults = [Fault(refused, lane="held")]
        here.put(line("1", "held"), line("2", "held"), line("3", "free"))
        await here.all_said()

    here = deliver(story)
    assert moments(here, "free")[0] < 5
    assert moments(here, "held")[0] >= 300


def test_a_held_workspace_holds_all_its_rooms_and_no_other():
    async def story(here: Delivery) -> None:
        here.chat.workspace = lambda lane: lane[:2]
        refused = NotSaid(Outcome.LATER, "429", after=MINUTE, scope="post T1")
        here.chat.faults = [Fault(refused, lane="T1-a")]
        here.put(line("1", "T1-a"))
        await here.all_said(within=timedelta(seconds=3))
        here.put(line("2", "T1-b"), line("3", "T2-a"))
        await here.all_said()

    here = deliver(story)
    assert moments(here, "T2-a")[0] < 10
    assert moments(here, "T1-b")[0] >= 60


def test_what_is_held_is_held_for_whoever_comes_next():
    async def story(here: Delivery) -> None:
        refused = NotSaid(Outcome.LATER, "429", after=MINUTE, scope="post T1")
        here.chat.faults = [Fault(refused)]
        here.put(line("1", "a"))
        await here.all_said(within=timedelta(seconds=3))
        here.put(line("2", "b"))
        await here.all_said()  # another courier: it knows from the database alone

    assert moments(deliver(story), "b")[0] >= 60


def test_poison_is_parked_while_others_get_through(capsys):
    async def story(here: Delivery) -> None:
        here.chat.faults = [Fault(DOUBT, text="poison", times=ALWAYS)]
        here.pause = 30.0
        here.put(line("poison"), line("behind it"))
        courier = here.courier()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(courier.run)
            for minute in range(120):
                here.put(line(str(minute), "another room"))
                await anyio.sleep(60)
            await courier.stop()

    here = deliver(story)
    assert here.states()[:2] == ["failed", "sent"]
    assert here.texts() == ["behind it"]
    assert "undeliverable" in "".join(capsys.readouterr())


def test_nobody_is_parked_in_an_outage_that_hits_all():
    async def story(here: Delivery) -> None:
        end = NOW + timedelta(hours=12)
        here.chat.faults = [Fault(DOUBT, times=ALWAYS, until=end)]
        here.pause = 60.0
        here.put(line("1", "a"), line("2", "a"), line("3", "b"))
        await here.all_said()

    here = deliver(story)
    assert here.states() == ["sent"] * 3
    assert here.texts("a") == ["1", "2"]


def test_after_four_days_it_is_given_up_and_told():
    async def story(here: Delivery) -> None:
        here.chat.faults = [Fault(NotSaid(Outcome.LATER, "down"), times=ALWAYS)]
        here.pause = 600.0
        here.put(line("old"))
        await here.all_said()

    here = deliver(story)
    assert here.states() == ["failed"]
    assert [row.lane for row in here.lost] == ["room"]


def test_a_newer_card_takes_the_place_of_one_that_waits_and_never_of_a_newer():
    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.put(card("first"))
        await here.all_said()
        here.put(line("a line", plan=PLAN), card("second"), card("third"))
        await here.all_said()

    here = deliver(story)
    assert here.texts() == ["third", "a line"]
    assert here.chat.calls[Method.UPDATE] == 1


def test_an_older_update_never_replaces_a_newer_one():
    """A worker that slept through its lease may still come along with it."""

    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.put(card("first"))
        await here.all_said()
        here.shows("A-1", revision=99)
        here.put(card("older than what stands"))
        await here.all_said()

    here = deliver(story)
    assert here.texts() == ["first"]
    assert here.states() == ["sent", "sent"]


def test_a_card_is_kept_with_its_message_installation_and_revision():
    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.chat.faults = [Fault(DOUBT, accepted=True)]
        here.put(card("first"))
        await here.all_said()
        [said] = here.chat.ledger.history()
        kept = here.stands("A-1")
        assert (kept.posted, kept.installation) == (said["id"], "T1")
        assert kept.revision == here.rows()[0].id

    deliver(story)


def test_an_update_in_doubt_is_simply_repeated():
    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.chat.faults = [Fault(DOUBT, method=Method.UPDATE, accepted=True)]
        here.put(card("first"))
        await here.all_said()
        here.put(card("second"))
        await here.all_said()

    here = deliver(story)
    assert here.texts() == ["second"]
    assert here.chat.calls == {Method.POST: 1, Method.UPDATE: 2}


def test_a_card_somebody_deleted_is_posted_anew():
    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.put(card("first"))
        await here.all_said()
        [stands] = here.chat.ledger.history()
        here.chat.ledger.add(do=Method.DELETE, id=stands["id"], lane="room")
        here.put(card("second"))
        await here.all_said()

    here = deliver(story)
    assert here.texts() == ["second"]
    assert here.states() == ["sent", "sent"]


def test_a_card_is_brought_up_to_date_in_every_room_it_stands_in():
    async def story(here: Delivery) -> None:
        here.store.run(lambda work: founded(work, "room", "annex"))
        for text in ("first", "second"):
            here.put(card(text), card(text, "annex"))
            await here.all_said()

    here = deliver(story)
    assert here.texts("room") == here.texts("annex") == ["second"]


def test_a_room_that_fails_leaves_the_others_up_to_date():
    async def story(here: Delivery) -> None:
        here.store.run(lambda work: founded(work, "room", "annex"))
        here.put(card("first"), card("first", "annex"))
        await here.all_said()
        gone = NotSaid(Outcome.ROOM, "is_archived")
        here.chat.faults = [Fault(gone, method=Method.UPDATE, lane="annex")]
        here.put(card("second"), card("second", "annex"))
        await here.all_said()

    here = deliver(story)
    assert here.texts("room") == ["second"]
    assert here.states()[-2:] == ["sent", "failed"]


def test_an_update_of_a_card_that_stands_needs_no_look_back():
    async def story(here: Delivery) -> None:
        here.store.run(founded)
        here.chat.looks = False
        here.put(card("first"))
        await here.all_said()
        here.chat.faults = [Fault(method=Method.UPDATE, accepted=True)]
        here.put(card("second"))
        await here.all_said()

    here = deliver(story)
    assert here.texts() == ["second"]
    assert MAY_REPEAT not in here.texts()[0]


@pytest.mark.parametrize("gone", [0.1, 2.5])
def test_a_stop_lets_what_is_on_its_way_arrive_and_takes_nothing_more(gone: float):
    async def story(here: Delivery) -> None:
        here.chat.latency = lambda: (2.0, 1.0)
        here.put(line("1", "a"), line("2", "a"), line("3", "b"))
        courier = here.courier()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(courier.run)
            await anyio.sleep(gone)
            await courier.stop()

    here = deliver(story)
    assert here.states() == ["sent", "waiting", "sent"]
    assert here.rows()[1].attempts == 0


def test_what_a_stop_cuts_off_is_in_doubt_and_looked_for_at_once():
    async def story(here: Delivery) -> None:
        here.chat.faults = [Fault(accepted=True)]  # no answer ever comes
        here.put(line("it"))
        courier = here.courier()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(courier.run)
            await anyio.sleep(1)
            await courier.stop(grace=2)
            tasks.cancel_scope.cancel()
        assert here.states() == ["in doubt"]
        await here.all_said(within=5 * MINUTE)

    here = deliver(story)
    assert here.texts() == ["it"]
    assert here.states() == ["sent"]


def test_what_was_claimed_and_not_begun_is_given_back():
    async def story(here: Delivery) -> None:
        here.put(line("it"))
        courier = here.courier()
        claimed = courier._claim
        courier._claim = lambda work: (
            setattr(courier, "_stopping", True),
            claimed(work),
        )[1]
        await courier.deliver()

    here = deliver(story)
    [row] = here.rows()
    assert (str(row.state), row.attempts) == ("waiting", 0)
    assert here.texts() == []


def test_two_couriers_on_one_database_say_everything_once_and_in_order():
    async def story(here: Delivery) -> None:
        here.put(*(line(str(n), f"room-{n % 5}") for n in range(60)))
        async with anyio.create_task_group() as tasks:
            for _ in range(2):
                tasks.start_soon(here.all_said)

    here = deliver(story)
    for lane in range(5):
        assert here.texts(f"room-{lane}") == [str(n) for n in range(lane, 60, 5)]
    assert not here.chat.refused
