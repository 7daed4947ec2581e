"""The process ends without warning at each step of a send: nothing is lost."""

import os
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest

from tests.adapters.command import JOINTLY, PATIENCE, bare
from tests.teams.sender import PATH, Sender
from tests.teams.server import Service, listening
from tests.teams.stage import twin
from tests.teams.test_serve import NEW, told
from tests.teams.world import ANN, SHARED, Fault, World

pytestmark = pytest.mark.crash
REPEAT = "You may have read this already"
STEPS = {  # where it hangs when it is ended, and how often the room reads the card
    "while it asks for a token": (Fault("token", hangs=True), 0, 1),
    "before the message arrives": (Fault("POST conversations", hangs=True), 0, 1),
    "after the message arrived": (
        Fault("POST conversations", hangs=True, accepted=True),
        1,
        2,
    ),
}


@contextmanager
def process(folder: Path, service: Service) -> Iterator[str]:
    with subprocess.Popen(
        [JOINTLY, "serve", "--port", "0"],
        cwd=folder,
        env=bare() | told(service),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as started:
        said = started.stdout.readline() if started.stdout else ""
        try:
            yield re.findall(r"http://\S+/", said)[0]
        finally:
            if started.poll() is None:
                os.kill(started.pid, signal.SIGKILL)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def leases_run_out(folder: Path) -> None:
    """As if the two minutes had passed after which another may look."""
    long_ago = "2020-01-01 00:00:00.000000"
    with sqlite3.connect(folder / "jointly.db") as file:
        file.execute("UPDATE outbox SET lease = ? WHERE lease IS NOT NULL", [long_ago])
        file.execute("UPDATE outbox SET not_before = ?", [long_ago])
    file.close()


@pytest.mark.parametrize("step", STEPS)
def test_it_is_said_after_all(tmp_path: Path, step: str):
    fault, before, after = STEPS[step]
    fault.times = 1
    world = World()
    with listening(world) as service:
        sent = Sender(service).mention(ANN, NEW, SHARED)
        headers = dict(sent.headers)
        world.faults.append(fault)
        with process(tmp_path, service) as url:
            with suppress(
                httpx2.TimeoutException
            ):  # Teams has no answer, and asks again
                httpx2.post(
                    url + PATH[1:], content=sent.content, headers=headers, timeout=3
                )
            until(lambda: not fault.times)
        assert len(cards(world)) == before
        leases_run_out(tmp_path)
        with process(tmp_path, service) as url:
            found = httpx2.post(url + PATH[1:], content=sent.content, headers=headers)
            assert found.status_code == 200
            until(lambda: len(cards(world)) == after)
    assert sum(REPEAT not in text for text in cards(world)) <= 1
    with sqlite3.connect(tmp_path / "jointly.db") as file:
        (plans,) = file.execute("SELECT count(*) FROM plan").fetchone()
    file.close()
    assert plans == 1


def cards(world: World) -> list[str]:
    said = [twin(one) for one in world.said(SHARED)]
    return [text for text in said if "Nothing is agreed" in text]
