"""What Slack does not take: each error to its outcome, nothing twice, nobody wrong."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import anyio
import pytest

from adapters.clock import WallClock
from adapters.delivery.chat import Method, Outgoing, Posted
from adapters.delivery.outcome import COURSES, NotSaid, Outcome
from adapters.slack import wire as wires
from adapters.slack.channels import Channels
from adapters.slack.chat import SlackChat
from adapters.slack.errors import OUTCOMES, outcome_of
from adapters.slack.installations import Given, Installations
from adapters.slack.organisations import Organisations
from adapters.slack.rooms import Rooms
from adapters.slack.wire import Refused, Wire
from bot.message import Message
from domain.person import Organisation, Person
from storage.cards import Cards, Standing
from storage.store import SqlStore
from storage.work import SqlWork
from tests.adapters.delivering import founded
from tests.cast import MONDAY, memory, no_holidays
from tests.slack.server import listening
from tests.slack.world import (
    BOB,
    HALDEN,
    ON_HALDEN,
    ON_ORBIT,
    ORBIT,
    OWN,
    SHARED,
    Fault,
    Installation,
    World,
)

ROOM, HOME = f"slack:{SHARED}", f"slack:{OWN}"
HELLO = Message(text="hello")


@dataclass
class Scene:
    world: World
    chat: SlackChat

    def does(self, job: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        async def run() -> Any:
            try:
                return await job()
            finally:
                await self.chat.wire.close()
                self.chat.wire._session = None
                self.chat.wire._clients.clear()

        return anyio.run(run)

    def post(self, lane: str = ROOM, marker: str = "m1", **more: Any) -> Posted:
        out = Outgoing(lane=lane, message=HELLO, marker=marker, **more)
        posted: Posted = self.does(lambda: self.chat.post(out))
        return posted

    def refused(self, lane: str = ROOM) -> NotSaid:
        with pytest.raises(NotSaid) as refused:
            self.post(lane)
        return refused.value

    def limits(self, lane: str = ROOM) -> Any:
        work = self.chat.store.run
        return work(lambda work: self.chat.limits(work, lane, Method.POST))

    def present(self, lane: str) -> frozenset[str]:
        store = self.chat.store
        return store.run(lambda work: self.chat.present(work, lane))


@contextmanager
def a_scene(*installed: Installation, looks: bool = False) -> Iterator[Scene]:
    world, store = World(installed or (ON_HALDEN,), rated=False), SqlStore(memory())
    with listening(world) as url:
        wire = Wire(url)
        known = Installations(Given(wire, [one.token for one in world.installed]))
        rooms = Rooms(store, WallClock(), no_holidays)
        channels = Channels(wire, known, Organisations(wire), rooms)
        chat = SlackChat(wire, known, channels, store, looks=looks)
        yield Scene(world, chat)
    store.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[Scene]:
    with a_scene() as scene:
        scene.post()
        yield scene


@pytest.fixture
def scene() -> Iterator[Scene]:
    with a_scene() as found:
        yield found


@pytest.mark.parametrize(("error", "outcome"), OUTCOMES.items())
def test_every_error_of_slack_has_its_outcome(
    shared: Scene, error: str, outcome: Outcome
):
    shared.world.faults.append(Fault("chat.postMessage", error))
    assert shared.refused().outcome is outcome
    assert outcome in COURSES


def test_an_error_nobody_knows_is_unknown(shared: Scene):
    shared.world.faults.append(Fault("chat.postMessage", "brand_new_error"))
    assert shared.refused().outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_what_cannot_be_read_is_in_doubt_and_is_sent_once(shared: Scene, status: int):
    before = len(shared.world.called("chat.postMessage"))
    shared.world.faults.append(Fault("chat.postMessage", status=status, accepted=True))
    assert shared.refused().outcome is Outcome.DOUBT
    assert len(shared.world.called("chat.postMessage")) == before + 1


def test_a_pause_that_slack_asks_for_holds_that_method_in_that_workspace(shared: Scene):
    fault = Fault("chat.postMessage", "ratelimited", status=429, after=30)
    shared.world.faults.append(fault)
    refused = shared.refused()
    assert refused.outcome is Outcome.LATER
    assert refused.after == timedelta(seconds=30)
    assert refused.scope == shared.limits()[0].scope
    assert HALDEN.id in refused.scope


def test_no_answer_leaves_it_in_doubt(scene: Scene, monkeypatch):
    monkeypatch.setattr(wires, "TIMEOUT", 1)
    scene.world.faults.append(Fault("chat.postMessage", hangs=True, accepted=True))
    with pytest.raises(TimeoutError):  # of which the courier makes a doubt
        scene.post()
    assert len(scene.world.said(SHARED)) == 1


def test_without_a_connection_nothing_was_said(scene: Scene):
    scene.chat.wire.url = "http://127.0.0.1:9/api/"
    assert scene.refused().outcome is Outcome.LATER


@pytest.mark.parametrize("error", ["internal_error", "brand_new_error"])
def test_what_fails_before_it_is_said_was_not_said(scene: Scene, error: str):
    scene.world.faults.append(Fault("conversations.info", error))
    assert scene.refused().outcome is Outcome.LATER
    assert not scene.world.said(SHARED)


def test_a_room_we_are_not_in_is_dead(scene: Scene):
    scene.world.channels[SHARED].members.remove(ON_HALDEN.bot)
    assert scene.refused().outcome is Outcome.ROOM


def test_the_marker_is_all_that_the_metadata_holds(scene: Scene):
    scene.post(marker="abc")
    scene.post(marker="abc")
    one, two = (call.args for call in scene.world.called("chat.postMessage"))
    payload = {"event_type": "jointly", "event_payload": {"id": "abc"}}
    assert one["metadata"] == payload
    assert one["client_msg_id"] == two["client_msg_id"]
    assert one["unfurl_links"] is one["unfurl_media"] is False


def test_a_private_line_waits_when_somebody_came_into_the_room(scene: Scene):
    scene.does(lambda: scene.chat.channels.look(OWN))
    assert scene.present(HOME) == {"slack:T0HALDEN"}
    scene.world.channels[OWN].teams = (HALDEN.id, ORBIT.id)
    assert scene.refused(HOME).outcome is Outcome.LATER
    assert not scene.world.said(OWN)
    assert scene.present(HOME) == {"slack:T0HALDEN", "slack:T0ORBIT"}


def test_nobody_is_taken_for_present_before_anybody_looked(scene: Scene):
    assert scene.present(HOME) == frozenset()
    assert scene.refused(HOME).outcome is Outcome.LATER
    assert scene.present(HOME) == {"slack:T0HALDEN"}
    assert scene.post(HOME).installation == HALDEN.id


def test_a_card_is_changed_by_the_installation_that_posted_it():
    with a_scene(ON_ORBIT, ON_HALDEN) as scene:
        members = scene.world.channels[SHARED].members
        members.remove(ON_ORBIT.bot)
        posted = scene.post()
        members[members.index(ON_HALDEN.bot)] = ON_ORBIT.bot
        scene.chat.channels.forget(SHARED)
        assert scene.post(marker="m2").installation == ORBIT.id
        members.append(ON_HALDEN.bot)
        standing = Standing(posted=posted.id, installation=HALDEN.id, revision=1)
        out = Outgoing(lane=ROOM, message=Message(text="changed"), marker="m3")
        scene.does(lambda: scene.chat.update(standing, out))
        assert [one["text"] for one in scene.world.said(SHARED)] == ["changed", "hello"]


def test_a_card_of_an_installation_that_is_gone_waits_for_it(scene: Scene):
    standing = Standing(posted="1.1", installation="T0GONE", revision=1)
    out = Outgoing(lane=ROOM, message=HELLO, marker="m1")
    with pytest.raises(NotSaid) as refused:
        scene.does(lambda: scene.chat.update(standing, out))
    assert refused.value.outcome is Outcome.INSTALLATION


def test_a_connection_that_breaks_is_in_doubt_and_nothing_is_sent_again():
    heard: list[bytes] = []

    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.close()

    async def run() -> Refused:
        server = await asyncio.start_server(drop, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        wire = Wire(f"http://127.0.0.1:{port}/api/")
        with pytest.raises(Refused) as refused:
            await wire.call("xoxb-1", "chat.postMessage", channel=SHARED, text="hello")
        await wire.close()
        server.close()
        return refused.value

    assert outcome_of(anyio.run(run)) is Outcome.DOUBT
    assert len(heard) == 1


def test_a_card_that_was_taken_away_is_gone(scene: Scene):
    standing = Standing(posted="1.1", installation=HALDEN.id, revision=1)
    out = Outgoing(lane=ROOM, message=HELLO, marker="m1")
    with pytest.raises(NotSaid) as refused:
        scene.does(lambda: scene.chat.update(standing, out))
    assert refused.value.outcome is Outcome.GONE


def test_a_line_stands_under_its_card_and_alone_where_that_is_gone(scene: Scene):
    card = scene.post()
    kept = Standing(posted=card.id, installation=HALDEN.id, revision=1)

    def keep(work: SqlWork) -> None:
        founded(work, ROOM)
        work.flush()
        Cards(work.connection).keep("p", "A-1", ROOM, kept, at=MONDAY)

    scene.chat.store.run(keep)
    scene.post(marker="m2", plan="p", thread="A-1")
    assert scene.world.said(SHARED)[-1]["thread_ts"] == card.id
    del scene.world.posted[SHARED, card.id]
    scene.post(marker="m3", plan="p", thread="A-1")
    assert "thread_ts" not in scene.world.said(SHARED)[-1]


@pytest.mark.parametrize(
    ("installed", "by"),
    [((ON_HALDEN,), ON_HALDEN), ((ON_HALDEN, ON_ORBIT), ON_ORBIT)],
)
def test_somebody_hears_from_their_own_side_s_bot_where_there_is_one(
    installed: tuple[Installation, ...], by: Installation
):
    with a_scene(*installed) as scene:
        scene.chat.store.run(met)
        assert scene.post("@bob").installation == by.team
        (said,) = scene.world.heard_by(BOB)
        assert said["by"] == by.bot


def test_a_direct_message_counts_in_the_workspace_that_sends_it():
    with a_scene(ON_HALDEN, ON_ORBIT) as scene:
        scene.chat.store.run(met)
        scene.post()
        assert ORBIT.id in scene.limits("@bob")[0].scope
        assert HALDEN.id in scene.limits()[0].scope


def met(work: SqlWork) -> None:
    work.add(Organisation(id="slack:T0ORBIT", name="Orbit Devices"))
    work.add(
        Person(id="bob", organisation="slack:T0ORBIT", account=BOB.id, name=BOB.name)
    )


def test_looking_back_is_off_unless_the_operator_granted_it(scene: Scene):
    out = Outgoing(lane=ROOM, message=HELLO, marker="m1")
    assert scene.does(lambda: scene.chat.look_back(out)) is None
    assert not scene.world.called("conversations.history")


def test_looking_back_finds_every_copy_the_oldest_first_and_can_delete():
    scopes = ON_HALDEN.scopes | {"channels:history"}
    granted = Installation(HALDEN.id, ON_HALDEN.token, ON_HALDEN.bot, scopes)
    with a_scene(granted, looks=True) as scene:
        posted = [scene.post(marker=marker) for marker in ("m1", "m2", "m1")]
        out = Outgoing(lane=ROOM, message=HELLO, marker="m1")
        found = scene.does(lambda: scene.chat.look_back(out))
        assert found == [posted[0], posted[2]]
        scene.does(lambda: scene.chat.delete(found[1], out))
        assert len(scene.world.said(SHARED)) == 2


def test_the_widest_rate_comes_first(shared: Scene):
    whole, room = shared.limits()
    assert (room.every, room.burst) == (1.0, 1)
    assert ROOM in room.scope
    assert ROOM not in whole.scope
