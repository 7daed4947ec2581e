"""Posts over many rooms of one workspace, against the least time its rates allow."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import perf_counter

import anyio
from sqlalchemy import func, select

from adapters.courier import Courier
from benchmarks.timing import heading, row
from bot.message import BODY, Message
from domain.post import Post
from storage.store import SqlStore
from storage.tables import OPEN, outbox
from tests import simulated
from tests.cast import memory
from tests.chat import A_ROOM, A_WORKSPACE, RecordingChat

POSTS, ROOMS = 10_000, 500
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
UNSAID = select(func.count()).where(outbox.c.state.in_(OPEN))
MIXES = {
    "the same for every room": [1] * ROOMS,
    "at random": [1 + n % 3 for n in range(ROOMS)],
    "half of it in 5 rooms": [ROOMS] * 5 + [5] * (ROOMS - 5),
}


def main() -> None:
    heading("ours, s", "minimum, s", "times", "refused", "real, s")
    for name, weights in MIXES.items():
        _measure(name, _lanes(weights))


def _lanes(weights: Sequence[int]) -> list[str]:
    """Which room each post is for, in the order they are decided."""
    chance = random.Random(1)  # noqa: S311 - the same posts in every run
    if len(set(weights)) == 1:
        lanes = [f"room-{n % ROOMS}" for n in range(POSTS)]
        chance.shuffle(lanes)
        return lanes
    rooms = [f"room-{n}" for n in range(ROOMS)]
    return chance.choices(rooms, weights, k=POSTS)


def _measure(name: str, lanes: Sequence[str]) -> None:
    began = perf_counter()
    taken, chat = simulated.run(lambda: _deliver(lanes))
    least = _minimum(lanes)
    if len(chat.ledger.history()) != POSTS:
        raise RuntimeError("not everything was said once")
    row(
        name,
        f"{taken.total_seconds():.0f}",
        f"{least.total_seconds():.0f}",
        f"{taken / least:.3f}",
        str(chat.refused.total()),
        f"{perf_counter() - began:.0f}",
    )


async def _deliver(lanes: Sequence[str]) -> tuple[timedelta, RecordingChat]:
    store, clock = SqlStore(memory()), simulated.Clock(NOW)
    body = BODY.dump_json(Message(text="A-3 is done")).decode()
    posts = [Post(lane=lane, body=body) for lane in lanes]
    store.run(lambda work: work.outbox.put(*posts, at=NOW))
    chance = random.Random(2)  # noqa: S311 - the same latencies in every run
    chat = RecordingChat(
        clock, latency=lambda: (chance.uniform(0.02, 0.25), chance.uniform(0.02, 0.1))
    )
    courier = Courier(store, chat, clock, aside=simulated.aside)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(courier.run)
        while store.run(lambda work: work.connection.scalar(UNSAID)):  # noqa: ASYNC110 - the courier tells nobody
            await anyio.sleep(1)
        taken = clock.now() - NOW
        await courier.stop()
    store.close()
    return taken, chat


def _minimum(lanes: Sequence[str]) -> timedelta:
    """By when the last can be said: of the workspace, and of the fullest room."""
    many, within = A_WORKSPACE
    of_all = within * ((len(lanes) - 1) // many)
    each, room = A_ROOM
    fullest = max(Counter(lanes).values())
    return max(of_all, room * ((fullest - 1) // each))
