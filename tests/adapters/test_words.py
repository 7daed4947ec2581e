"""Words said aloud in a room: kept with what they led to, before it, and once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from adapters.clock import WallClock
from adapters.delivery.chat import Outgoing
from adapters.main import demonstrated
from adapters.web.places import BoundPlaces
from adapters.web.rooms import WebChat
from bot.message import Message
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import facts, said
from storage.work import SqlWork
from tests.adapters.seated import ANN, BOB, DAN, EMPTY, EVE, JOINT, Seated

MANY = 40


@pytest.fixture
def demo(seeded_url: str) -> Iterator[Seated]:
    with TestClient(demonstrated(open_engine(seeded_url))) as client:
        yield Seated(client)


def test_words_stand_before_what_they_led_to(demo: Seated):
    last = demo.last(JOINT)
    demo.does(BOB, '@Jointly action add "Count the pumps"')
    news = [m for m in demo.heard_in(JOINT, after=last) if int(m["id"]) > int(last)]
    assert [bool(m["by"]) for m in news] == [True, *[False] * (len(news) - 1)]
    assert len(news) > 1


def test_words_that_begin_a_plan_belong_to_it(demo: Seated):
    demo.does(ANN, '@Jointly new "Quiet" as customer with "Orbit Devices"', EMPTY)
    first = demo.heard_in(EMPTY, BOB)[0]
    assert first["text"].startswith("@Jointly new")


def test_words_of_a_refused_line_stand_in_the_room_once(demo: Seated):
    last = demo.last(JOINT)
    for _ in range(2):
        assert demo.say(EVE, "@Jointly A-3 done", id="four")["refused"]
    said_ = [m["text"] for m in demo.heard_in(JOINT, after=last) if m["by"]]
    assert said_ == ["@Jointly A-3 done"]


def test_words_that_cannot_be_kept_lead_to_nothing(
    demo: Seated, seeded_url: str, monkeypatch: pytest.MonkeyPatch
):
    """As where the process ends between the two: they share one commit."""
    before = _facts(seeded_url)

    def lost(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(WebChat, "speak", lost)
        answer = demo.post(DAN, "@Jointly A-3 70%", id="five")
    assert answer.status_code == 500
    assert _facts(seeded_url) == before
    last = demo.last(JOINT)
    demo.does(DAN, "@Jointly A-3 70%")
    assert any(m["by"] for m in demo.heard_in(JOINT, after=last))


def test_two_processes_that_post_to_one_lane_each_get_their_place(
    seeded_postgresql_url: str,
):
    stores = [SqlStore(open_engine(seeded_postgresql_url)) for _ in range(2)]
    chats = [WebChat(s, WallClock(), BoundPlaces(), lambda _: None) for s in stores]

    def post(number: int) -> None:
        chat, marker = chats[number % 2], f"{number:024}"
        out = Outgoing(lane="lane", message=Message(text=str(number)), marker=marker)

        def job(work: SqlWork) -> None:
            chat._once(work, out)
            chat._update(work, "1", out)

        chat.store.run(job)

    with ThreadPoolExecutor(8) as several:
        list(several.map(post, range(MANY)))
    rows = stores[0].run(
        lambda work: work.connection.execute(
            select(said.c.seq, said.c.marker).where(said.c.lane == "lane")
        ).all()
    )
    for store in stores:
        store.close()
    assert len({row.seq for row in rows}) == len({row.marker for row in rows}) == MANY


def test_no_retry_is_needed_where_two_post_to_one_lane(
    seeded_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("storage.store.TRIES", 1)
    test_two_processes_that_post_to_one_lane_each_get_their_place(seeded_postgresql_url)


def _facts(url: str) -> int:
    engine = open_engine(url)
    with engine.begin() as connection:
        found = len(connection.execute(select(facts.c.seq)).all())
    engine.dispose()
    return found
