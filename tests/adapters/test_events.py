"""What an open page is told: that there is news, and only of what it may read."""

import asyncio
from collections.abc import AsyncIterator

from adapters.web.events import Hub

READABLE = {"shared"}


async def _may_read(room: str) -> bool:
    return room in READABLE


async def _until_silent(stream: AsyncIterator[str]) -> list[str]:
    found = []
    while True:
        try:
            found.append(await asyncio.wait_for(anext(stream), 0.2))
        except TimeoutError:
            return found


def _told(person: str, *news: tuple[str, ...]) -> str:
    async def listen() -> str:
        hub = Hub()
        stream = hub.stream(person, _may_read)
        await anext(stream)
        for kind, *rest in news:
            getattr(hub, kind)(*rest)
        return "".join(await _until_silent(stream))

    return asyncio.run(listen())


def test_news_of_a_room_is_told_to_those_who_may_read_it():
    told = 'event: room\ndata: {"room": "shared"}\n\n'
    assert _told("ann", ("lane", "shared")) == told
    assert _told("ann", ("lane", "theirs")) == ""


def test_news_of_a_direct_message_is_told_to_its_person():
    assert _told("ann", ("lane", "@ann")) == "event: me\ndata: {}\n\n"
    assert _told("ann", ("lane", "@bob")) == ""


def test_much_news_of_one_room_is_told_once():
    assert _told("ann", *[("lane", "shared")] * 50).count("event:") == 1


def test_stream_ends_when_the_server_stops():
    async def listen() -> list[str]:
        hub = Hub()
        stream = hub.stream("ann", _may_read)
        await anext(stream)
        hub.close()
        return [event async for event in stream]

    assert asyncio.run(listen()) == []
